"""Every way to write a form wrong is told, with its JSON pointer."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.core.forms import FormRefused, load
from pendopo.core.forms.tests.sample import GOOD, LAYOUT, SCHEMA


def problems(schema, layout=LAYOUT, **more):
    with pytest.raises(FormRefused) as refused:
        load(schema, layout, source="form.schema.json", **more)
    return {(problem.element, problem.rule) for problem in refused.value.problems}


def changed(path, value):
    """The sample schema with the value at a path replaced."""
    schema = copy.deepcopy(SCHEMA)
    target = schema
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value
    return schema


def prop(name, key, value):
    return changed(["properties", name, key], value)


P = "/properties"
WRONG = [
    (prop("nik", "titel", "x"), f"{P}/nik/titel", "unknown_keyword"),
    (prop("nik", "x-wehn", "x"), f"{P}/nik/x-wehn", "unknown_keyword"),
    (prop("nik", "minLength", 3), f"{P}/nik/minLength", "unknown_keyword"),
    (prop("nik", "$ref", "#/x"), f"{P}/nik/$ref", "unknown_keyword"),
    (prop("nik", "oneOf", []), f"{P}/nik/oneOf", "unknown_keyword"),
    (prop("nik", "title", None), f"{P}/nik", "title_missing"),
    (prop("nik", "title", {"id": "x"}), f"{P}/nik/title", "text"),
    (prop("nik", "format", "ktp"), f"{P}/nik", "unsupported"),
    (prop("nama", "type", "object"), f"{P}/nama", "unsupported"),
    (prop("nama", "type", ["string", "null"]), f"{P}/nama", "unsupported"),
    (prop("nama", "x-personal", "very"), f"{P}/nama/x-personal", "personal"),
    (prop("nama", "x-prefill", "applicant name"), f"{P}/nama/x-prefill", "prefill"),
    (prop("nama", "maxLength", "9"), f"{P}/nama/maxLength", "schema"),
    (prop("nama", "maxLength", -1), f"{P}/nama/maxLength", "schema"),
    (prop("nomor_lama", "pattern", "(a"), f"{P}/nomor_lama/pattern", "schema"),
    (prop("nomor_lama", "pattern", "(?=a)"), f"{P}/nomor_lama/pattern", "schema"),
    (prop("nomor_lama", "examples", []), f"{P}/nomor_lama/pattern", "pattern_without_example"),
    (prop("nomor_lama", "examples", ["SIPB 12"]), f"{P}/nomor_lama/examples", "example_refused"),
    (prop("alamat", "required", ["planet"]), f"{P}/alamat/required", "unknown_property"),
    (prop("nomor_lama", "x-when", "jenis ="), f"{P}/nomor_lama/x-when", "feel"),
    (prop("nomor_lama", "x-when", "jenisnya = 1"), f"{P}/nomor_lama/x-when", "unknown_name"),
    (prop("nomor_lama", "x-when", "luas > 1"), f"{P}/nomor_lama/x-when", "later_question"),
    (prop("nomor_lama", "x-required-when", "x > 1"), f"{P}/nomor_lama/x-required-when",
     "unknown_name"),
    (prop("jenis", "enum", []), f"{P}/jenis/enum", "enum"),
    (prop("jenis", "enum", ["a", "a"]), f"{P}/jenis/enum", "enum"),
    (prop("jenis", "x-labels", {"lain": "x"}), f"{P}/jenis/x-labels", "labels"),
    (prop("jenis", "x-labels", {"baru": "Baru"}), f"{P}/jenis/x-labels", "labels"),
    (prop("tempat", "items", {"type": "string"}), f"{P}/tempat", "unsupported"),
    (prop("str", "x-file", {"accept": []}), f"{P}/str/x-file", "file"),
    (prop("str", "x-file", {"accept": ["pdf"]}), f"{P}/str/x-file", "file"),
    (prop("str", "x-file", {"accept": ["image/*"], "max_mb": 0}), f"{P}/str/x-file/max_mb",
     "file"),
    (prop("str", "x-file", {"accept": ["image/*"], "size": 1}), f"{P}/str/x-file/size",
     "unknown_keyword"),
    (prop("alamat", "properties", {"peta": {"type": "number", "title": "x"}}),
     f"{P}/alamat/properties/peta", "unsupported"),
    (changed(["properties", "Nama"], {"type": "string", "title": "x"}), f"{P}/Nama", "name"),
    (changed(["properties", "nama"], "teks"), f"{P}/nama", "type"),
    (changed(["properties", "today"], {"type": "string", "title": "x"}), f"{P}/today", "name"),
    (changed(["properties", "baru"], {"type": "string", "title": "x"}), f"{P}/baru",
     "not_in_layout"),
    (changed(["properties"], {}), "/properties", "empty"),
    (changed(["required"], ["tidak_ada"]), "/required", "unknown_property"),
    (changed(["required"], "nama"), "/required", "type"),
    (changed(["type"], "array"), "/type", "type"),
    (changed(["title"], ""), "/title", "text"),
    (changed(["additionalProperties"], True), "/additionalProperties", "unsupported"),
    (changed(["allOf"], []), "/allOf", "unknown_keyword"),
    (changed(["x-alternatives"], [["ijazah"]]), "/x-alternatives", "alternatives"),
    (changed(["x-alternatives"], [["ijazah"], ["sim"]]), "/x-alternatives", "unknown_property"),
    (changed(["x-alternatives"], "ijazah"), "/x-alternatives", "alternatives"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("schema", "element", "rule"), WRONG, ids=[f"{w[1]} {w[2]}" for w in WRONG]
)
def test_a_wrong_schema(schema, element, rule):
    assert (element, rule) in problems(schema)


S = "layout:/steps/0"
WRONG_LAYOUT = [
    ({"questions": ["nama", "tidak_ada"]}, f"{S}/questions", "unknown_property"),
    ({"questions": ["nama", "nama"]}, f"{S}/questions", "twice"),
    ({"questions": []}, f"{S}/questions", "empty"),
    ({"questions": "nama"}, f"{S}/questions", "empty"),
    ({"when": "a ="}, f"{S}/when", "feel"),
    ({"when": "nama = 1"}, f"{S}/when", "later_question"),
    ({"id": "Satu Dua"}, f"{S}/id", "name"),
    ({"id": "akhir"}, "layout:/steps/7/id", "twice"),
    ({"title": None}, f"{S}/title", "title_missing"),
    ({"titel": "x"}, f"{S}/titel", "unknown_keyword"),
]


@pytest.mark.parametrize(("change", "element", "rule"), WRONG_LAYOUT)
def test_a_wrong_layout(change, element, rule):
    layout = copy.deepcopy(LAYOUT)
    layout["steps"][0] |= change
    assert (element, rule) in problems(SCHEMA, layout)


@pytest.mark.parametrize("layout", [{"steps": {}}, {"steps": [1]}, {"step": []}, []])
def test_what_is_no_layout(layout):
    assert problems(SCHEMA, layout)


def test_a_typo_is_answered_with_what_was_meant():
    with pytest.raises(FormRefused) as refused:
        load(prop("nik", "titel", "x"), LAYOUT, source="sipb/form.schema.json")
    (problem,) = refused.value.problems
    assert problem.source == "sipb/form.schema.json"
    assert problem.message == "Kata kunci “titel” tidak dikenal. Maksudnya “title”?"
    assert problem.english == 'The keyword "titel" is not known. Did you mean "title"?'


def test_several_problems_are_told_together():
    schema = prop("nik", "titel", "x")
    schema["properties"]["jenis"]["enum"] = []
    assert len(problems(schema)) >= 2


def test_without_steps_each_question_has_its_page():
    form = load(changed(["x-alternatives"], []), source="x")
    assert [step.questions for step in form.steps] == [(name,) for name in SCHEMA["properties"]]
    assert form.steps[5].id == "nomor-lama"
    assert form.steps[0].title == SCHEMA["properties"]["nama"]["title"]


def test_several_sets_of_alternatives():
    both = [[["ijazah"], ["sptjm"]], [["email"], ["str", "luas"]]]
    assert len(load(changed(["x-alternatives"], both), LAYOUT, source="x").alternatives) == 2


def test_other_names_may_be_read_when_they_are_announced():
    schema = prop("nomor_lama", "x-when", "wilayah = 1")
    assert load(schema, LAYOUT, source="x", names=["wilayah", "today", "service"])
    assert (f"{P}/nomor_lama/x-when", "unknown_name") in problems(schema)


def paths(value, here=()):
    """The path of everything inside a JSON value."""
    yield here
    items = dict(enumerate(value)) if isinstance(value, list) else value
    for key, inner in items.items() if isinstance(items, dict) else ():
        yield from paths(inner, (*here, key))


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=4) | st.integers(), inner, max_size=3)
    ),
    max_leaves=5,
)


@settings(max_examples=400)
@given(st.sampled_from(["schema", "layout"]), st.data())
def test_junk_anywhere_is_refused_or_harmless(which, data):
    """Nothing but FormRefused ever comes out of a broken package."""
    files = {"schema": copy.deepcopy(SCHEMA), "layout": copy.deepcopy(LAYOUT)}
    path = data.draw(st.sampled_from([p for p in paths(files[which]) if p]))
    target = files[which]
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = data.draw(JUNK)
    try:
        form = load(**files, source="x")
    except FormRefused as refused:
        assert refused.problems
        assert all(problem.message and problem.english for problem in refused.problems)
    else:
        assert form.check(GOOD).errors is not None
