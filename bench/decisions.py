"""`./pendopo bench decisions --tck DIR [--failures] [--write]`: the conformance of the engine.

Plays the DMN Technology Compatibility Kit, levels 2 and 3. DIR is its unpacked folder or its
.tar.gz. A case passes when every result that it names is the one that comes. Prints one JSON line;
`--failures` lists the cases that fail by feature, `--write` renews docs/reference/dmn-tck.md.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BARS = {"level_2_missed": 0, "level_3_passed": 2_655}
"""Level 2 whole; level 3 above Camunda's 2,655 (Drools passes 3,272; the best Python 946)."""


@dataclass(slots=True)
class Measured:
    """What a run found. failures: case and trouble, by feature."""

    passed: Counter[int] = field(default_factory=Counter)
    total: Counter[int] = field(default_factory=Counter)
    features: Counter[str] = field(default_factory=Counter)
    failures: dict[str, list[str]] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def holds(self) -> bool:
        whole = self.passed[2] == self.total[2] > 0
        return whole and self.passed[3] > BARS["level_3_passed"]

    def figures(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for level in (2, 3):
            found[f"level_{level}_passed"] = self.passed[level]
            found[f"level_{level}_total"] = self.total[level]
        found["failing"] = {feature: len(lines) for feature, lines in self.failures.items()}
        return {**found, "seconds": self.seconds, "bars": BARS, "holds": self.holds}


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./pendopo bench decisions")
    parser.add_argument("--tck", type=Path, required=True, metavar="DIR")
    parser.add_argument("--failures", action="store_true", help="list the cases that fail")
    parser.add_argument("--write", action="store_true", help="renew docs/reference/dmn-tck.md")
    parser.add_argument("--json", action="store_true", help="nothing but the JSON line")
    given = parser.parse_args(list(argv))
    try:
        found = measure(given.tck)
    except (OSError, ValueError) as error:
        print(f"./pendopo bench decisions: {error}", file=sys.stderr)
        return 2
    if given.failures and not given.json:
        for feature, lines in found.failures.items():
            print(feature)
            print("\n".join(f"  {line}" for line in lines))
    if given.write:
        _write(found)
    print(json.dumps({"bench": "decisions", **found.figures()}))
    return 0 if found.holds else 1


def measure(place: Path) -> Measured:
    """Plays the whole kit. Raises as read_kit does."""
    from pendopo.core.decisions.kit import play, read_kit

    begun = time.perf_counter()
    found = Measured()
    for outcome in play(read_kit(place), now=dt.datetime.now(dt.UTC)):
        found.total[outcome.level] += 1
        found.features[outcome.feature] += 1
        if outcome.trouble:
            line = f"{outcome.case}: {outcome.trouble}"
            found.failures.setdefault(outcome.feature, []).append(line)
        else:
            found.passed[outcome.level] += 1
    found.seconds = round(time.perf_counter() - begun, 1)
    return found


def _write(found: Measured) -> None:
    from bench import decisions_page
    from pendopo.config.run.docs import FOLDER

    (FOLDER / "dmn-tck.md").write_text(decisions_page.page(found), encoding="utf-8")
