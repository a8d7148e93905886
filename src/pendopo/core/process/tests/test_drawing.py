"""Drawings are kept without loss, also those that hold more than we run."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from pendopo.core.process import ProcessRefused, drawing
from pendopo.core.process.tests.peer.grown import grow
from pendopo.core.process.tests.test_refused import BOMB, SHARED

MODELS = Path(__file__).parent / "models"
PACKAGES = Path(__file__).parents[5] / "packages"
FILES = sorted({*MODELS.glob("*.bpmn"), *PACKAGES.glob("**/*.bpmn")})
MORE = b"""<?xml version="1.0" encoding="UTF-8"?>
<!-- sebelum -->
<?modeler versi?>
<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:vendor="urn:vendor" id="d" vendor:x="1">
  <!-- komentar -->
  <b:process id="p" isExecutable="true">
    <b:startEvent id="s"/>
    <b:adHocSubProcess id="bebas" name="Bebas &amp; &quot;lepas&quot;">
      <b:extensionElements><vendor:deep vendor:a="1"><plain xmlns="urn:other">teks
 </plain></vendor:deep></b:extensionElements>
      <b:scriptTask id="skrip"><b:script><![CDATA[if (a < b) { x(); }]]></b:script></b:scriptTask>
    </b:adHocSubProcess>
    <b:complexGateway id="rumit"/>
    <b:conversation xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" id="asing"/>
  </b:process>
</b:definitions>
<!-- sesudah -->
"""


def canonical(data: bytes) -> bytes:
    return etree.tostring(etree.fromstring(data).getroottree(), method="c14n", with_comments=True)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_are_saved_as_they_were(path):
    data = path.read_bytes()
    assert canonical(drawing.read(data, source=path.name).save()) == canonical(data)


@pytest.mark.skipif(not (SHARED / "data/bpmn").is_dir(), reason="no real BPMN files here")
def test_real_files_are_saved_as_they_were():
    for path in sorted((SHARED / "data/bpmn").glob("*.bpmn")):
        data = path.read_bytes()
        one = drawing.read(data, source=path.name)
        assert canonical(one.save()) == canonical(data)
        assert one.refusals(), "they call the code of another engine"
        assert one.shapes and one.lines


def test_more_than_we_run_is_kept_shown_and_refused_for_running():
    one = drawing.read(MORE, source="lebih.bpmn")
    assert canonical(one.save()) == canonical(MORE)
    assert drawing.read(one.save(), source="lebih.bpmn").save() == one.save()
    found = [(problem.element, problem.rule, problem.line) for problem in one.refusals()]
    assert ("bebas", "unsupported", 9) in found and ("rumit", "unsupported", 14) in found
    assert one.elements["bebas"].attributes["name"] == 'Bebas & "lepas"'
    assert list(one.elements) == [
        "d", "p", "s", "bebas", "skrip", "rumit", "asing",
    ]  # fmt: skip
    assert one.before[0].text == " sebelum " and one.after[0].text == " sesudah "


def test_a_change_is_a_new_drawing():
    one = drawing.read(MORE, source="lebih.bpmn")
    root = replace(one.root, attributes={**one.root.attributes, "id": "lain"})
    assert b'id="lain"' in replace(one, root=root).save() and b'id="lain"' not in one.save()


def test_shapes_and_lines_of_a_diagram():
    path = FILES[0]
    one = drawing.read(path.read_bytes(), source=path.name)
    known = set(one.elements)
    assert all(shape.element in known for shape in one.shapes)
    assert all(line.element in known and len(line.points) > 1 for line in one.lines)


def test_what_runs_has_nothing_against_it():
    for seed in range(40):
        data = grow(seed).feel
        one = drawing.read(data, source="grown.bpmn")
        assert one.refusals() == () and canonical(one.save()) == canonical(data)


@pytest.mark.parametrize(
    ("data", "rule"),
    [(BOMB.encode(), "doctype"), (b"<a/>", "not-bpmn"), (b"<a>" * 5000, "not-xml")],
)
def test_hostile_drawings(data, rule):
    with pytest.raises(ProcessRefused) as caught:
        drawing.read(data, source="x")
    assert [one.rule for one in caught.value.problems] == [rule]
