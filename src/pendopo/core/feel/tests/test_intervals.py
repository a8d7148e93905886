"""How intervals lie to each other: every relation against counting (DMN 1.5, table 78)."""

from decimal import Decimal as Num

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.core import feel
from pendopo.core.feel import Range

ENDS = st.integers(0, 6)
SIDES = st.booleans()
_STEP = 4  # a point every quarter is enough to tell open from closed ends


@st.composite
def intervals(draw):
    low = draw(ENDS)
    high = draw(st.integers(low + 1, 8))
    return Range(Num(low), Num(high), draw(SIDES), draw(SIDES))


def points(one: Range) -> set[int]:
    found = range(int(one.low) * _STEP, int(one.high) * _STEP + 1)
    first, last = int(one.low) * _STEP, int(one.high) * _STEP
    return {at for at in found if (at > first or one.low_closed) and (at < last or one.high_closed)}


def asked(name: str, one: Range, other: Range) -> object:
    return feel.expression(f"{name}(a, b)").evaluate({"a": one, "b": other})


@settings(deadline=None)
@given(intervals(), intervals())
def test_relations_agree_with_counting(one, other):
    a, b = points(one), points(other)
    assert asked("before", one, other) is (max(a) < min(b))
    assert asked("after", one, other) is (min(a) > max(b))
    assert asked("overlaps", one, other) is bool(a & b)
    assert asked("includes", one, other) is (b <= a)
    assert asked("during", one, other) is (a <= b)
    assert asked("coincides", one, other) is (a == b)
    assert asked("starts", one, other) is (min(a) == min(b) and max(a) <= max(b))
    assert asked("finishes", one, other) is (max(a) == max(b) and min(a) >= min(b))
    assert asked("meets", one, other) is (max(a) == min(b))
    before = min(a) < min(b) <= max(a) <= max(b)
    assert asked("overlaps before", one, other) is before
    assert asked("overlaps after", other, one) is before


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("before(1, 2)", True),
        ("before(1, (1..2])", True),
        ("starts(1, [1..2])", True),
        ("during(2, (1..2))", False),
        ("meets(1, 2)", None),
        ("before(1, null)", None),
        ('before(1, "a")', None),
        ("before(point: 1, range: [2..3])", True),
        ("includes((< 5), [1..2])", True),
        ("overlaps([1..5], (>= 5))", True),
        ("[1..3].start", Num(1)),
        ("(< 5).start included", False),
        ("2 in (null..3]", None),
        ('range("[1..3]") = [1..3]', True),
        ('range("[3..1]")', None),
        ('range("[1+1..3]")', None),
        ("[1..3] instance of range<number>", True),
        ('["a".."c"] instance of range<number>', False),
        ("count(for x in [1..3] return x)", Num(3)),
        ("1 in [[2..4], [1..3]]", True),
    ],
)
def test_gives(text, found):
    assert feel.expression(text).evaluate({}) == found
