"""Patterns of XPath, and that none of them runs away."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.core import feel
from pendopo.core.feel.functions.patterns import BadPattern, affordable, compiled


@pytest.mark.parametrize(
    ("text", "pattern", "flags", "found"),
    [
        ("abZ", "[A-Z-[OI]]", "", True),
        ("O", "[A-Z-[OI]]", "", False),
        ("é", r"\p{L}", "", True),
        ("5", r"\P{L}", "", True),
        ("ꦗ", r"\p{IsJavanese}", "", True),
        ("a b", "a b", "x", False),
        ("ab", "a b", "x", True),
        ("a\nb", "a.b", "", False),
        ("a\nb", "a.b", "s", True),
        ("a\nb", "^b$", "m", True),
        ("b\n", "^b$", "", False),
        ("abab", r"^(ab)\1$", "", True),
        ("x-1", r"^\i[\c-]*$", "", True),
        ("K", "k", "i", True),
        ("a]b", r"a\]b", "", True),
        ("a", "(?=a)", "", None),
        ("a", "a{2,1}", "", None),
        ("a", r"\q", "", None),
        ("a", "[a", "", None),
        ("a", "(a", "", None),
        ("a", "a)", "", None),
        ("a", r"(a)[\1]", "", None),
        ("a", r"\p{Tiada}", "", None),
        ("a", "a", "z", None),
    ],
)
def test_matches(text, pattern, flags, found):
    names = {"teks": text, "pola": pattern, "tanda": flags}
    assert feel.expression("matches(teks, pola, tanda)").evaluate(names) is found


@pytest.mark.parametrize(
    ("text", "pattern", "new", "found"),
    [
        ("abcd", "(ab)|(a)", "[1=$1][2=$2]", "[1=ab][2=]cd"),
        ("abc", "b", "$0$0", "abbc"),
        ("abc", "b", r"\$1", "a$1c"),
        ("abc", "b", "$", None),
        ("abc", "b", r"\n", None),
        ("abc", "(b)", "$12", "ab2c"),
    ],
)
def test_replaces(text, pattern, new, found):
    names = {"teks": text, "pola": pattern, "baru": new}
    assert feel.expression("replace(teks, pola, baru)").evaluate(names) == found


@settings(deadline=None)
@given(st.text(alphabet="ab(|)*+?[]^-{}1,\\pLsd.$ ", max_size=20), st.text("ab1 ", max_size=30))
def test_any_pattern_is_quick_or_refused(pattern, text):
    try:
        found, repeats = compiled(pattern)
    except BadPattern:
        return
    if affordable(text, repeats):
        begun = time.perf_counter()
        found.search(text)
        assert time.perf_counter() - begun < 10


def test_a_replacement_that_swells_is_stopped():
    names = {"teks": "a" * 50_000, "baru": "b" * 1_000}
    with pytest.raises(feel.FeelError):
        feel.expression('replace(teks, "a", baru)').evaluate(names)
