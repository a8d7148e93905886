"""`./pendopo bench clock [--json]`: how many deadlines one core reckons in a second.

Limit: 100,000 a second, over limits and marks as cases have them: 1 to 60 working days (most),
days, hours; none to three pauses; starts spread over three years of the Indonesian calendar with
its holidays and days of joint leave. `ratio`: against that limit. `loop_ratio`: against a bare
loop that adds a timedelta, so that figures of two machines can be set side by side.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import time
from collections.abc import Callable, Sequence

from pendopo.core.clock import Limit, Mark, deadline, indonesia

BAR = 100_000
NUMBER = 50_000
ROUNDS = 5
FIRST = dt.datetime(2024, 1, 2, 1, 0, tzinfo=dt.UTC)
SPAN = 3 * 365 * 24 * 3600  # seconds
SEED = 20


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./pendopo bench clock")
    parser.add_argument("--json", action="store_true")
    parser.parse_args(list(argv))
    calendar = indonesia(years=range(2023, 2029))
    asked = _asked(random.Random(SEED))
    best = min(_seconds(lambda: [deadline(limit, marks, calendar) for limit, marks in asked]))
    day = dt.timedelta(days=1)
    bare = min(_seconds(lambda: [marks[0].at + day for _, marks in asked]))
    rate = NUMBER / best
    found = {
        "bench": "clock",
        "ratio": round(rate / BAR, 2),
        "loop_ratio": round(bare / best, 4),
        "deadlines_per_second": round(rate),
        "bars": {"deadlines_per_second": BAR},
        "holds": rate >= BAR,
    }
    print(json.dumps(found))
    return 0 if found["holds"] else 1


def _seconds(act: Callable[[], object]) -> list[float]:
    taken = []
    for _ in range(ROUNDS):
        began = time.process_time()
        act()
        taken.append(time.process_time() - began)
    return taken


def _asked(chance: random.Random) -> list[tuple[Limit, tuple[Mark, ...]]]:
    return [(_limit(chance), _marks(chance)) for _ in range(NUMBER)]


def _limit(chance: random.Random) -> Limit:
    unit = chance.choices(("working_days", "days", "hours"), weights=(8, 1, 1))[0]
    return Limit(chance.randint(1, 60), unit)


def _marks(chance: random.Random) -> tuple[Mark, ...]:
    at = FIRST + dt.timedelta(seconds=chance.randrange(SPAN))
    marks = [Mark("start", at)]
    for _ in range(chance.choices((0, 1, 2, 3), weights=(5, 3, 1, 1))[0]):
        for kind in ("pause", "resume"):
            at += dt.timedelta(seconds=chance.randrange(3600, 5 * 24 * 3600))
            marks.append(Mark(kind, at))
    return tuple(marks)
