"""`./pendopo plan import-realisation FILE`: what was done and paid, tried first, copied with
`--apply`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from uuid import UUID

from pendopo.faces.cli.plan_import import Bar, mapping, only_region, plan_id, report
from pendopo.ledger import api as ledger
from pendopo.planning import api as planning


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    one = commands.add_parser(
        "import-realisation", help="salin angka realisasi / copy what was done and paid"
    )
    one.set_defaults(act=run)
    one.add_argument("file", type=Path, metavar="FILE")
    one.add_argument(
        "--region", default="", metavar="35.11", help="daerah / region; baku: satu-satunya"
    )
    one.add_argument("--plan", default="", metavar="ID", help="rencana; baku: satu-satunya")
    one.add_argument("--year", type=int, metavar="2026", help="tahun realisasi / year")
    one.add_argument("--sheet", default="", metavar="NAMA", help="lembar buku kerja / sheet")
    one.add_argument(
        "--map", action="append", default=[], metavar="KOLOM=JUDUL",
        help="kolom kami = judul di berkas; diingat / our column = heading, remembered",
    )  # fmt: skip
    one.add_argument("--apply", action="store_true", help="salin; tanpa ini hanya diuji / copy it")


def run(given: argparse.Namespace) -> int:
    """0 tried or copied, 1 refused with a report by row, 2 when there is no such plan or file."""
    with ledger.use_region(given.region or only_region()):
        try:
            tried = planning.judge_figures(
                plan_id=_plan(given.plan), content=given.file.read_bytes(),
                file_name=given.file.name, year=given.year, sheet=given.sheet,
                mapping=mapping(given.map), who=None, now=ledger.clock().now(),
            )  # fmt: skip
        except OSError as wrong:
            print(f"{given.file}: {wrong.strerror}", file=sys.stderr)
            return 2
        except planning.Refused as refused:
            print(f"{refused.text['id']} / {refused.text['en']}", file=sys.stderr)
            return 2
        report(given.file.name, tried)
        number = tried.counts
        print(f"{number['new']} angka baru, {number['changed']} diperbarui, {number['same']} sudah"
              f" ada, {number['letters']} surat (SPD, SP2D)")  # fmt: skip
        if tried.status == "refused":
            print("✗ tidak satu angka pun disalin / nothing was copied", file=sys.stderr)
            return 1
        if not given.apply:
            print("Belum disalin; tambahkan --apply. / Not copied; add --apply.")
            return 0
        planning.apply_figures(run_id=tried.id, who=None, now=ledger.clock().now(), progress=Bar())
    print("✓ tersalin; menunggu verifikasi / copied; waiting to be verified")
    return 0


def _plan(said: str) -> UUID:
    if said:
        return plan_id(said)
    found = planning.plans()
    if len(found) != 1:
        for one in found:
            print(f"  {one.id}  {one.title}", file=sys.stderr)
        raise planning.NotFound("plan_unknown")
    return found[0].id
