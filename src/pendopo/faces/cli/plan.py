"""`./pendopo plan check`, `evaluate`, `import`, `import-realisation FILE`: sound? achieved? in!

FILE is a CSV in any dialect or an Excel workbook. [plan.md](plan.md) says its columns, every rule
and the exit codes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from pathlib import Path

import msgspec

from pendopo.core.clock import SystemClock
from pendopo.faces.cli import plan_figures, plan_import
from pendopo.planning import api as planning

DIGITS = 10
"""Decimals of a percentage in JSON; on the screen there are two."""
_ROUND = Context(prec=120, rounding=ROUND_HALF_UP)
_ENCODE = msgspec.json.Encoder(decimal_format="number").encode
Cells = list[tuple[str, ...]]


def main(argv: Sequence[str]) -> int:
    """0 when nothing is wrong, 1 when something is, 2 when the file cannot be read."""
    parser = argparse.ArgumentParser(
        prog="./pendopo plan", description="Memeriksa pohon rencana dan menilai realisasinya."
    )
    commands = parser.add_subparsers(
        required=True, metavar="check|evaluate|import|import-realisation"
    )
    check = commands.add_parser("check", help="periksa pohon rencana / check the tree of a plan")
    evaluate = commands.add_parser("evaluate", help="nilai realisasi / score what was realised")
    check.set_defaults(act=_check)
    evaluate.set_defaults(act=_evaluate)
    plan_import.add(commands)
    plan_figures.add(commands)
    for one in (check, evaluate):
        one.add_argument("file", type=Path, metavar="FILE")
        one.add_argument("--json", action="store_true", help="untuk mesin / for machines")
        one.add_argument("--sheet", default="", metavar="NAMA", help="lembar buku kerja / sheet")
    check.add_argument(
        "--year", type=int, metavar="2026", help="tahun, bila kolomnya per tahun / which year"
    )
    evaluate.add_argument(
        "--on",
        type=dt.date.fromisoformat,
        metavar="2026-12-31",
        help="rumus dan predikat yang berlaku pada hari itu; baku: hari ini / as of that day",
    )
    evaluate.add_argument(
        "--xlsx", type=Path, metavar="OUT", help="tulis form evaluasi 16 kolom / write the form"
    )
    try:
        given = parser.parse_args(list(argv))
    except SystemExit as stop:
        return int(stop.code or 0)
    act: Callable[[argparse.Namespace], int] = given.act
    try:
        return act(given)
    except planning.Unreadable as refused:
        print(f"{given.file}: {refused.text['id']} / {refused.text['en']}", file=sys.stderr)
        return 2


def _check(given: argparse.Namespace) -> int:
    report = planning.check(planning.open_sheet(given.file, sheet=given.sheet), year=given.year)
    found = report.findings
    if given.json:
        _print_json([_as_json(one) for one in found])
        _tell(report.notes, sys.stderr)
        return 1 if found else 0
    counted = ", ".join(f"{number} {level}" for level, number in report.counts.items())
    _table(
        ("baris", "aturan", "jenjang", "kode", "SKPD", "keterangan"),
        [
            (str(one.row), planning.RULES[one.rule], one.level, one.code, one.skpd_code,
             one.message)
            for one in found
        ],
    )  # fmt: skip
    print(f"{'✗' if found else '✓'} {given.file.name}: {len(found)} temuan dalam {counted}")
    _tell(report.notes, sys.stdout)
    return 1 if found else 0


def _as_json(one: planning.Finding) -> dict[str, object]:
    return {
        "rule": one.rule,
        "level": one.level,
        "code": one.code,
        "skpd_code": one.skpd_code,
        "expected": _plain(one.expected) if isinstance(one.expected, Decimal) else one.expected,
        "found": _plain(one.found) if isinstance(one.found, Decimal) else one.found,
    }


def _evaluate(given: argparse.Namespace) -> int:
    on = given.on or SystemClock().now().date()
    done = planning.evaluate(planning.open_sheet(given.file, sheet=given.sheet), on=on)
    if given.xlsx:
        try:
            given.xlsx.write_bytes(planning.evaluation_workbook(done))
        except OSError:
            print(f"{given.xlsx} tidak dapat ditulis / cannot be written", file=sys.stderr)
            return 2
    if given.json:
        _print_json([_scored(one) for _row, one in done.outcomes])
        _tell(done.notes, sys.stderr)
    else:
        _show(done)
    return 1 if done.refused else 0


def _scored(one: planning.Result | planning.Refusal) -> dict[str, object]:
    if isinstance(one, planning.Refusal):
        return {"code": one.code, "error": one.error}
    return {
        "code": one.code,
        "realised_year": _plain(one.realised_year),
        "achievement_year": _plain(_rounded(one.achievement_year, DIGITS)),
        "realised_total": _plain(one.realised_total),
        "achievement_total": _plain(_rounded(one.achievement_total, DIGITS)),
        "predicate_year": one.predicate_year,
        "predicate_total": one.predicate_total,
    }


def _show(done: planning.Evaluation) -> None:
    lines: Cells = []
    for row, one in done.outcomes:
        head = (str(row.row), one.code)
        if isinstance(one, planning.Refusal):
            lines.append((*head, "ditolak", "", "", "", one.error))
            continue
        lines.append(
            (
                *head,
                _shown(one.realised_year),
                _shown(one.achievement_year) + " %",
                _shown(one.realised_total),
                _shown(one.achievement_total) + " %",
                f"{one.predicate_year}; s.d. tahun ini {one.predicate_total}",
            )
        )
    titles = ("baris", "kode", "realisasi", "capaian", "realisasi RPJMD", "capaian RPJMD")
    _table((*titles, "predikat"), lines)
    for mean in planning.means(done):
        who = f" {mean.agency}" if mean.agency else ""
        print(f"Rata-rata {mean.programmes} program{who}: {_shown(mean.achievement)} %,"
              f" {mean.predicate}")  # fmt: skip
    sign = "✗" if done.refused else "✓"
    print(f"{sign} {len(done.outcomes) - done.refused} dinilai, {done.refused} ditolak")
    _tell(done.notes, sys.stdout)


def _rounded(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), context=_ROUND)


def _plain(value: Decimal) -> Decimal | int:
    """A whole number as one; else without zeros at the end. JSON shows it as a number."""
    if value == value.to_integral_value():
        return int(value)
    return value.normalize(_ROUND)


def _shown(value: Decimal) -> str:
    """1.234,57: two decimals at most, half up, as people here write numbers."""
    text = f"{_rounded(value, 2):,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def _print_json(rows: list[dict[str, object]]) -> None:
    lines = ",\n ".join(_ENCODE(row).decode() for row in rows)
    print(f"[{lines}]")


def _table(titles: tuple[str, ...], lines: Cells) -> None:
    """Columns as wide as their widest cell; the last one, the sentence, runs on."""
    if not lines:
        return
    widths = [max(map(len, column)) for column in zip(titles, *lines, strict=True)][:-1]
    for line in (titles, *lines):
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=False))
        print("  ".join([*cells, line[-1]]).rstrip())


def _tell(notes: Sequence[str], stream: object) -> None:
    for one in notes:
        print(f"Catatan: {one}", file=stream)  # type: ignore[call-overload]  # a text stream
