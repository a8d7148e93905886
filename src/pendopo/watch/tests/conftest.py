from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from pendopo.watch.tests.moments import CODE, LATE, MINUTE, MONDAY

ROOT = Path(__file__).parents[4]


@pytest.fixture
def ruled(regency: Any) -> Iterator[Any]:
    """The regency with its sample rules, and the region in force."""
    from pendopo.ledger import api as ledger
    from pendopo.watch import api as watch

    with ledger.use_region(CODE):
        watch.load_rules(ROOT / "packages/regions/bondowoso/watch", now=MONDAY)
        yield regency


@pytest.fixture
def position() -> Callable[[str], UUID]:
    """`position("1.02.0.00.0.00.01.0000/kepala")` -> its id, in the current region."""
    from pendopo.watch.owners import position_named

    def named(name: str) -> UUID:
        found = position_named(name)
        assert found is not None, name
        return found

    return named


@pytest.fixture
def on_duty(ruled: Any, position: Callable[[str], UUID]) -> UUID:
    """The substitute's position, which has the duty for eight hours from `LATE`; planned once."""
    from pendopo.watch import api as watch

    duty = position("4.01.0.00.0.00.01.0000/piket_cadangan")
    ends = LATE + 8 * 60 * MINUTE
    if not any(one.starts_at == LATE for one in watch.roster(since=LATE, until=ends)):
        watch.plan_shift(
            position_id=position("4.01.0.00.0.00.01.0000/piket"), substitute_id=duty, who=None,
            starts_at=LATE, ends_at=ends, now=MONDAY,
        )  # fmt: skip
    return duty
