"""What people and machines send, one kind at a time; nothing they send may raise."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pendopo.core.forms import load
from pendopo.core.forms.tests.sample import FILE, FORM

ONE = {
    "text": {"type": "string", "maxLength": 20},
    "long": {"type": "string", "x-multiline": True},
    "date": {"type": "string", "format": "date"},
    "time": {"type": "string", "format": "time"},
    "email": {"type": "string", "format": "email"},
    "phone": {"type": "string", "format": "phone"},
    "nik": {"type": "string", "format": "nik"},
    "nip": {"type": "string", "format": "nip"},
    "uri": {"type": "string", "format": "uri"},
    "integer": {"type": "integer"},
    "number": {"type": "number", "multipleOf": 0.5},
    "boolean": {"type": "boolean"},
    "choice": {"type": "string", "enum": ["a", "b"]},
    "choices": {"type": "array", "items": {"enum": ["a", "b"]}, "minItems": 2},
    "file": {"x-file": {"accept": ["image/*"]}},
}
FORMS = {
    kind: load(
        {"type": "object", "title": "Uji", "properties": {"x": {"title": "Isian", **schema}}},
        source="x",
    )
    for kind, schema in ONE.items()
}

GOOD = [
    ("text", "  a\tb ", "a b"),
    ("text", "e\u0301", "é"),
    ("text", "a\u200bb\ufeff", "ab"),
    ("text", "👩🏽‍⚕️ & <b>", "👩🏽‍⚕️ & <b>"),
    ("long", "a\r\nb\rc", "a\nb\nc"),
    ("date", "17-08-1990", "1990-08-17"),
    ("date", "7/8/1990", "1990-08-07"),
    ("date", "1990-08-17", "1990-08-17"),
    ("date", {"day": "7", "month": 8, "year": "1990"}, "1990-08-07"),
    ("time", "8.30", "08:30"),
    ("email", "Siti@CONTOH.id", "Siti@contoh.id"),
    ("phone", "0812 3456-7890", "+6281234567890"),
    ("phone", "62 812 3456 7890", "+6281234567890"),
    ("phone", "+62 (0)812 3456 7890", "+6281234567890"),
    ("phone", "(0332) 421234", "+62332421234"),
    ("nik", "3511.0157.0490.0001", "3511015704900001"),
    ("nip", "19900417 201503 1 002", "199004172015031002"),
    ("uri", "https://contoh.id/a?b=1", "https://contoh.id/a?b=1"),
    ("integer", "1.250", 1250),
    ("integer", "-7", -7),
    ("integer", 3.0, 3),
    ("number", "12,5", Decimal("12.5")),
    ("number", "12.5", Decimal("12.5")),
    ("number", "1.250", Decimal("1250")),
    ("number", 0.5, Decimal("0.5")),
    ("boolean", "Ya", True),
    ("boolean", "tidak", False),
    ("boolean", False, False),
    ("choice", "a", "a"),
    ("choices", ["b", "a", "b", ""], ["b", "a"]),
    ("file", FILE.upper(), [FILE]),
]
BAD = [
    ("text", "x" * 21, "maxLength"),
    ("text", "x" * 10_000, "maxLength"),
    ("text", "a\x00b", "control"),
    ("text", "a\nb", "control"),
    ("text", "\ud800", "control"),
    ("text", "abc\u202edcba", "control"),
    ("text", 5, "type"),
    ("text", ["a"], "type"),
    ("long", "x" * 2001, "maxLength"),
    ("long", "a\x1bb", "control"),
    ("date", "31-02-2020", "format"),
    ("date", "0001-01-01", "format"),
    ("date", "2020-W01-1", "format"),
    ("date", {"day": "7"}, "format"),
    ("date", {"day": [[]]}, "type"),
    ("time", "24:00", "format"),
    ("email", "siti@contoh", "format"),
    ("email", "siti", "format"),
    ("email", "a..b@contoh.id", "format"),
    ("email", "a@contoh.id\r\nBcc: b@c.id", "control"),
    ("phone", "+1 202 555 0100", "format"),
    ("phone", "0812", "format"),
    ("nik", "3511013204900001", "format"),
    ("nik", "٣٥١١٠١٥٧٠٤٩٠٠٠٠١", "format"),
    ("nip", "123", "format"),
    ("uri", "javascript:alert(1)", "format"),
    ("uri", "https://a@contoh.id", "format"),
    ("uri", "http://[", "format"),
    ("integer", "1,5", "type"),
    ("integer", 1.5, "type"),
    ("integer", True, "type"),
    pytest.param("integer", 10**5000, "type", id="huge"),
    ("integer", "9" * 5000, "maxLength"),
    ("number", "1,25", "multipleOf"),
    ("number", "NaN", "type"),
    ("number", float("inf"), "type"),
    ("number", 1e300, "type"),
    ("number", "1e9", "type"),
    ("number", "12,5,5", "type"),
    ("boolean", "mungkin", "type"),
    ("boolean", 2, "type"),
    ("choice", "c", "enum"),
    ("choices", ["a"], "minItems"),
    ("choices", ["a", "c"], "enum"),
    ("choices", [["a"]], "type"),
    ("choices", ["a"] * 1000, "maxItems"),
    ("file", "../../etc/passwd", "type"),
    ("file", [FILE, FILE.replace("1", "2")], "maxItems"),
]


@pytest.mark.parametrize(("kind", "raw", "value"), GOOD)
def test_good(kind, raw, value):
    checked = FORMS[kind].check({"x": raw})
    assert (checked.clean, checked.errors) == ({"x": value}, ())
    assert type(checked.clean["x"]) is type(value)


@pytest.mark.parametrize(("kind", "raw", "rule"), BAD)
def test_bad(kind, raw, rule):
    checked = FORMS[kind].check({"x": raw})
    (error,) = checked.errors
    assert (checked.clean, error.field, error.rule) == ({}, "x", rule)
    assert error.message["id"] != error.message["en"]
    assert "None" not in error.message["id"]


@pytest.mark.parametrize("kind", ONE)
@pytest.mark.parametrize("nothing", ["", "  ", None])
def test_no_answer(kind, nothing):
    assert FORMS[kind].check({"x": nothing}).clean == {}
    assert FORMS[kind].check({"x": nothing}).ok


@pytest.mark.parametrize("answers", [None, [], "x", 5, [("x", 1)]])
def test_what_is_no_set_of_answers(answers):
    (error,) = FORMS["text"].check(answers).errors
    assert error.rule == "unknown"


def test_unknown_answers_are_refused_by_name():
    checked = FORMS["text"].check({"x": "a", "is_admin": "1", 7: 1, "\x00" + "y" * 500: 1})
    assert [error.field for error in checked.errors] == ["is_admin", "?", "y" * 79]
    assert checked.clean == {"x": "a"}
    assert "is_admin" in checked.errors[0].message["id"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=8,
)  # fmt: skip


@given(st.sampled_from(sorted(FORMS)), JSON)
def test_no_answer_raises_and_clean_ones_check_again(kind, raw):
    checked = FORMS[kind].check({"x": raw})
    again = FORMS[kind].check(checked.clean)
    assert (again.clean, again.errors) == (checked.clean, ())
    json.dumps(checked.clean, default=str)
    assert not (checked.clean and checked.errors)


@given(st.dictionaries(st.sampled_from(sorted(FORM.questions)), JSON))
def test_a_whole_form_never_raises(answers):
    checked = FORM.check(answers)
    for error in checked.errors:
        assert error.message["id"] and error.message["en"]
    FORM.visible_steps(answers)
    FORM.missing(answers)
    FORM.requirements(answers)
    assert set(checked.clean) <= set(FORM.questions)
