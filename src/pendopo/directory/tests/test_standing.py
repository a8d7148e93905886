"""Who acts on a day: the table that letters depend on."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from pendopo.directory.mandates.standing import acting
from pendopo.directory.tests.test_mandate_rules import (
    BUDI,
    SARI,
    TONO,
    absence,
    d,
    mandate,
)
from pendopo.directory.values import PREFIX, Absence, Mandate

HELD = mandate(1, BUDI, "definitive", "2/1", "30/6")
AWAY = absence(1, HELD, "1/3", "14/3")
PLH = mandate(2, SARI, "plh", "1/3", "10/3")
PLT = mandate(3, SARI, "plt", "1/7", "31/8")
PJ = mandate(4, TONO, "pj", "1/9", "31/12")
BY_ORDER = mandate(5, TONO, "delegation", "1/2", "31/5", powers=("sip-dokter",))
ALL = [HELD, PLH, PLT, PJ, BY_ORDER]

TABLE = [
    ("before anyone", "1/1", None, None, None),
    ("first day of the holder", "2/1", None, "definitive", ""),
    ("day before the leave", "28/2", None, "definitive", ""),
    ("first day of leave: the Plh", "1/3", None, "plh", "Plh."),
    ("last day of the Plh", "10/3", None, "plh", "Plh."),
    ("still on leave, Plh over: nobody", "11/3", None, None, None),
    ("back from leave", "15/3", None, "definitive", ""),
    ("last day in office", "30/6", None, "definitive", ""),
    ("vacant: the Plt", "1/7", None, "plt", "Plt."),
    ("the Pj", "1/9", None, "pj", "Pj."),
    ("the delegated power: a.n.", "1/4", "sip-dokter", "delegation", "a.n."),
    ("the delegated power while the holder is away", "12/3", "sip-dokter", "delegation", "a.n."),
    ("another power: the holder", "1/4", "sip-bidan", "definitive", ""),
    ("the delegation is over", "1/6", "sip-dokter", "definitive", ""),
]


@pytest.mark.parametrize(
    ("day", "power", "kind", "prefix"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_who_acts(day: str, power: str | None, kind: str | None, prefix: str | None) -> None:
    found = acting(ALL, absences=[AWAY], day=d(day), power=power)
    assert (found.kind if found else None) == kind
    if found:
        assert PREFIX[found.kind] == prefix


def test_the_answer_does_not_depend_on_the_order_of_rows() -> None:
    def who(rows: tuple[Mandate, ...], day: date) -> Mandate | None:
        return acting(rows, absences=[AWAY], day=day)

    for day in (d("1/3"), d("1/7"), d("15/9")):
        assert len({who(rows, day) for rows in permutations(ALL)}) == 1


def test_an_absence_of_someone_else_changes_nothing() -> None:
    other: Absence = absence(9, PLT, "1/2", "2/2")
    assert acting(ALL, absences=[other], day=d("1/2")) == HELD


def test_acting_mandates_carry_their_limits() -> None:
    # UU 30/2014 Art. 14(7): no strategic decisions on organisation, staff and budget.
    assert PLT.limits == PLH.limits == ("no_strategic_decision",)
    assert HELD.limits == PJ.limits == ()
    assert BY_ORDER.limits == ("only:sip-dokter",)
