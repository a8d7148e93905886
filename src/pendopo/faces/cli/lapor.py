"""`./pendopo voice import FILE`: lists from SP4N-LAPOR! come in."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice import api as voice

MOST_TOLD = 20
"""Lines of the report that are printed; `--json` has them all."""
_BAR = 24


def add_to(commands: Any) -> None:
    """Its commands, beside those of the routing and the reputation."""
    bring = commands.add_parser(
        "import", help="masukkan daftar dari SP4N-LAPOR! / bring in a list from there"
    )
    bring.set_defaults(act=_import)
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--dry-run", action="store_true", help="hanya uji coba / only judge it")
    bring.add_argument(
        "--leave-wrong",
        action="store_true",
        help="masukkan baris yang benar, tinggalkan yang salah / without the wrong rows",
    )
    bring.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=JUDUL",
        help="kolom mana yang dimaksud; diingat untuk lain kali / which column, remembered",
    )
    bring.add_argument("--json", action="store_true", help="hasil sebagai JSON / as JSON")
    bring.add_argument("--region", metavar="35.11", help="baku: satu-satunya daerah")


def region_of(given: argparse.Namespace) -> str | None:
    """The region that was named, or the only one; None after saying that it has to be named."""
    every = directory.regions()
    region = given.region or (every[0].code if len(every) == 1 else None)
    if region is not None and directory.region(region) is not None:
        return str(region)
    print("Sebutkan daerahnya: --region KODE / name the region", file=sys.stderr)
    return None


def _import(given: argparse.Namespace) -> int:
    region = region_of(given)
    if region is None:
        return 2
    try:
        content = given.file.read_bytes()
    except OSError as wrong:
        print(f"{given.file}: {wrong.strerror}", file=sys.stderr)
        return 2
    with ledger.use_region(region):
        return _bring(given, content)


def _bring(given: argparse.Namespace, content: bytes) -> int:
    chosen = dict(one.partition("=")[::2] for one in given.map)
    if chosen:
        voice.choose_columns(columns=chosen, who=None, now=_now())
    found = voice.receive_list(content=content, who=None, now=_now())
    judge = _Progress("uji coba / judging", found.rows, found.judged)
    while voice.judge_next(list_id=found.id, now=_now()):
        judge.show(_view(found).judged)
    found = _view(found)
    judge.end(found.judged)
    if given.dry_run or not _may_come_in(found, leave_wrong=given.leave_wrong):
        return _end(given, found)
    if found.status != "running":
        found = voice.begin_list(
            list_id=found.id, who=None, version=found.version, leave_wrong=given.leave_wrong,
            now=_now(),
        )  # fmt: skip
    bring = _Progress("masuk / coming in", found.rows, found.done)
    while voice.bring_next(list_id=found.id, now=_now()):
        bring.show(_view(found).done)
    found = _view(found)
    bring.end(found.done)
    return _end(given, found)


def _may_come_in(found: voice.ReportListView, *, leave_wrong: bool) -> bool:
    sound = found.status == "checked" or (found.status == "refused" and leave_wrong)
    return found.status == "running" or (
        sound and found.sound + found.numbered + found.answered > 0
    )


def _view(found: voice.ReportListView) -> voice.ReportListView:
    return voice.report_list(list_id=found.id, who=None, now=_now())


def _end(given: argparse.Namespace, found: voice.ReportListView) -> int:
    """0 when everything is or could come in, 1 when rows have to be mended."""
    refused = found.status == "refused"
    lines = voice.list_lines(list_id=found.id, who=None, now=_now(), most=None)
    if given.json:
        print(json.dumps(_plain(found, lines), ensure_ascii=False))
        return 1 if refused else 0
    for one in lines[:MOST_TOLD]:
        print(f"{'·' if one.note else '✗'} baris {one.row}, {one.column}: {one.text.id}")
    if len(lines) > MOST_TOLD:
        print(f"  dan {len(lines) - MOST_TOLD} catatan lain; semuanya dengan --json")
    sign = "✗" if refused else "✓"
    print(
        f"{sign} {found.rows} baris: {found.sound} benar, {found.known} sudah ada"
        f" ({found.answered} dengan kabar baru),"
        f" {found.wrong} salah; {found.imported} masuk / imported"
    )
    if refused:
        print("Perbaiki daftarnya, atau tinggalkan baris yang salah dengan --leave-wrong.")
    return 1 if refused else 0


def _plain(found: voice.ReportListView, lines: tuple[voice.ListLine, ...]) -> dict[str, Any]:
    counts = (
        "rows",
        "sound",
        "known",
        "numbered",
        "answered",
        "wrong",
        "judged",
        "done",
        "imported",
    )
    return {
        "list": str(found.id),
        "status": found.status,
        **{name: getattr(found, name) for name in counts},
        "report": [
            {"row": one.row, "column": one.column, "rule": one.rule, "note": one.note,
             "id": one.text.id, "en": one.text.within("en")}
            for one in lines
        ],
    }  # fmt: skip


def _now() -> Any:
    return ledger.clock().now()


class _Progress:
    """Percent, rate and time left on standard error: in place on a screen, else now and then."""

    def __init__(self, what: str, rows: int, before: int) -> None:
        self.what, self.rows, self.before = what, max(rows, 1), before
        self.began = self.told = time.monotonic()
        self.alive = sys.stderr.isatty()
        if before:
            print(f"{what}: dilanjutkan dari baris {before} / goes on", file=sys.stderr)

    def show(self, through: int) -> None:
        if self.alive or time.monotonic() - self.told > 5:
            self.told = time.monotonic()
            self._write(through)

    def end(self, through: int) -> None:
        self._write(through)
        if self.alive:
            print(file=sys.stderr)

    def _write(self, through: int) -> None:
        rate = (through - self.before) / max(time.monotonic() - self.began, 0.001)
        left = (self.rows - through) / rate if rate else 0
        full = _BAR * through // self.rows
        bar = "█" * full + "░" * (_BAR - full)
        line = (
            f"{self.what} {bar} {100 * through // self.rows:3d} %  {through}/{self.rows}"
            f"  {rate:,.0f}/s  {left:.0f} s"
        )
        start, stop = ("\r", "") if self.alive else ("", "\n")
        print(f"{start}{line}", end=stop, file=sys.stderr, flush=True)
