"""FEEL against Python's decimals, and against everything else that a keyboard can produce."""

from contextlib import suppress
from decimal import Decimal as Num

from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.core import feel
from pendopo.core.feel import FeelError
from pendopo.core.feel.functions import BUILTINS
from pendopo.core.feel.values import NUMBERS

_NUMBERS = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=3
)
_LEVEL = {"+": 1, "-": 1, "*": 2, "/": 2}
_SUMS = {"+": NUMBERS.add, "-": NUMBERS.subtract, "*": NUMBERS.multiply, "/": NUMBERS.divide}


def _sums(inner):
    return st.tuples(st.sampled_from("+-*/"), inner, inner)


_TREES = st.recursive(_NUMBERS, _sums, max_leaves=12)


def computed(tree) -> Num | None:
    if isinstance(tree, Num):
        return NUMBERS.plus(tree)
    left, right = computed(tree[1]), computed(tree[2])
    if left is None or right is None or (tree[0] == "/" and right == 0):
        return None
    return _SUMS[tree[0]](left, right)


def printed(tree, level: int = 0) -> str:
    """With no more brackets than are needed; a negative number is bracketed."""
    if isinstance(tree, Num):
        return f"({tree:f})" if tree.is_signed() else f"{tree:f}"
    own = _LEVEL[tree[0]]
    text = f"{printed(tree[1], own)} {tree[0]} {printed(tree[2], own + 1)}"
    return f"({text})" if own < level else text


@settings(deadline=None)
@given(_TREES)
def test_sums_agree_with_decimals_as_printed(tree):
    assert feel.expression(printed(tree)).evaluate({}) == computed(tree)


_VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        _NUMBERS,
        st.text(max_size=8),
        st.dates(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.text(max_size=6), inner, max_size=4),
    ),
    max_leaves=10,
)


def source(value: object) -> str:
    """The literal of a value."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Num):
        return f"{value:f}"
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(one):06X}" for one in value) + '"'
    if isinstance(value, list):
        return "[" + ", ".join(map(source, value)) + "]"
    if isinstance(value, dict):
        pairs = (f"{source(key)}: {source(one)}" for key, one in value.items())
        return "{" + ", ".join(pairs) + "}"
    return f'@"{value.isoformat()}"'


@settings(deadline=None)
@given(_VALUES)
def test_a_value_reads_back_from_its_literal(value):
    assert feel.expression(source(value)).evaluate({}) == value


def tried(text: str) -> None:
    """Runs a text as expression and as tests, both ways; only our own error may come."""
    for strict in (True, False):
        with suppress(FeelError):
            expression = feel.expression(text, strict=strict)
            expression.evaluate({"x": 3, "y": ["a", None], "z": {"a b": 1}})
        with suppress(FeelError):
            feel.unary_tests(text, strict=strict).matches(3, {"x": 3})


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text(text):
    tried(text)


_WORDS = st.sampled_from(
    [
        *("1", "-2.5", '"a"', "x", "y", "z", "null", "true", "(", ")", "[", "]", "{", "}", ","),
        *(".", "..", "+", "-", "*", "/", "**", "=", "!=", "<", ">=", "and", "or", "not", "if"),
        *("then", "else", "for", "in", "return", "some", "every", "satisfies", "between", ":"),
        *("?", "item", "partial", "instance", "of", "number", "list<number>", "function", "a b"),
        *('@"2026-11-21"', '@"P1D"', '@"P1Y"', '@"08:00:00"', "external", "// c\n", "1e400"),
        *BUILTINS,
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(_WORDS, max_size=16))
def test_any_row_of_words(words):
    tried(" ".join(words))


_ANYTHING = st.sampled_from(
    [
        *("null", "true", "0", "-1", "1e300", "1.5", '""', '"a"', '"(a+)+"', "[]", "[1, 2]"),
        *("[[1]]", '["a", null]', "{}", "{a: 1}", "[1..3]", "(> 2)", '@"2026-11-21"', '@"P1D"'),
        *('@"P1Y"', '@"08:00:00"', '@"2026-11-21T08:00:00Z"', '@"-999999999-01-01"', "abs"),
        *('@"08:00:00.000000001"', "function(a, b) a > b", '[{key: "a", value: 1}]'),
    ]
)


@settings(deadline=None, max_examples=600)
@given(st.sampled_from(sorted(BUILTINS)), st.lists(_ANYTHING, max_size=4))
def test_any_built_in_with_any_values(name, values):
    tried(f"{name}({', '.join(values)})")


_OPERATORS = st.sampled_from(
    ["+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "in", "and", "or"]
)


@settings(deadline=None)
@given(_ANYTHING, _OPERATORS, _ANYTHING)
def test_any_operator_with_any_values(left, operator, right):
    tried(f"({left}) {operator} ({right})")


def _composed(inner):
    several = st.lists(inner, max_size=3).map(", ".join)
    return st.one_of(
        st.tuples(st.sampled_from(sorted(BUILTINS)), several).map("{0[0]}({0[1]})".format),
        st.tuples(inner, _OPERATORS, inner).map("({0[0]}) {0[1]} ({0[2]})".format),
        st.tuples(inner, inner).map("({0[0]})[{0[1]}]".format),
        st.tuples(inner, inner).map("[{0[0]}..{0[1]}]".format),
        st.tuples(inner, inner).map("for i in {0[0]} return [i, {0[1]}]".format),
        st.tuples(inner, inner, inner).map("if {0[0]} then {0[1]} else {0[2]}".format),
        inner.map("(= {})".format),
    )


@settings(max_examples=300, deadline=None)
@given(st.recursive(_ANYTHING, _composed, max_leaves=6))
def test_any_expression_of_these(text):
    tried(text)
