import json
import os
from datetime import UTC, date, datetime, timedelta

import pytest

from pendopo.core.clock import (
    FixedClock,
    Limit,
    ShiftedClock,
    SystemClock,
    limit_words,
    long_date,
    plain_date,
    short_date,
)

NOW = datetime(2026, 11, 16, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("3 working_days", Limit(3, "working_days")),
        ("1 working day", Limit(1, "working_days")),
        (" 60 minutes ", Limit(60, "minutes")),
        ({"amount": 2, "unit": "hours"}, Limit(2, "hours")),
        (Limit(7, "days"), Limit(7, "days")),
    ],
)
def test_limits_are_read(text, limit):
    assert Limit.parse(text) == limit
    assert Limit.parse(str(limit)) == limit


@pytest.mark.parametrize(
    "text",
    ["", "three days", "3", "-3 days", "0 days", "3 weeks", "3.5 days", "٣ days", None, 3, [],
     {"amount": 3}, {"amount": "3", "unit": "days"}, {"amount": True, "unit": "days"},
     {"amount": 3, "unit": "days", "more": 1}, {"amount": 3, "unit": []}, "999999999999 days"],
)  # fmt: skip
def test_what_is_no_limit_is_refused(text):
    with pytest.raises(ValueError, match=r"amount|limit|unit"):
        Limit.parse(text)


def test_dates_in_words():
    day = date(2026, 11, 16)
    assert long_date(day, "id") == "Senin, 16 November 2026"
    assert long_date(date(2026, 8, 21), "id") == "Jumat, 21 Agustus 2026"
    assert long_date(date(2026, 5, 1), "en") == "Friday, 1 May 2026"
    assert short_date(date(2026, 8, 9), "id") == "9 Agu 2026"
    assert plain_date(day) == "16 November 2026"


def test_limits_in_words():
    assert limit_words(Limit(6, "working_days")) == "6 hari kerja"
    assert limit_words(Limit(1, "working_days"), "en") == "1 working day"
    assert limit_words(Limit(72, "hours"), "id") == "72 jam"


def test_a_fixed_clock_stands_still_in_utc():
    jakarta = NOW.astimezone(tz=None)
    assert FixedClock(jakarta).now() == NOW
    assert FixedClock(jakarta).now().tzinfo is UTC
    with pytest.raises(ValueError, match="aware"):
        FixedClock(NOW.replace(tzinfo=None))


def test_the_system_clock_is_aware():
    assert SystemClock().now().utcoffset() == timedelta(0)


def test_a_shifted_clock_follows_its_file(tmp_path):
    path = tmp_path / "shift.json"
    clock = ShiftedClock(path, FixedClock(NOW))
    assert clock.now() == NOW
    path.write_text(json.dumps({"seconds": 86_400}))
    assert clock.now() == NOW + timedelta(days=1)
    path.write_text(json.dumps({"seconds": -60}))
    os.utime(path, ns=(1, 1))
    assert clock.now() == NOW - timedelta(minutes=1)
    path.write_text("{half")
    os.utime(path, ns=(2, 2))
    assert clock.now() == NOW - timedelta(minutes=1)
    path.unlink()
    assert clock.now() == NOW


@pytest.mark.parametrize(
    "text", ["[]", '{"seconds": "9"}', '{"seconds": 1e400}', '{"s": 1}', "\x00"]
)
def test_a_broken_shift_file_is_no_shift(tmp_path, text):
    path = tmp_path / "shift.json"
    path.write_text(text)
    assert ShiftedClock(path, FixedClock(NOW)).now() == NOW
