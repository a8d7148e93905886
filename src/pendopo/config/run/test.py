"""`./pendopo test [--no-browser] [pytest arguments]`: every suite, timed, on a real PostgreSQL.

Without pytest arguments each suite runs by itself and a table closes the run; with arguments it is
one plain pytest run. What needs no browser runs in two lanes side by side, each with a server of
its own; what looks at the clock of a person (journeys, faults) has the machine to itself. Tests on
throw-away data may skip fsync; the faults suite never does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from pendopo.config.environment import ROOT
from pendopo.config.run import (
    assets,
    chromium,
    database,
    folder,
    postgres,
    translations,
)
from pendopo.config.run.trouble import Trouble

LANES = (("tests/house", "src/pendopo/voice", "tests/peers"), ("src", "src/pendopo/faces"))
"""Suites that run side by side; `src` is what no other suite of it has."""
ALONE = ("tests/journeys", "tests/faults")
SUITES = (*LANES[0], *LANES[1], *ALONE)
BROWSER = {"tests/journeys"}
DURABLE = {"tests/faults"}
NO_TESTS = 5  # pytest's exit code


@dataclass(frozen=True, slots=True)
class Outcome:
    """One suite: its exit code, counts from pytest's own report, and seconds of wall clock."""

    suite: str
    code: int
    passed: int
    failed: int  # errors included
    skipped: int
    seconds: float


def main(argv: list[str]) -> int:
    """0 when everything passed; 1 when a test failed or a suite was empty."""
    arguments = [one for one in argv if one != "--no-browser"]
    browser = "--no-browser" not in argv
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "src"))
    environment.pop("DJANGO_SETTINGS_MODULE", None)  # the conftest sets it once PostgreSQL runs
    if browser and needs_browser(arguments):
        environment["PENDOPO_CHROMIUM"] = chromium.need()
    translations.build()
    assets.build()
    if arguments:
        return plain(arguments, environment)
    suites = [suite for suite in present() if browser or suite not in BROWSER]
    outcomes = side_by_side(suites, environment)
    outcomes += [run(suite, environment) for suite in suites if suite in ALONE]
    print(table(outcomes))
    return 0 if outcomes and all(outcome.code == 0 for outcome in outcomes) else 1


def present(root: Path = ROOT) -> list[str]:
    """The suites that have at least one test file."""
    return [suite for suite in SUITES if any((root / suite).rglob("test_*.py"))]


def needs_browser(arguments: Sequence[str]) -> bool:
    """A full run does; a plain run only when it names the journeys or no path at all."""
    named = [one.split("::")[0] for one in arguments if not one.startswith("-")]
    paths = [path for path in named if path and (ROOT / path).exists()]
    return not paths or any("journeys" in path or path.rstrip("/") == "tests" for path in paths)


def plain(arguments: Sequence[str], environment: dict[str, str]) -> int:
    with served("test", False, environment, lenient=True) as given:
        return subprocess.call([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=given)


def side_by_side(suites: Sequence[str], environment: dict[str, str]) -> list[Outcome]:
    """The lanes at the same time: the first as it comes, the other one when it is done."""

    def follow(suite: str) -> Outcome:
        with tempfile.TemporaryFile("w+", errors="replace") as kept:
            outcome = run(suite, environment, lane="-2", output=kept)
            kept.seek(0)
            told.append(kept.read())
        return outcome

    told: list[str] = []
    mine, other = ([suite for suite in lane if suite in suites] for lane in LANES)
    with ThreadPoolExecutor(1) as beside:
        later = [beside.submit(follow, suite) for suite in other]
        outcomes = [run(suite, environment) for suite in mine]
        outcomes += [one.result() for one in later]
    print("".join(told), flush=True)
    return outcomes


def run(
    suite: str, environment: dict[str, str], *, lane: str = "", output: TextIO | None = None
) -> Outcome:
    """One suite in a pytest of its own, its output passed on as it comes."""
    durable = suite in DURABLE
    print(f"\n── {suite} " + "─" * (70 - len(suite)), flush=True, file=output)
    start = time.monotonic()
    with served("test-durable" if durable else f"test{lane}", durable, environment) as given:
        report = Path(given["PENDOPO_TEST_VAR"]) / f"{suite.replace('/', '-')}.xml"
        report.unlink(missing_ok=True)
        argv = [sys.executable, "-m", "pytest", suite, "-q", f"--junitxml={report}"]
        argv += [f"--ignore={one}" for one in SUITES if one.startswith(f"{suite}/")]
        code = subprocess.call(argv, cwd=ROOT, env=given, stdin=subprocess.DEVNULL, stdout=output)
    return Outcome(suite, code, *counts(report), seconds=time.monotonic() - start)


@contextmanager
def served(
    name: str, durable: bool, environment: dict[str, str], *, lenient: bool = False
) -> Iterator[dict[str, str]]:
    """PostgreSQL in `var/<name>`, which the conftest joins by PENDOPO_TEST_VAR; static files."""
    var = folder.HOME / name
    folder.claim(var)
    folder.link_derived(var)
    with postgres.running(var, durable=durable) as server:
        given = environment | {"PENDOPO_TEST_VAR": str(var), "PENDOPO_VAR": str(var)}
        try:
            database.collect(given | server.environment(var=var), var)
        except Trouble as trouble:
            if not lenient:
                raise
            trouble.tell()  # a test of one engine need not wait for broken pages
        yield given


def counts(report: Path) -> tuple[int, int, int]:
    """Passed, failed, skipped tests of a JUnit report; a missing report counts as one failure."""
    try:
        suites = ElementTree.parse(report).getroot().iter("testsuite")
    except (OSError, ElementTree.ParseError):
        return 0, 1, 0
    total = failed = skipped = 0
    for suite in suites:
        total += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
    return max(0, total - failed - skipped), failed, skipped


def table(outcomes: Sequence[Outcome]) -> str:
    """Minutes of each suite, then one closing line over all of them, in pytest's words."""
    lines = ["", f"{'suite':<18}{'passed':>8}{'failed':>8}{'skipped':>8}{'minutes':>9}"]
    for one in outcomes:
        mark = "" if one.code == 0 else "  no tests" if one.code == NO_TESTS else "  FAILED"
        lines.append(
            f"{one.suite:<18}{one.passed:>8}{one.failed:>8}{one.skipped:>8}"
            f"{one.seconds / 60:>9.1f}{mark}"
        )
    passed, failed, skipped = (
        sum(getattr(one, name) for one in outcomes) for name in ("passed", "failed", "skipped")
    )
    lines += ["", f"{passed} passed, {failed} failed, {skipped} skipped"]
    return "\n".join(lines)
