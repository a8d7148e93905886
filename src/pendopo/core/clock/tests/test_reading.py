from datetime import UTC, datetime

import pytest

from pendopo.core.clock import Limit, Mark, indonesia, reading, reading_words
from pendopo.core.clock.tests.test_deadlines import at, closes, marks

NAIVE = datetime(2026, 11, 16)  # noqa: DTZ001 (to be refused)
CALENDAR = indonesia([2026])
SIX = Limit(6, "working_days")
START = ("start", at(11, 16))  # Monday; day 1 is the 17th, day 6 the 24th

SHOWN = [
    (at(11, 16, 12), 0, "on_time", 0, "Dihitung mulai hari kerja berikutnya"),
    (at(11, 17, 8), 1, "on_time", 0, "Hari kerja ke-1 dari 6"),
    (at(11, 20, 8), 4, "on_time", 0, "Hari kerja ke-4 dari 6"),
    (at(11, 22, 8), 4, "on_time", 0, "Hari kerja ke-4 dari 6"),
    (at(11, 23, 8), 5, "soon", 0, "Hari kerja ke-5 dari 6"),
    (closes(11, 24), 6, "soon", 0, "Hari kerja ke-6 dari 6"),
    (at(11, 24, 15, 31), 6, "late", 1, "Terlambat 1 hari kerja"),
    (at(11, 25, 8), 7, "late", 1, "Terlambat 1 hari kerja"),
    (at(11, 26, 8), 8, "late", 2, "Terlambat 2 hari kerja"),
]


@pytest.mark.parametrize(("now", "used", "colour", "late_by", "words"), SHOWN)
def test_a_running_clock(now, used, colour, late_by, words):
    shown = reading(SIX, marks(START), CALENDAR, now)
    assert (shown.state, shown.used, shown.total) == ("running", used, 6)
    assert (shown.colour, shown.late_by, reading_words(shown)) == (colour, late_by, words)
    assert shown.due_at == closes(11, 24)


def test_not_started():
    shown = reading(SIX, [], CALENDAR, at(11, 16))
    assert (shown.state, shown.due_at, shown.left) == ("not_started", None, 6)
    assert reading_words(shown, "en") == "Not counting yet"


def test_a_paused_clock_keeps_what_was_used_and_knows_no_due_date():
    shown = reading(SIX, marks(START, ("pause", at(11, 19))), CALENDAR, at(12, 30))
    assert (shown.state, shown.used, shown.left) == ("paused", 2, 4)
    assert (shown.due_at, shown.colour) == (None, "on_time")
    assert reading_words(shown) == "Dihentikan sementara, menunggu pemohon"


def test_a_clock_paused_when_late_stays_late_and_grows_no_later():
    shown = reading(SIX, marks(START, ("pause", at(11, 26))), CALENDAR, at(12, 30))
    assert (shown.state, shown.colour, shown.late_by) == ("paused", "late", 2)


@pytest.mark.parametrize(
    ("stop", "colour", "words"),
    [
        (closes(11, 24), "soon", "Finished on time"),
        (at(11, 25), "late", "1 working day late"),
    ],
)
def test_a_stopped_clock_stands_still(stop, colour, words):
    shown = reading(SIX, marks(START, ("stop", stop)), CALENDAR, at(12, 30))
    assert (shown.state, shown.colour, reading_words(shown, "en")) == ("stopped", colour, words)


def test_what_happens_after_now_is_not_known_yet():
    """Replay: the clock as it was read on that day."""
    later = marks(START, ("pause", at(11, 17)), ("resume", at(11, 20)), ("stop", at(11, 23)))
    then = reading(SIX, later, CALENDAR, at(11, 16, 12))
    assert (then.state, then.due_at) == ("running", closes(11, 24))


@pytest.mark.parametrize(
    ("hour", "minute", "used", "colour", "words"),
    [
        (10, 59, 0, "on_time", "Sisa 4 jam"),
        (13, 0, 3, "soon", "Sisa 1 jam"),
        (14, 0, 4, "soon", "Sisa 0 jam"),
        (14, 1, 4, "late", "Terlambat 1 jam"),
    ],
)
def test_hours(hour, minute, used, colour, words):
    shown = reading(Limit(4, "hours"), marks(START), CALENDAR, at(11, 16, hour, minute))
    assert (shown.used, shown.colour, reading_words(shown)) == (used, colour, words)


def test_moments_without_a_zone_are_refused():
    with pytest.raises(ValueError, match="aware"):
        Mark("start", NAIVE)
    with pytest.raises(ValueError, match="aware"):
        reading(SIX, [], CALENDAR, NAIVE)
    with pytest.raises(ValueError, match="start, pause"):
        Mark("begin", datetime(2026, 11, 16, tzinfo=UTC))
