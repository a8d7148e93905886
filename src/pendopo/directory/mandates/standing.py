"""Who acts for a position on a day: one answer, always the same for the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pendopo.directory.mandates.rules import span_of
from pendopo.directory.values import Absence, Mandate

_BASE = ("definitive", "pj", "plt")  # in this order: who has the post itself


def acting(
    mandates: Sequence[Mandate],
    *,
    absences: Sequence[Absence],
    day: date,
    power: str | None = None,
) -> Mandate | None:
    """The mandate that acts on `day`, or None when nobody may.

    Definitive before Pj. before Plt.; on days when that holder is away, the Plh.; nobody when
    there is none. With `power`, a delegation of that power comes first: it was given so that
    the delegate signs (a.n.); its giver may still act through the general answer.
    """
    today = sorted(
        (one for one in mandates if day in span_of(one)),
        key=lambda one: (one.valid_from, one.id),
        reverse=True,
    )
    if power is not None:
        for one in today:
            if one.kind == "delegation" and power in one.powers:
                return one
    base = next((one for kind in _BASE for one in today if one.kind == kind), None)
    substitute = next((one for one in today if one.kind == "plh"), None)
    if base is not None and not is_away(base, absences=absences, day=day):
        return base
    return substitute


def is_away(mandate: Mandate, *, absences: Sequence[Absence], day: date) -> bool:
    """Whether the mandate's holder is recorded as away on `day`."""
    return any(one.mandate_id == mandate.id and day in span_of(one) for one in absences)
