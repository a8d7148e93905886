from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from pendopo.watch.tests.moments import CODE, MONDAY

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
