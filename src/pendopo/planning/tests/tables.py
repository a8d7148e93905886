"""Small tables for the tests, written the way offices send them."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from pendopo.planning.tests import pure as planning

DAY = dt.date(2026, 11, 22)
PLAN = "level,code,name,skpd_code,skpd_name,parent_code,indicator,target,unit,pagu_rp"
ROWS = (
    "code,level,indicator,target_5yr,realised_to_previous,target_year,unit,accumulation,direction,"
    "q1,q2,q3,q4"
)
SHARED = Path(os.environ.get("PENDOPO_SHARED", Path(__file__).parents[5] / "shared"))


def real(name: str) -> Path:
    """A file of real data, which is no part of the project."""
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"{name} is not beside this checkout")
    return path


def written(folder: Path, lines: Iterable[str], *, head: str = PLAN, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


def checked(path: Path, year: int | None = None) -> planning.Report:
    return planning.check(planning.open_sheet(path), year=year)


def rules(report: planning.Report) -> list[tuple[str, str]]:
    return [(one.rule, one.code) for one in report.findings]


COMPLETE: Mapping[str, str] = {
    "code": "1.01.02", "level": "Program", "indicator": "contoh", "target_5yr": "10",
    "realised_to_previous": "2", "target_year": "4", "unit": "dokumen", "accumulation": "absolut",
    "direction": "naik (baik)", "q1": "1", "q2": "", "q3": "", "q4": "",
}  # fmt: skip


def evaluated(
    folder: Path, rows: Sequence[Mapping[str, str]], *, on: dt.date = DAY
) -> planning.Evaluation:
    """Rows of `COMPLETE` with what differs."""
    names = ROWS.split(",")
    whole = [{**COMPLETE, **row} for row in rows]
    lines = [",".join(f'"{row[name]}"' for name in names) for row in whole]
    return planning.evaluate(planning.open_sheet(written(folder, lines, head=ROWS)), on=on)
