"""What must hold for every clock, whatever its marks."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pendopo.core.clock import UNITS, Calendar, Limit, Mark, deadline, indonesia, reading

BASE = indonesia([2026, 2027])
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 880_000).map(lambda minutes: NEW_YEAR + timedelta(minutes=minutes))
LIMITS = st.builds(Limit, st.integers(1, 60), st.sampled_from(UNITS))
BY_DAY = st.builds(Limit, st.integers(1, 60), st.sampled_from(["days", "working_days"]))
WORKING = st.builds(Limit, st.integers(1, 60), st.just("working_days"))


@st.composite
def runs(draw, pauses=4):
    """A start and some closed pauses."""
    moment = draw(MOMENTS)
    marks = [Mark("start", moment)]
    for _ in range(draw(st.integers(0, pauses))):
        for kind in ("pause", "resume"):
            moment += timedelta(minutes=draw(st.integers(1, 12_000)))
            marks.append(Mark(kind, moment))
    return marks


def with_day_off(calendar, day):
    days = {**calendar.days_off, day: "Libur baru"}
    return Calendar(calendar.zone, days, day_ends=calendar.day_ends)


@given(LIMITS, runs(), st.integers(1, 12_000), st.integers(0, 12_000))
def test_one_more_pause_never_shortens(limit, marks, wait, length):
    paused = marks[-1].at + timedelta(minutes=wait)
    more = [*marks, Mark("pause", paused), Mark("resume", paused + timedelta(minutes=length))]
    assert deadline(limit, more, BASE) >= deadline(limit, marks, BASE)


@given(LIMITS, runs(), st.dates(date(2026, 1, 1), date(2028, 3, 1)))
def test_one_more_holiday_never_makes_it_earlier(limit, marks, day):
    assert deadline(limit, marks, with_day_off(BASE, day)) >= deadline(limit, marks, BASE)


@given(WORKING, runs())
def test_it_falls_on_a_working_day_at_the_end_of_hours(limit, marks):
    local = BASE.local(deadline(limit, marks, BASE))
    assert BASE.is_working(local.date())
    assert local.time() == time(15, 30)


@given(LIMITS, MOMENTS, st.integers(0, 100_000))
def test_a_later_start_never_ends_earlier(limit, start, minutes):
    later = Mark("start", start + timedelta(minutes=minutes))
    assert deadline(limit, [later], BASE) >= deadline(limit, [Mark("start", start)], BASE)


@given(BY_DAY, runs())
def test_it_is_the_nth_day_that_was_not_paused(limit, marks):
    """The definition, counted day by day."""
    calendar = BASE if limit.unit == "working_days" else BASE.every_day()
    away = set()
    for paused, resumed in zip(marks[1::2], marks[2::2], strict=True):
        local = calendar.local(paused.at)
        day = local.date() + timedelta(local.time() >= calendar.day_ends)
        while day <= calendar.local_date(resumed.at):
            away.add(day)
            day += timedelta(1)
    day, counted = calendar.local_date(marks[0].at), 0
    while counted < limit.amount:
        day += timedelta(1)
        counted += calendar.is_working(day) and day not in away
    assert deadline(limit, marks, BASE) == calendar.end_of(day)


@given(WORKING, MOMENTS, st.integers(1, 5), st.integers(1, 30), st.data())
def test_a_pause_of_k_working_days_moves_it_by_exactly_k(limit, start, skip, k, data):
    started = BASE.local_date(start)
    first = BASE.add_working_days(started, min(skip, limit.amount))
    last = BASE.add_working_days(first, k - 1)
    paused = BASE.end_of(first) - timedelta(minutes=data.draw(st.integers(1, 900)))
    resumed = max(paused, BASE.end_of(last) - timedelta(minutes=data.draw(st.integers(0, 900))))
    plain = deadline(limit, [Mark("start", start)], BASE)
    moved = deadline(
        limit, [Mark("start", start), Mark("pause", paused), Mark("resume", resumed)], BASE
    )
    assert BASE.working_days_between(BASE.local_date(plain), BASE.local_date(moved)) == k


@given(LIMITS, runs(), st.integers(0, 200_000))
def test_a_reading_agrees_with_the_deadline(limit, marks, minutes):
    now = marks[-1].at + timedelta(minutes=minutes)
    shown = reading(limit, marks, BASE, now)
    assert shown.due_at == deadline(limit, marks, BASE)
    assert (shown.colour == "late") == (now > shown.due_at)
    assert (shown.late_by > 0) == (shown.colour == "late")
    assert 0 <= shown.left <= shown.total
    assert shown.left == max(0, shown.total - shown.used)


@given(LIMITS, runs(), st.integers(0, 100_000), st.integers(0, 100_000))
def test_a_day_once_over_stays_used(limit, marks, minutes, more):
    """Only the day that is running may be given back, by returning the file on it."""
    now = marks[0].at + timedelta(minutes=minutes)
    earlier = reading(limit, marks, BASE, now)
    later = reading(limit, marks, BASE, now + timedelta(minutes=more))
    assert later.used >= earlier.used - limit.by_the_day
