"""`./pendopo check`: format, lint, types, import ladder, migrations, packages and docs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pendopo.config.environment import ROOT
from pendopo.config.run import folder, postgres
from pendopo.config.run.display import GREEN, RED, paint, word

TOOLS = Path(sys.executable).parent  # not resolved: the link inside .venv/bin


@dataclass(frozen=True, slots=True)
class Check:
    indonesian: str
    english: str
    argv: tuple[str, ...]


def checks() -> list[Check]:
    """What is checked, in the order in which it is quickest to fail."""
    python = str(TOOLS / "python")
    ruff = str(TOOLS / "ruff")
    pendopo = (python, "-m", "pendopo.config")
    sources = [name for name in ("src", "tests", "bench", "conftest.py") if (ROOT / name).exists()]
    sources.append("pendopo")  # the launcher has no suffix for ruff to find it by
    packages = sorted(str(path) for path in (ROOT / "packages" / "services").glob("[!.]*/"))
    found = [
        Check("bentuk", "format", (ruff, "format", "--check", "--quiet", *sources)),
        Check("lint", "lint", (ruff, "check", "--quiet", *sources)),
        Check("tangga impor", "import ladder", (str(TOOLS / "lint-imports"), "--no-cache")),
        Check(
            "migrasi",
            "migrations",
            (python, "-m", "django", "makemigrations", "--check", "--dry-run"),
        ),
        Check("tipe", "types", (str(TOOLS / "mypy"), "--strict")),
    ]
    if packages:
        found.append(
            Check("paket layanan", "service packages", (*pendopo, "package", "check", *packages))
        )
    if (ROOT / "packages" / "measures").is_dir():
        argv = (*pendopo, "measure", "check", str(ROOT / "packages" / "measures"))
        found.append(Check("ukuran", "measures", argv))
    if (ROOT / "tests" / "house").is_dir():
        docs = (python, "-m", "pytest", "tests/house", "-q", "-k", "docs", "-p", "no:cacheprovider")
        found.append(Check("dokumen", "docs", docs))
    return found


def main(argv: list[str]) -> int:
    """0 when all are green; words in `argv` choose checks by their English name."""
    var = folder.HOME / "test"
    folder.claim(var)
    folder.link_derived(var)
    wanted = [one for one in checks() if not argv or one.english in argv]
    with postgres.running(var, durable=False) as server:
        given = dict(os.environ) | server.environment(var=var, role="owner")
        given["DJANGO_SETTINGS_MODULE"] = "pendopo.config.settings"
        given["PYTHONPATH"] = str(ROOT / "src")
        given["PENDOPO_TEST_VAR"] = str(var)
        red = [one for one in wanted if not run(one, given)]
    if red:
        names = ", ".join(word(one.indonesian, one.english) for one in red)
        print(f"\n{word('Belum beres', 'Not in order')}: {names}")
    return 1 if red else 0


def run(check: Check, environment: dict[str, str]) -> bool:
    """Run one check; its output is shown only when it is red."""
    start = time.monotonic()
    # pytest sets the settings itself once PostgreSQL runs; the other tools need them from outside.
    given = dict(environment)
    if "pytest" in check.argv:
        given.pop("DJANGO_SETTINGS_MODULE")
        given.pop("PENDOPO_DB_ROLE", None)
    answer = execute(check.argv, given)
    well = answer.returncode == 0
    verdict = paint(
        word("hijau", "green") if well else word("MERAH", "RED"), GREEN if well else RED, sys.stdout
    )
    name = word(check.indonesian, check.english)
    print(f"  {name:<20}{time.monotonic() - start:>7.1f} s  {verdict}", flush=True)
    if not well:
        print(answer.stdout.rstrip(), flush=True)
    return well


def execute(argv: Sequence[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            argv,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except OSError as error:
        return subprocess.CompletedProcess(list(argv), 127, stdout=str(error))
