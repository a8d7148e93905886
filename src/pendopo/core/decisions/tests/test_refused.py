"""DMN files that are refused, with the element, the line and the rule."""

import os
from pathlib import Path

import pytest

from pendopo.core import decisions
from pendopo.core.decisions import DecisionsRefused
from pendopo.core.decisions.tests.drawn import file, table
from pendopo.core.decisions.tests.test_tables import needs

SHARED = Path(os.environ.get("PENDOPO_SHARED", Path(__file__).parents[6] / "shared"))


def problems(xml: bytes) -> list[tuple[str, str, int]]:
    with pytest.raises(DecisionsRefused) as caught:
        decisions.load(xml, source="uji.dmn")
    assert all(
        one.message and one.english and one.source == "uji.dmn" for one in caught.value.problems
    )
    return [(one.rule, one.element, one.line) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (table("> => 1"), [("feel", "d_r0", 5)]),
        (table("> 1 => 1 +", "- => salah("), [("feel", "d_r0", 5), ("feel", "d_r1", 6)]),
        (table("1 | 2 => 1"), [("rule-width", "d_r0", 5)]),
        (table("1 => 1", policy="SEMBARANG"), [("hit-policy", "d_t", 4)]),
        (table("1 => 1", policy="PRIORITY"), [("hit-policy", "d_t", 4)]),
        (table("1 => 1 | 2", outputs=("a", "a")), [("output-name", "d_t", 4)]),
        (table("1 => 1", outputs=()), [("no-output", "d_t", 4), ("rule-width", "d_r0", 5)]),
        (table("1 => 1") + "\n" + table("1 => 1"), None),
        (table("1 => 1", needs=needs("tiada")), [("dangling", "d", 3)]),
        (
            table("1 => 1", needs=needs("b"), identity="a")
            + table("1 => 1", needs=needs("a"), identity="b"),
            [("circle", "a", 3), ("circle", "b", 6 - 1)],
        ),
        ('<decision id="d" name="d"/>', [("no-logic", "d", 3)]),
        ('<decision id="d"><context><contextEntry/></context></decision>', [("no-logic", "d", 3)]),
        ('<businessKnowledgeModel id="b"/>', [("no-logic", "b", 3)]),
        ("", [("no-decision", "defs", 2)]),
        (
            '<decision id="d"><literalExpression expressionLanguage="juel"><text>1</text>'
            "</literalExpression></decision>",
            [("language", "d", 3)],
        ),
    ],
)
def test_refuses(body, found):
    given = problems(file(body))
    if found is None:
        assert {rule for rule, _, _ in given} == {"duplicate-id"}
    else:
        assert given == found


def test_another_kind_of_file():
    assert problems(b"<html/>") == [("not-dmn", "", 1)]


@pytest.mark.skipif(not (SHARED / "data/dmn").is_dir(), reason="no real DMN files here")
def test_real_files_load_or_say_why():
    read = {}
    for path in sorted((SHARED / "data/dmn").glob("*.dmn")):
        try:
            read[path.name] = decisions.load(path.read_bytes(), source=path.name)
        except DecisionsRefused as refused:
            read[path.name] = refused.problems
            assert all(one.line > 0 and one.element for one in refused.problems)
    mapping = read["bcgov_group-mapping.dmn"]
    names = {"category": "personal", "status": "Unopened"}
    assert mapping.evaluate("group-mapping", names) == "Intake\xa0Team"  # as it was saved
    names = {"category": "general", "status": "ALL"}
    assert mapping.evaluate("group-mapping", names) == ["Intake\xa0Team", "Flex\xa0Team"]
    # The other one holds two cells in JUEL.
    assert [one.rule for one in read["bcgov_state-transition-mapping.dmn"]] == ["language"] * 2
