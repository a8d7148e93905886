"""What is refused, where the mistake is shown, and that nothing runs away."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.core import feel
from pendopo.core.feel import FeelError


@pytest.mark.parametrize(
    ("text", "line", "column", "english"),
    [
        ("", 1, 1, "The expression is empty."),
        ("1 +", 1, 4, "The expression is not complete."),
        ("a b", 1, 3, "'b' is not expected here."),
        ("1 +\n  * 2", 2, 3, "'*' is not expected here."),
        ("biaya(1)", 1, 1, "The function biaya is not known."),
        ("now()", 1, 1, "The function now is not known."),
        ("today()", 1, 1, "The function today is not known."),
        ('"abc', 1, 1, "A quotation mark is not closed."),
        ("1 $ 2", 1, 3, "The sign '$' is not known here."),
        ('@"besok"', 1, 1, '@"besok" is no date, time or duration.'),
        ('substring("a")', 1, 1, "The function substring takes: string, start position, length."),
        ("${disetujui}", 1, 1, "The sign '$' is not known here."),
        ("a == b", 1, 4, "'=' is not expected here."),
        ("a && b", 1, 3, "The sign '&' is not known here."),
        ("x instance of angka", 1, 15, "The type angka is not known."),
        ("__import__('os')", 1, 12, 'The sign "\'" is not known here.'),
    ],
)
def test_shows_the_place(text, line, column, english):
    with pytest.raises(FeelError) as caught:
        feel.expression(text)
    error = caught.value
    assert (error.line, error.column, error.english) == (line, column, english)
    assert error.text == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("(" * 70 + "1" + ")" * 70, id="brackets"),
        pytest.param("-" * 5000 + "1", id="signs"),
        pytest.param("if a then b else " * 500 + "c", id="ifs"),
        pytest.param("1" * 10_001, id="length"),
        pytest.param(f'matches("a", "{"a" * 501}")', id="a pattern that is too long"),
        pytest.param('matches("a", "((a{100}){100}){100}")', id="a pattern of a million parts"),
        pytest.param('matches("a", "(")', id="no pattern"),
    ],
)
def test_refuses_when_it_is_read(text):
    with pytest.raises(FeelError):
        feel.expression(text)


@pytest.mark.parametrize(
    "text",
    [
        "for x in 1..100000000 return x",
        "for x in 1..1000, y in 1..1000 return x",
        'for x in 1..10000 return matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$")',
        'for x in 1..10000 return matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "a*a*a*b")',
        '(function(f) for x in 1..10000 return f("aaaaaaaaaaaaaaaaaaaaaaaaaa", "(a*)*b"))(matches)',
        "some x in 1..100000000 satisfies x < 0",
        "{f: function(g) g(g), x: f(f)}.x",
        "{" + 'a0: "xxxxxxxxxx",' + ",".join(f"a{n + 1}: a{n} + a{n}" for n in range(99)) + "}",
        "{a0: [1]," + ",".join(f"a{n + 1}: concatenate(a{n}, a{n})" for n in range(99)) + "}",
        "flatten({a0: [1]," + ",".join(f"a{n + 1}: [a{n}, a{n}]" for n in range(99)) + "}.a99)",
        "string({a0: [1]," + ",".join(f"a{n + 1}: [a{n}, a{n}]" for n in range(99)) + "}.a99)",
    ],
)
def test_stops_what_would_run_too_long(text):
    begun = time.perf_counter()
    with pytest.raises(FeelError) as caught:
        feel.expression(text).evaluate({})
    assert caught.value.english == "The expression takes too many steps."
    assert time.perf_counter() - begun < 5


def test_a_heavy_search_in_a_long_text_gives_null():
    names = {"teks": "a" * 3000}
    begun = time.perf_counter()
    assert feel.expression('matches(teks, "a*a*a*b")').evaluate(names) is None
    assert time.perf_counter() - begun < 1


def test_a_long_chain_is_no_deep_one():
    text = " or ".join(f'jenis = "{n}"' for n in range(300))
    assert feel.expression(text).evaluate({"jenis": "299"}) is True
    assert feel.expression("+".join(["1"] * 2000)).evaluate({}) == 2000


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_compiles_or_says_why(text):
    try:
        feel.expression(text)
    except FeelError as error:
        assert error.line >= 1 and error.column >= 1


_WORDS = st.sampled_from(
    [
        *("1", "2", '"a"', "x", "null", "true", "(", ")", "[", "]", "{", "}", ",", ".", ".."),
        *("+", "-", "*", "/", "**", "=", "<", ">=", "and", "or", "not", "if", "then", "else"),
        *("for", "in", "return", "some", "satisfies", "between", "count", "sum", ":", "?", "@"),
    ]
)


@settings(deadline=None)
@given(st.lists(_WORDS, max_size=14))
def test_any_row_of_words_compiles_or_says_why(words):
    text = " ".join(words)
    try:
        expression = feel.expression(text)
    except FeelError:
        return
    try:
        expression.evaluate({"x": 3})
    except FeelError as error:
        assert error.english == "The expression takes too many steps."


_NUMBERS = st.integers(-1000, 1000)


@settings(deadline=None)
@given(_NUMBERS, _NUMBERS, _NUMBERS)
def test_order_and_sums_agree_with_python(a, b, c):
    names = {"a": a, "b": b, "c": c}
    assert feel.expression("a + b * c - a").evaluate(names) == a + b * c - a
    assert feel.expression("a in [b..c]").evaluate(names) is (b <= a <= c)
    assert feel.expression("a between b and c").evaluate(names) is (b <= a <= c)
    assert feel.expression("sort([a, b, c])").evaluate(names) == sorted([a, b, c])
    assert feel.expression("modulo(a, b)").evaluate(names) == (a % b if b else None)
