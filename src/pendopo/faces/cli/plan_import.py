"""`./pendopo plan import FILE`: a file into a draft, tried first and copied with `--apply`."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.planning import api as planning

WIDTH = 24


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    one = commands.add_parser("import", help="salin berkas ke konsep rencana / copy into a draft")
    one.set_defaults(act=run)
    one.add_argument("file", type=Path, metavar="FILE")
    one.add_argument(
        "--region", default="", metavar="35.11", help="daerah / region; baku: satu-satunya"
    )
    one.add_argument("--plan", default="", metavar="ID", help="rencana; baku: satu-satunya konsep")
    one.add_argument("--new", default="", metavar="JUDUL", help="buat rencana baru / a new plan")
    one.add_argument("--kind", default="rkpd", choices=planning.KINDS, help="jenis rencana baru")
    one.add_argument("--years", default="", metavar="2025-2029", help="masa rencana baru")
    one.add_argument("--year", type=int, metavar="2026", help="tahun kolom target dan pagu")
    one.add_argument("--sheet", default="", metavar="NAMA", help="lembar buku kerja / sheet")
    one.add_argument(
        "--map", action="append", default=[], metavar="KOLOM=JUDUL",
        help="kolom kami = judul di berkas; diingat / our column = heading, remembered",
    )  # fmt: skip
    one.add_argument("--apply", action="store_true", help="salin; tanpa ini hanya diuji / copy it")


def run(given: argparse.Namespace) -> int:
    """0 tried or copied, 1 refused with a report by row, 2 when there is no such plan."""
    with ledger.use_region(given.region or only_region()):
        try:
            content = given.file.read_bytes()
            version = _version(given)
            run = planning.judge_import(
                version_id=version.id, content=content, file_name=given.file.name,
                year=given.year, sheet=given.sheet, mapping=mapping(given.map), who=None,
                now=ledger.clock().now(),
            )  # fmt: skip
        except OSError as wrong:
            print(f"{given.file}: {wrong.strerror}", file=sys.stderr)
            return 2
        except planning.Refused as refused:
            print(f"{refused.text['id']} / {refused.text['en']}", file=sys.stderr)
            return 2
        report(given.file.name, run)
        if run.status == "refused":
            print("✗ tidak satu baris pun disalin / nothing was copied", file=sys.stderr)
            return 1
        if not given.apply:
            print("Belum disalin; tambahkan --apply. / Not copied; add --apply.")
            return 0
        done = planning.apply_import(
            run_id=run.id, who=None, now=ledger.clock().now(), progress=Bar()
        )
    number = done.counts
    print(
        f"✓ {number['nodes']} bagian baru, {number['known']} diperbarui,"
        f" {number['indicators']} indikator, {number['budgets']} baris anggaran"
    )
    return 0


def only_region() -> str:
    """The first region there is; "" while there is none."""
    found = directory.regions()
    return found[0].code if found else ""


def mapping(said: list[str]) -> dict[str, str] | None:
    """ "code=Sandi" -> our column and its heading; None when nothing was said."""
    pairs = (one.partition("=") for one in said)
    return {ours: heading for ours, _, heading in pairs} or None


def _version(given: argparse.Namespace) -> planning.VersionCard:
    """The draft that the file goes into: of a plan that is named, of a new one, of the only one."""
    if given.new:
        first, _, last = given.years.partition("-")
        year = first if first.isdigit() else "0"
        plan = planning.create_plan(
            kind=given.kind, title=given.new, first_year=int(year),
            last_year=int(last if last.isdigit() else year), who=None, now=ledger.clock().now(),
        )  # fmt: skip
        return plan.versions[0]
    if given.plan:
        return _draft(planning.plan(plan_id=plan_id(given.plan)))
    drafts = [one for one in planning.plans() if one.draft is not None]
    if len(drafts) != 1:
        for one in planning.plans():
            print(f"  {one.id}  {one.title}", file=sys.stderr)
        raise planning.NotFound("plan_unknown")
    return _draft(drafts[0])


def plan_id(text: str) -> UUID:
    """Raises `planning.NotFound` for what is no id."""
    try:
        return UUID(text)
    except ValueError:
        raise planning.NotFound("plan_unknown") from None


def _draft(plan: planning.PlanCard) -> planning.VersionCard:
    if plan.draft is None:
        raise planning.Refused("not_draft")
    return plan.draft


def report(name: str, run: planning.ImportCard) -> None:
    """File, row, column, rule and a sentence, one a line."""
    names = {**planning.IMPORT_RULES, **planning.FIGURE_RULES}
    for one in run.lines:
        sign = "✗" if one.wrong else "·"
        rule = names[one.rule]
        print(f"{sign} {name}:{one.row} {one.column or '-'} [{rule}] {one.text}")
    more = run.wrong + run.advice - len(run.lines)
    if more > 0:
        print(f"… dan {more} lagi / and {more} more")
    for note in run.notes:
        print(f"Catatan: {note}")
    print(f"{name}: {run.counts['rows']} baris, {run.wrong} salah, {run.advice} catatan")


class Bar:
    """Percent, rows a second and seconds left; on a terminal one line that moves."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def __call__(self, done: int, total: int, text: str) -> None:
        spent = max(time.monotonic() - self._began, 0.001)
        share = done / total if total else 1.0
        filled = int(WIDTH * share)
        rate = done / spent
        left = (total - done) / rate if done else 0.0
        line = f"{'█' * filled}{'░' * (WIDTH - filled)} {100 * share:3.0f} %"
        line += f" {text}, {rate:,.0f} baris/detik, sisa {left:.0f} detik"
        end = "\n" if done >= total or not sys.stderr.isatty() else "\r"
        print(line.ljust(90), end=end, file=sys.stderr, flush=True)
