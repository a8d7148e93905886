"""Patterns of XPath, and that none of them runs away."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.core import feel
from pendopo.core.feel.functions.machine import GivenUp
from pendopo.core.feel.functions.patterns import BadPattern, compiled


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


@pytest.mark.parametrize(
    ("text", "pattern", "answer"),
    [
        ("a" * 40 + "!", "(a+)+$", False),
        ("a" * 40 + "!", "(a|a)*$", False),
        ("a" * 40 + "!", "(a|aa)+$", False),
        ("a" * 60, "a?" * 60 + "a" * 60, True),
        ("a" * 40, "(a?){40}(a?){40}b", False),
        ("a" * 3000, "a*a*a*b", False),
        ("ab" * 40, r"^(.*)+\1c$", False),
        (" " * 40, "(\\s*)*x", False),
        ("a" * 2000, "(a*)*b", False),
    ],
)
def test_what_would_run_away_is_given_up_or_found(text, pattern, answer):
    begun = time.perf_counter()
    names = {"teks": text, "pola": pattern}
    assert feel.expression("matches(teks, pola)").evaluate(names) in (None, answer)
    feel.expression('replace(teks, pola, "x")').evaluate(names)
    feel.expression("split(teks, pola)").evaluate(names)
    assert time.perf_counter() - begun < 20


@pytest.mark.parametrize(
    ("text", "pattern", "found"),
    [
        ("192.168.100.200 " * 9, r"(\d{1,3}\.)+\d{1,3}", True),
        ("nama.saya.yang.panjang.sekali@contoh-sekali.go.id", r"^[\w.+\-]+@[\w\-]+(\.\w+)+$", True),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "(a|aa)+b", True),
    ],
)
def test_repeats_within_repeats_are_fine_when_the_text_is(text, pattern, found):
    names = {"teks": text, "pola": pattern}
    assert feel.expression("matches(teks, pola)").evaluate(names) is found


_PATTERNS = st.text(alphabet="ab(|)*+?[]^-{}1,\\pLsd.$ ", max_size=20)


@settings(deadline=None, max_examples=400)
@given(_PATTERNS, st.text("ab1 ", max_size=12), st.sampled_from(["", "i", "m", "s"]))
def test_both_engines_agree(pattern, text, flags):
    try:
        found = compiled(pattern, flags)
        counted = found.counting.search(text)
    except (BadPattern, GivenUp):
        return
    quick = found.quick.search(text)
    assert (counted is None) is (quick is None)
    if counted is not None and quick is not None:
        assert counted[0] == quick[0]


def test_a_replacement_that_swells_is_stopped():
    names = {"teks": "a" * 50_000, "baru": "b" * 1_000}
    with pytest.raises(feel.FeelError):
        feel.expression('replace(teks, "a", baru)').evaluate(names)
