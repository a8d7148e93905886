"""Deadlines in 2026 with the legal reason for each date. Times are WIB (UTC+7)."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from pendopo.core.clock import (
    APPEAL,
    BREACH_NOTICE,
    DEEMED_DECISION,
    OBJECTION,
    PUBLIC_INFORMATION,
    DayOff,
    DayOn,
    Limit,
    Mark,
    deadline,
    decision_limit,
    indonesia,
)

WIB = timezone(timedelta(hours=7))
CALENDAR = indonesia([2026, 2027])


def at(month, day, hour=10, minute=0, year=2026):
    return datetime(year, month, day, hour, minute, tzinfo=WIB)


def marks(*pairs):
    return [Mark(kind, moment) for kind, moment in pairs]


def closes(month, day, year=2026):
    return at(month, day, 15, 30, year)


COUNTED = [
    (
        "the day of the start does not count",
        Limit(1, "working_days"),
        at(11, 16),
        closes(11, 17),
    ),
    ("a start before opening hours is still that day", DEEMED_DECISION.limit, at(11, 16, 0, 1),
     closes(11, 23)),
    ("a start at night is still that day", Limit(1, "working_days"), at(11, 16, 23, 59),
     closes(11, 17)),
    ("weekend rests", Limit(3, "working_days"), at(11, 19), closes(11, 24)),
    ("complete on Saturday: Monday is the first day", Limit(1, "working_days"), at(11, 21),
     closes(11, 23)),
    ("Lebaran 18 to 24 March 2026 with joint leave (SKB 3 Menteri)", Limit(3, "working_days"),
     at(3, 16), closes(3, 26)),
    ("deemed decision, five working days (UU 30/2014 Art. 53, UU 6/2023)", DEEMED_DECISION.limit,
     at(11, 16), closes(11, 23)),
    ("deemed decision over the Christmas joint leave", DEEMED_DECISION.limit, at(12, 21),
     closes(12, 30)),
    ("objection within 21 working days (UU 30/2014 Art. 77)", OBJECTION.limit, at(11, 2),
     closes(12, 1)),
    ("appeal within 10 working days (UU 30/2014 Art. 78)", APPEAL.limit, at(11, 2),
     closes(11, 16)),
    ("public information 10 working days (UU 14/2008 Art. 22)", PUBLIC_INFORMATION.limit,
     at(8, 10), closes(8, 26)),
    ("calendar days run through the weekend", Limit(7, "days"), at(11, 19), closes(11, 26)),
    ("breach notice 3 x 24 hours runs through the weekend (UU 27/2022 Art. 46)",
     BREACH_NOTICE.limit, at(11, 20, 16), at(11, 23, 16)),
    ("a counter service of 15 minutes", Limit(15, "minutes"), at(11, 20, 10), at(11, 20, 10, 15)),
]  # fmt: skip


@pytest.mark.parametrize(("why", "limit", "start", "due"), COUNTED, ids=[c[0] for c in COUNTED])
def test_counted_from_the_start(why, limit, start, due):
    assert deadline(limit, marks(("start", start)), CALENDAR) == due


PAUSED = [
    ("a day on which the file was with the applicant does not count",
     Limit(3, "working_days"), at(11, 16),
     [("pause", at(11, 17)), ("resume", at(11, 17, 14))], closes(11, 20)),
    ("returned Tuesday, back Thursday: three days do not count",
     Limit(3, "working_days"), at(11, 16),
     [("pause", at(11, 17)), ("resume", at(11, 19, 8))], closes(11, 24)),
    ("returned and back before the first counted day: nothing is lost",
     Limit(3, "working_days"), at(11, 16),
     [("pause", at(11, 16, 11)), ("resume", at(11, 16, 13))], closes(11, 19)),
    ("back at night: the next day counts, that one does not",
     Limit(1, "working_days"), at(11, 16),
     [("pause", at(11, 17)), ("resume", at(11, 18, 23))], closes(11, 19)),
    ("returned on the last day at 15.29: that day is given back",
     Limit(1, "working_days"), at(11, 16),
     [("pause", at(11, 17, 15, 29)), ("resume", at(11, 18, 9))], closes(11, 19)),
    ("returned after hours on the last day: the deadline had passed",
     Limit(1, "working_days"), at(11, 16),
     [("pause", at(11, 17, 15, 31)), ("resume", at(11, 18, 9))], closes(11, 17)),
    ("a pause over the weekend alone takes nothing",
     Limit(3, "working_days"), at(11, 19),
     [("pause", at(11, 20, 16)), ("resume", at(11, 22))], closes(11, 24)),
    ("two returns on one day take that day once",
     Limit(3, "working_days"), at(11, 16),
     [("pause", at(11, 17, 9)), ("resume", at(11, 17, 10)),
      ("pause", at(11, 17, 11)), ("resume", at(11, 17, 12))], closes(11, 20)),
    ("hours: what is left continues", Limit(2, "hours"), at(11, 16, 10),
     [("pause", at(11, 16, 11)), ("resume", at(11, 17, 9))], at(11, 17, 10)),
    ("calendar days: a paused day does not count", Limit(7, "days"), at(11, 16),
     [("pause", at(11, 17)), ("resume", at(11, 19))], closes(11, 26)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("why", "limit", "start", "more", "due"), PAUSED, ids=[c[0] for c in PAUSED]
)
def test_paused_while_with_the_applicant(why, limit, start, more, due):
    assert deadline(limit, marks(("start", start), *more), CALENDAR) == due


def test_no_deadline_before_the_file_is_complete_or_while_it_is_returned():
    limit = Limit(3, "working_days")
    assert deadline(limit, [], CALENDAR) is None
    assert deadline(limit, marks(("resume", at(11, 16))), CALENDAR) is None
    returned = marks(("start", at(11, 16)), ("pause", at(11, 17)))
    assert deadline(limit, returned, CALENDAR) is None


def test_a_return_after_the_deadline_does_not_hide_it():
    late = marks(("start", at(11, 16)), ("pause", at(11, 20)))
    assert deadline(Limit(3, "working_days"), late, CALENDAR) == closes(11, 19)


def test_the_day_is_used_up_at_the_very_end_of_hours():
    """Returned at 15.30.00 sharp on the last day: neither paused before due, nor late."""
    limit = Limit(1, "working_days")
    returned = marks(("start", at(11, 16)), ("pause", closes(11, 17)))
    assert deadline(limit, returned, CALENDAR) == closes(11, 17)
    back = [*returned, Mark("resume", at(11, 19))]
    assert deadline(limit, back, CALENDAR) == closes(11, 17)
    just = marks(("start", at(11, 16)), ("pause", at(11, 17, 15, 29)))
    assert deadline(limit, just, CALENDAR) is None
    longer = marks(("start", at(11, 16)), ("pause", closes(11, 17)), ("resume", at(11, 18, 8)))
    assert deadline(Limit(2, "working_days"), longer, CALENDAR) == closes(11, 19)


def test_marks_in_any_order_and_repeated_marks_are_read_alike():
    tidy = marks(("start", at(11, 16)), ("pause", at(11, 17)), ("resume", at(11, 18)))
    untidy = [*reversed(tidy), Mark("start", at(11, 20)), Mark("resume", at(11, 19))]
    limit = Limit(4, "working_days")
    assert deadline(limit, untidy, CALENDAR) == deadline(limit, tidy, CALENDAR)


def test_a_newly_decreed_holiday_moves_an_open_deadline():
    start = marks(("start", at(11, 23)))
    limit = Limit(3, "working_days")
    assert deadline(limit, start, CALENDAR) == closes(11, 26)
    pilkada = DayOff(date(2026, 11, 25), "Pemungutan suara", "Keppres contoh")
    moved = indonesia([2026, 2027], overrides=[pilkada])
    assert deadline(limit, start, moved) == closes(11, 27)


def test_a_holiday_taken_back_brings_the_deadline_forward():
    start = marks(("start", at(12, 23)))
    back = DayOn(date(2026, 12, 24), "Cuti bersama dibatalkan", "SKB contoh")
    limit = Limit(1, "working_days")
    assert deadline(limit, start, CALENDAR) == closes(12, 28)
    assert deadline(limit, start, indonesia([2026], overrides=[back])) == closes(12, 24)


def test_the_zone_of_the_region_decides_the_day():
    start = marks(("start", datetime(2026, 11, 16, 15, 30, tzinfo=UTC)))  # 00.30 in Jayapura
    limit = Limit(1, "working_days")
    east = indonesia([2026], zone="Asia/Jayapura")
    assert CALENDAR.local_date(deadline(limit, start, CALENDAR)) == date(2026, 11, 17)
    assert east.local_date(deadline(limit, start, east)) == date(2026, 11, 18)


def test_five_working_days_where_no_rule_sets_a_limit():
    assert decision_limit(None) == Limit(5, "working_days")
    assert decision_limit(Limit(14, "working_days")) == Limit(14, "working_days")
