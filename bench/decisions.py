"""`./pendopo bench decisions --tck DIR [--failures] [--write]`: the conformance of the engine.

Plays the DMN Technology Compatibility Kit, levels 2 and 3. DIR is its unpacked folder or its
.tar.gz. A case passes when every result that it names is the one that comes. Prints one JSON line.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

BARS = {"level_2_missed": 0, "level_3_passed": 2_655}
"""Level 2 whole; level 3 above Camunda's 2,655 (Drools passes 3,272; the best Python 946)."""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./pendopo bench decisions")
    parser.add_argument("--tck", type=Path, required=True, metavar="DIR")
    parser.add_argument("--failures", action="store_true", help="list the cases that fail")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(list(argv))
    try:
        found, failures = measure(given.tck)
    except (FileNotFoundError, ValueError) as error:
        print(f"./pendopo bench decisions: {error}", file=sys.stderr)
        return 2
    if given.failures:
        for feature, lines in failures.items():
            print(feature)
            print("\n".join(f"  {line}" for line in lines))
    print(json.dumps({"bench": "decisions", **found}))
    return 0 if found["holds"] else 1


def measure(place: Path) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The figures, and what failed by feature. Raises as read_kit does."""
    from pendopo.core.decisions.kit import play, read_kit

    begun = time.perf_counter()
    passed: Counter[int] = Counter()
    total: Counter[int] = Counter()
    failures: dict[str, list[str]] = {}
    for outcome in play(read_kit(place), now=dt.datetime.now(dt.UTC)):
        total[outcome.level] += 1
        if outcome.trouble:
            failures.setdefault(outcome.feature, []).append(f"{outcome.case}: {outcome.trouble}")
        else:
            passed[outcome.level] += 1
    figures: dict[str, Any] = {}
    for level in (2, 3):
        figures[f"level_{level}_passed"] = passed[level]
        figures[f"level_{level}_total"] = total[level]
    holds = passed[2] == total[2] > 0 and passed[3] > BARS["level_3_passed"]
    figures["failing"] = {feature: len(lines) for feature, lines in failures.items()}
    figures["seconds"] = round(time.perf_counter() - begun, 1)
    return {**figures, "bars": BARS, "holds": holds}, failures
