"""Dates and times beyond Python's own: the same answers as Python where both can tell."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.core import feel
from pendopo.core.feel import moments
from pendopo.core.feel.literal import read_date, read_duration, read_moment, read_time
from pendopo.core.feel.written import written

YEARS = st.integers(-moments.YEARS, moments.YEARS)


@settings(deadline=None)
@given(st.integers(-300_000_000_000, 300_000_000_000))
def test_days_count_both_ways(count):
    assert moments.days(moments.day_at(count)) == count


@settings(deadline=None)
@given(st.dates(), st.integers(-40_000, 40_000))
def test_days_agree_with_python(day, count):
    assert moments.days(day) == (day - date(1970, 1, 1)).days
    try:
        expected = day + timedelta(count)
    except OverflowError:
        return
    assert moments.day_at(moments.days(day) + count) == expected


@settings(deadline=None)
@given(YEARS, st.integers(1, 12), st.integers(1, 28))
def test_a_far_date_is_the_day_after_the_one_before(year, month, day):
    found = moments.make_day(year, month, day)
    if abs(year) < moments.YEARS:
        assert moments.day_at(moments.days(found)) == found
    assert read_date(written(found)) == found


@settings(deadline=None)
@given(st.integers(0, moments.DAY - 1))
def test_a_time_reads_back(nanos):
    assert moments.nanos_of(read_time(written(moments.make_clock(nanos, None)))) == nanos


@settings(deadline=None)
@given(st.integers(-(10**20), 10**20))
def test_a_duration_reads_back(nanos):
    made = moments.make_duration(nanos)
    text = written(made)
    found = read_duration(text)
    assert found == made if len(text) < 20 else found is None or found == made


@settings(deadline=None)
@given(st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2030, 1, 1)),  # noqa: DTZ001 (a zone is given later)
       st.integers(-(10**6), 10**6))  # fmt: skip
def test_later_goes_by_the_line_of_time(at, seconds):
    zone = ZoneInfo("Europe/Paris")
    start = at.replace(tzinfo=UTC).astimezone(zone)
    found = moments.later(start, seconds * moments.SECOND)
    assert found.astimezone(UTC) == start.astimezone(UTC) + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('string(@"2026-12-31T24:00:00")', "2027-01-01T00:00:00"),
        ('string(@"-0001-12-31" + @"P1D")', "0000-01-01"),
        ('string(@"-2021-01-01T10:10:10@Asia/Jakarta" + @"PT1H")',
         "-2021-01-01T11:10:10@Asia/Jakarta"),
        ('string(@"2026-03-29T01:30:00@Europe/Paris" + @"PT1H")',
         "2026-03-29T03:30:00@Europe/Paris"),
        ('string(@"999999999-12-31" - @"P1D")', "999999999-12-30"),
        ('string(@"08:00:00.123456789")', "08:00:00.123456789"),
        ('string(@"P1DT0.000000001S" + @"P1D")', "P2DT0.000000001S"),
        ('string((@"0044-03-15" - @"-0044-03-15").days)', "32142"),
        ('day of week(@"-0044-03-15") = day of week(@"0356-03-15")', True),
        ('string(week of year(@"2026-12-31"))', "53"),
    ],
)  # fmt: skip
def test_gives(text, found):
    assert feel.expression(text).evaluate({}) == found


@pytest.mark.parametrize(
    "text",
    [
        "2026-13-01", "2026-02-29", "026-01-01", "01211-12-31", "9999999999-01-01", "+2026-01-01",
        "2026-1-1", "", "2026-01-01T25:00:00", "2026-01-01T24:00:01", "2026-01-01T08:00",
        "2026-01-01T08:00:00+19:00", "2026-01-01T08:00:00@Mars/Olympus",
        "2026-01-01T08:00:00@../../etc/passwd", "2026-01-01T08:00:00+07:00@Asia/Jakarta",
        "999999999-12-31T24:00:00",
    ],
)  # fmt: skip
def test_reads_no_nonsense(text):
    assert read_moment(text) is None
