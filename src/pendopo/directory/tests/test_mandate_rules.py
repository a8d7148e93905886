"""Mandates: may this be given? Dates and legal reasons in the table.

One position; Budi holds it definitively from 2 January 2026 unless a row says otherwise.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pendopo.directory.mandates.days import Span, first_day_inside, first_day_outside
from pendopo.directory.mandates.rules import check_absence, check_mandate
from pendopo.directory.refusals import Refused
from pendopo.directory.values import Absence, Mandate, MandateKind

POST = UUID(int=1)
BUDI, SARI, TONO = UUID(int=10), UUID(int=11), UUID(int=12)


def d(text: str) -> date:
    day, month = text.split("/")
    return date(2026, int(month), int(day))


def mandate(
    number: int,
    who: UUID,
    kind: MandateKind,
    first: str,
    last: str | None = None,
    powers: tuple[str, ...] = (),
    basis: str = "SK-1",
) -> Mandate:
    return Mandate(
        UUID(int=100 + number), who, POST, kind, d(first), d(last) if last else None, basis, powers
    )


def absence(number: int, of: Mandate, first: str, last: str) -> Absence:
    return Absence(UUID(int=200 + number), of.id, d(first), d(last), "leave")


HELD = mandate(1, BUDI, "definitive", "2/1")
HELD_TO_JUNE = mandate(1, BUDI, "definitive", "2/1", "30/6")
ACTING = mandate(2, SARI, "plt", "1/7")
PJ = mandate(2, SARI, "pj", "1/7", "31/12")
AWAY = absence(1, HELD, "1/3", "14/3")

TABLE = [
    # definitive: one holder at a time
    ("second definitive while one is in office", "two_definitive",
     mandate(9, SARI, "definitive", "1/6"), [HELD], []),
    ("definitive from the day after the old one ends", None,
     mandate(9, SARI, "definitive", "1/7"), [HELD_TO_JUNE], []),
    ("definitive one day too early", "two_definitive",
     mandate(9, SARI, "definitive", "30/6"), [HELD_TO_JUNE], []),
    ("definitive before a later definitive, with an end", None,
     mandate(9, SARI, "definitive", "2/1", "1/2"), [mandate(1, BUDI, "definitive", "2/2")], []),
    ("definitive over a running Plt: the verb must end it first", "two_acting",
     mandate(9, BUDI, "definitive", "1/8"), [ACTING], []),
    # Plt: berhalangan tetap, the post is vacant (UU 30/2014 Art. 14(2)b)
    ("Plt of a vacant post", None, mandate(9, SARI, "plt", "1/7"), [HELD_TO_JUNE], []),
    ("Plt while the definitive holder is in office", "not_vacant",
     mandate(9, SARI, "plt", "1/6", "31/7"), [HELD_TO_JUNE], []),
    ("Plt is no answer to leave", "not_vacant",
     mandate(9, SARI, "plt", "1/3", "14/3"), [HELD], [AWAY]),
    ("two Plt at a time", "two_acting", mandate(9, TONO, "plt", "1/8"), [ACTING], []),
    ("a Plt prolonged by a second order", None, mandate(9, SARI, "plt", "1/10", "31/12"),
     [mandate(2, SARI, "plt", "1/7", "30/9")], []),
    # Pj: holds the vacant office itself
    ("Pj of a vacant office", None, mandate(9, SARI, "pj", "1/7", "31/12"), [HELD_TO_JUNE], []),
    ("Pj while the definitive holder is in office", "not_vacant",
     mandate(9, SARI, "pj", "1/6"), [HELD], []),
    ("Pj and Plt at once", "two_acting", mandate(9, TONO, "plt", "1/8"), [PJ], []),
    # Plh: berhalangan sementara (UU 30/2014 Art. 14(2)a)
    ("Plh on the days of leave", None, mandate(9, SARI, "plh", "1/3", "14/3"), [HELD], [AWAY]),
    ("Plh on part of the leave", None, mandate(9, SARI, "plh", "5/3", "9/3"), [HELD], [AWAY]),
    ("Plh one day longer than the leave", "holder_present",
     mandate(9, SARI, "plh", "1/3", "15/3"), [HELD], [AWAY]),
    ("Plh without recorded leave", "holder_present",
     mandate(9, SARI, "plh", "1/3", "14/3"), [HELD], []),
    ("Plh of a vacant post: that is a Plt", "nobody_to_replace",
     mandate(9, SARI, "plh", "1/8", "5/8"), [HELD_TO_JUNE], []),
    ("Plh that runs into the vacancy", "nobody_to_replace",
     mandate(9, SARI, "plh", "25/6", "2/7"), [HELD_TO_JUNE],
     [absence(1, HELD_TO_JUNE, "25/6", "30/6")]),
    ("Plh of a Plt who is away", None, mandate(9, TONO, "plh", "1/8", "5/8"), [ACTING],
     [absence(1, ACTING, "1/8", "5/8")]),
    ("Plh of a Pj who is away", None, mandate(9, TONO, "plh", "1/8", "5/8"), [PJ],
     [absence(1, PJ, "1/8", "5/8")]),
    ("Plh over two leaves that touch", None, mandate(9, SARI, "plh", "1/3", "20/3"), [HELD],
     [AWAY, absence(2, HELD, "15/3", "20/3")]),
    ("Plh over two leaves with a day between", "holder_present",
     mandate(9, SARI, "plh", "1/3", "20/3"), [HELD], [AWAY, absence(2, HELD, "16/3", "20/3")]),
    ("two Plh on the same day", "two_plh", mandate(9, TONO, "plh", "14/3", "14/3"),
     [HELD, mandate(3, SARI, "plh", "1/3", "14/3")], [AWAY]),
    ("Plh without a last day", "plh_needs_end", mandate(9, SARI, "plh", "1/3"), [HELD], [AWAY]),
    ("Plh for oneself", "own_substitute",
     mandate(9, BUDI, "plh", "1/3", "14/3"), [HELD], [AWAY]),
    ("another holder's leave does not count", "holder_present",
     mandate(9, TONO, "plh", "1/3", "14/3"), [HELD], [absence(1, ACTING, "1/3", "14/3")]),
    # delegation of a named power (UU 30/2014 Art. 13)
    ("a.n. beside the holder", None,
     mandate(9, SARI, "delegation", "1/3", powers=("sip-dokter",)), [HELD], []),
    ("a.n. without naming the power", "power_unnamed",
     mandate(9, SARI, "delegation", "1/3"), [HELD], []),
    ("a power in a Plt order", "power_unasked",
     mandate(9, SARI, "plt", "1/7", powers=("sip-dokter",)), [HELD_TO_JUNE], []),
    # form
    ("last day before the first", "ends_before_start",
     mandate(9, SARI, "definitive", "2/2", "1/2"), [], []),
    ("one day only", None, mandate(9, SARI, "definitive", "2/2", "2/2"), [], []),
    ("no decree", "basis_missing", mandate(9, SARI, "definitive", "2/2", basis=""), [], []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("refusal", "new", "others", "absences"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_may_the_mandate_be_given(
    refusal: str | None, new: Mandate, others: list[Mandate], absences: list[Absence]
) -> None:
    if refusal is None:
        check_mandate(new, others=others, absences=absences)
        return
    with pytest.raises(Refused) as no:
        check_mandate(new, others=others, absences=absences)
    assert no.value.code == refusal


@pytest.mark.parametrize(
    ("first", "last", "refusal"),
    [
        ("1/3", "14/3", None),
        ("14/3", "1/3", "ends_before_start"),
        ("1/1", "14/3", "absence_outside"),  # the term starts on 2 January
        ("1/6", "1/7", "absence_outside"),  # it ends on 30 June
        ("1/4", "10/4", "absence_overlaps"),
        ("11/4", "12/4", None),
    ],
)
def test_may_the_absence_be_recorded(first: str, last: str, refusal: str | None) -> None:
    known = [absence(5, HELD_TO_JUNE, "5/4", "10/4")]
    new = absence(6, HELD_TO_JUNE, first, last)
    if refusal is None:
        check_absence(new, mandate=HELD_TO_JUNE, others=known)
        return
    with pytest.raises(Refused) as no:
        check_absence(new, mandate=HELD_TO_JUNE, others=known)
    assert no.value.code == refusal


days = st.dates(date(2026, 1, 1), date(2026, 3, 1))
spans = st.tuples(days, st.none() | days).filter(lambda s: s[1] is None or s[1] >= s[0])


def covered(day: date, covers: list[Span]) -> bool:
    return any(day in one for one in covers)


@given(spans, st.lists(spans, max_size=6))
def test_day_searches_agree_with_counting_days(
    span: tuple[date, date | None], others: list[tuple[date, date | None]]
) -> None:
    covers = [Span(*one) for one in others]
    last = span[1] or date(2026, 4, 1)
    walk = [date.fromordinal(at) for at in range(span[0].toordinal(), last.toordinal() + 1)]
    one = Span(span[0], last)
    outside = next((day for day in walk if not covered(day, covers)), None)
    inside = next((day for day in walk if covered(day, covers)), None)
    assert first_day_outside(one, covers) == outside
    assert first_day_inside(one, covers) == inside
