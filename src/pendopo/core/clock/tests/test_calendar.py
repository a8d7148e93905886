from datetime import date, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pendopo.core.clock import Calendar, DayOff, DayOn, indonesia

DAYS = st.dates(date(2019, 1, 1), date(2035, 12, 31))


def test_national_holidays_and_joint_leave_of_2026():
    """17 public holidays and 8 days of joint leave: SKB 3 Menteri for 2026."""
    assert len(indonesia([2026], cuti_bersama=False).days_off) == 17
    everything = indonesia([2026])
    assert len(everything.days_off) == 25
    assert not everything.is_working(date(2026, 12, 24))
    assert indonesia([2026], cuti_bersama=False).is_working(date(2026, 12, 24))
    assert everything.days_off[date(2026, 8, 17)] == "Hari Kemerdekaan Republik Indonesia"
    assert not everything.estimated


def test_estimated_days_are_flagged_and_named_without_the_flag():
    calendar = indonesia([2027])
    assert date(2027, 3, 10) in calendar.estimated
    assert "perkiraan" not in calendar.days_off[date(2027, 3, 10)]
    decreed = indonesia([2027], overrides=[DayOff(date(2027, 3, 10), "Idulfitri", "SKB")])
    assert date(2027, 3, 10) not in decreed.estimated


def test_a_decree_may_make_a_saturday_work_and_the_last_word_wins():
    saturday = date(2026, 11, 21)
    on, off = DayOn(saturday, "Ganti hari", "SE"), DayOff(saturday, "Batal", "SE")
    assert indonesia([2026], overrides=[on]).is_working(saturday)
    assert not indonesia([2026], overrides=[on, off]).is_working(saturday)


def test_a_calendar_is_a_value():
    holiday = {date(2026, 1, 1): "Tahun Baru"}
    calendar = Calendar("Asia/Jakarta", holiday)
    assert calendar == Calendar("Asia/Jakarta", dict(holiday))
    assert hash(calendar) == hash(Calendar("Asia/Jakarta", holiday))
    holiday.clear()
    assert not calendar.is_working(date(2026, 1, 1))
    with pytest.raises(TypeError):
        calendar.days_off[date(2026, 1, 2)] = "Libur"


def test_a_calendar_without_working_days_is_refused():
    with pytest.raises(ValueError, match="at least one working day"):
        Calendar("Asia/Jakarta", weekend=frozenset(range(7)))


def test_zero_working_days_means_this_one_or_the_next():
    calendar = indonesia([2026])
    assert calendar.add_working_days(date(2026, 11, 20), 0) == date(2026, 11, 20)
    assert calendar.add_working_days(date(2026, 11, 21), 0) == date(2026, 11, 23)


@example(day=date(2031, 1, 15), n=3, off=set(), years=True)
@example(day=date(2030, 12, 30), n=3, off=set(), years=True)
@example(day=date(2024, 12, 31), n=3, off=set(), years=True)
@given(day=DAYS, n=st.integers(1, 600), off=st.sets(DAYS, max_size=8), years=st.booleans())
def test_adding_agrees_with_counting_day_by_day(day, n, off, years):
    """Inside and outside the pre-computed span."""
    known = dict(indonesia([2026, 2027]).days_off) if years else {}
    calendar = Calendar("Asia/Jakarta", {**known, **dict.fromkeys(off, "Libur")}, day_ends=time(16))
    ordinal, counted = day.toordinal(), 0
    while counted < n:
        ordinal += 1
        counted += calendar.is_working(date.fromordinal(ordinal))
    end = date.fromordinal(ordinal)
    assert calendar.add_working_days(day, n) == end
    assert calendar.working_days_between(day, end) == n
    assert calendar.working_days_between(end, day) == 0
