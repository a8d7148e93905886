"""What can happen to a measure. About the measure."""

from __future__ import annotations

from typing import ClassVar

from pendopo.ledger import api as ledger


class MeasureDeclared(ledger.Fact, frozen=True, kw_only=True):
    """A measure, or a new version of one, was declared; it counts once it has been built from
    zero. `definition`: hash of what it says."""

    KIND: ClassVar[str] = "measure.declared"
    slug: ledger.Code
    version: int
    definition: ledger.Code


class MeasureReplaced(ledger.Fact, frozen=True, kw_only=True):
    """A version was built from the first fact on and now gives the measure's values. `before`: the
    version that gave them until now."""

    KIND: ClassVar[str] = "measure.replaced"
    slug: ledger.Code
    version: int
    before: int | None = None


class MeasureRebuilt(ledger.Fact, frozen=True, kw_only=True):
    """Somebody has it counted anew from the first fact on, as this version, which says the same as
    the one before."""

    KIND: ClassVar[str] = "measure.rebuilt"
    slug: ledger.Code
    version: int
