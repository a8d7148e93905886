"""Unary tests: the cells of decision tables (DMN 1.3, 10.3.1.2 rules 14 to 17)."""

from datetime import date

import pytest

from pendopo.core import feel


@pytest.mark.parametrize(
    ("text", "value", "hit"),
    [
        ("-", 1, True),
        ("", 1, True),
        (" - ", None, True),
        ('"a", "b"', "b", True),
        ('"a", "b"', "c", False),
        ('not("a", "b")', "c", True),
        ('not("a", "b")', "a", False),
        ("not(null)", 1, True),
        ("not(null)", None, False),
        ("null", None, True),
        ("null", 1, False),
        ("< 5", 4, True),
        ("< 5", 5, False),
        ("< 5", None, False),
        ("< 5", "a", False),
        (">= 5, < 2", 1, True),
        ("= 3", 3, True),
        ("!= 3", 4, True),
        ("[1..5]", 5, True),
        ("]1..5[", 1, False),
        ("(1..5)", 5, False),
        ("-1", -1, True),
        ("true", True, True),
        ("true", False, False),
        ("false", False, True),
        ("false", True, False),
        ("? > 3 and ? < 6", 4, True),
        ("? > 3 and ? < 6", 6, False),
        ('starts with(?, "35")', "35.11", True),
        ('contains(?, "x")', "abc", False),
        ("batas", 10, True),
        ("> batas", 11, True),
        ("> batas * 2", 11, False),
        ("daftar", 2, True),
        ("daftar", 4, False),
        ('not("a") and true', True, False),
        ('>= date("2026-01-01")', date(2026, 2, 1), True),
        ('["a", "b"]', "a", True),
        ("? = null", None, True),
        ("count(?) > 1", [1, 2], True),
    ],
)
def test_matches(text, value, hit):
    assert feel.unary_tests(text).matches(value, {"batas": 10, "daftar": [1, 2]}) is hit


def test_names_leave_out_the_tested_value():
    tests = feel.unary_tests("? > batas, < lain")
    assert tests.names == {"batas", "lain"}


@pytest.mark.parametrize("text", ["<", '"a" "b"', "1,", "not(", "[1..", "a b"])
def test_refuses(text):
    with pytest.raises(feel.FeelError):
        feel.unary_tests(text)
