import pytest
from hypothesis import given
from hypothesis import strategies as st

from pendopo.core.merkle import Difference, find_difference

CASES = [
    ("nothing happened", "abc", "abc", Difference()),
    ("it grew", "abc", "abcde", Difference(added=(3, 4))),
    ("one was changed", "abc", "aXc", Difference(changed=(1,))),
    ("the last was removed", "abc", "ab", Difference(removed=(2,))),
    ("one was removed, the rest slid", "abcd", "acd",
     Difference(removed=(1,), reordered=((2, 1), (3, 2)))),
    ("two were swapped", "abcd", "acbd", Difference(reordered=((1, 2), (2, 1)))),
    ("one was slipped in", "abc", "aXbc", Difference(changed=(1,), reordered=((1, 2), (2, 3)))),
    ("everything went", "ab", "", Difference(removed=(0, 1))),
    ("changed and grown", "ab", "aXc", Difference(changed=(1,), added=(2,))),
]  # fmt: skip


def leaves(text):
    return [letter.encode() for letter in text]


@pytest.mark.parametrize(("why", "old", "new", "found"), CASES, ids=[c[0] for c in CASES])
def test_differences(why, old, new, found):
    assert find_difference(leaves(old), leaves(new)) == found


@given(st.text("abc", max_size=12), st.text("abc", max_size=12))
def test_tampered_means_not_a_prefix(old, new):
    """Also with equal leaves."""
    assert find_difference(leaves(old), leaves(new)).tampered == (not new.startswith(old))
