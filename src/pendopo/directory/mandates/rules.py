"""May this mandate be given? Pure: looks at the position's other mandates and absences.

Sources: UU 30/2014 on government administration, Art. 13 (delegation), Art. 14 (mandate:
pelaksana harian for a holder who is temporarily away, pelaksana tugas for one who is
permanently gone); Pj. holds a vacant office until it is filled. One definitive holder per
position is also an exclusion constraint of the database.
"""

from __future__ import annotations

from collections.abc import Sequence

from pendopo.directory.mandates.days import Span, first_day_inside, first_day_outside
from pendopo.directory.refusals import Refused
from pendopo.directory.values import Absence, Mandate


def check_mandate(
    new: Mandate, *, others: Sequence[Mandate], absences: Sequence[Absence] = ()
) -> None:
    """Raises `Refused` when `new` breaks a rule.

    `others`: the mandates of the same position that are not `new`; `absences`: those of them.
    """
    span = span_of(new)
    if span.last is not None and span.last < span.first:
        raise Refused("ends_before_start")
    if not new.basis:
        raise Refused("basis_missing")
    if new.kind == "delegation":
        if not new.powers:
            raise Refused("power_unnamed")
        return
    if new.powers:
        raise Refused("power_unasked")
    near = [one for one in others if span.overlaps(span_of(one))]
    if new.kind == "definitive":
        _check_definitive(near)
    elif new.kind == "plh":
        _check_plh(new, span, near, absences)
    else:
        _check_acting(span, near)


def span_of(mandate: Mandate | Absence) -> Span:
    return Span(mandate.valid_from, mandate.valid_to)


def check_absence(new: Absence, *, mandate: Mandate, others: Sequence[Absence]) -> None:
    """Raises `Refused` when the days lie outside the term or overlap a recorded absence."""
    span = span_of(new)
    if new.valid_to < new.valid_from:
        raise Refused("ends_before_start")
    if first_day_outside(span, [span_of(mandate)]) is not None:
        raise Refused("absence_outside")
    if any(span.overlaps(span_of(one)) for one in others):
        raise Refused("absence_overlaps")


def _check_definitive(near: Sequence[Mandate]) -> None:
    if any(one.kind == "definitive" for one in near):
        raise Refused("two_definitive")
    if any(one.kind in ("plt", "pj") for one in near):
        # The verb ends them the day before, with a fact, and then asks again.
        raise Refused("two_acting")


def _check_acting(span: Span, near: Sequence[Mandate]) -> None:
    held = first_day_inside(span, [span_of(one) for one in near if one.kind == "definitive"])
    if held is not None:
        raise Refused("not_vacant", day=held.isoformat())
    if any(one.kind in ("plt", "pj") for one in near):
        raise Refused("two_acting")


def _check_plh(
    new: Mandate, span: Span, near: Sequence[Mandate], absences: Sequence[Absence]
) -> None:
    if span.last is None:
        raise Refused("plh_needs_end")
    if any(one.kind == "plh" for one in near):
        raise Refused("two_plh")
    bases = [one for one in near if one.kind in ("definitive", "pj", "plt")]
    vacant = first_day_outside(span, [span_of(one) for one in bases])
    if vacant is not None:
        raise Refused("nobody_to_replace", day=vacant.isoformat())
    if any(one.person_id == new.person_id for one in bases):
        raise Refused("own_substitute")
    ids = {one.id for one in bases}
    away = [span_of(one) for one in absences if one.mandate_id in ids]
    present = first_day_outside(span, away)
    if present is not None:
        raise Refused("holder_present", day=present.isoformat())
