"""The public twin of the command centre: small counts point to nobody."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("count", "word", "sign"),
    [(0, "0", "0"), (1, "kurang dari 5", "< 5"), (4, "kurang dari 5", "< 5"), (5, "5", "5")],
)
def test_small_counts_are_hidden(django: Any, count: int, word: str, sign: str) -> None:
    from pendopo.faces.portal.monitor import short, small

    assert (small(count), short(count)) == (word, sign)
