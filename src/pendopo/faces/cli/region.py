"""`./pendopo region import-boundaries FILE`: what an operator does for a region's map."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger


def main(argv: Sequence[str]) -> int:
    """0 when all is well, 1 when the file is refused, 2 when wrongly called."""
    parser = argparse.ArgumentParser(
        prog="./pendopo region", description="Memuat batas wilayah suatu daerah."
    )
    commands = parser.add_subparsers(required=True, metavar="import-boundaries|boundaries")
    bring = commands.add_parser(
        "import-boundaries", help="periksa, lalu muat batas wilayah / check and import boundaries"
    )
    bring.set_defaults(act=_import)
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument(
        "--apply",
        action="store_true",
        help="muat; tanpa ini hanya diperiksa / import, not only check",
    )
    bring.add_argument("--level", choices=("kecamatan", "desa"), help="baku: menurut kodenya")
    bring.add_argument(
        "--partial",
        action="store_true",
        help="terima walau ada wilayah yang kurang / some may lack",
    )
    bring.add_argument("--source", default="", help="sumber, tampil di peta / stands below the map")
    versions = commands.add_parser("boundaries", help="daftar versi / list the versions")
    versions.set_defaults(act=_versions)
    for one in (bring, versions):
        one.add_argument("--region", metavar="35.11", help="baku: satu-satunya daerah")
    try:
        given = parser.parse_args(list(argv))
    except SystemExit as stop:
        return int(stop.code or 0)
    region = given.region or _only_region()
    if region is None or directory.region(region) is None:
        print("Sebutkan daerahnya: --region KODE", file=sys.stderr)
        return 2
    with ledger.use_region(region):
        return int(given.act(given))


def _import(given: argparse.Namespace) -> int:
    try:
        with given.file.open("rb") as file:
            data = file.read(directory.LARGEST_BOUNDARIES + 1)
    except OSError as wrong:
        print(f"{given.file}: {wrong.strerror}", file=sys.stderr)
        return 2
    report = directory.import_boundaries(
        data=data,
        dry_run=not given.apply,
        level=given.level,
        partial=given.partial,
        source=given.source or given.file.name,
        actor=None,
        now=ledger.clock().now(),
    )
    _tell(report)
    if report.refused:
        print("✗ tidak ada yang dimuat / nothing was imported", file=sys.stderr)
        return 1
    if report.applied is None:
        print("Belum dimuat; tambahkan --apply. / Not imported; add --apply.")
    else:
        print(f"✓ versi {report.applied.number} berlaku / version {report.applied.number} counts")
    return 0


def _tell(report: directory.BoundaryReport) -> None:
    if report.level is not None:
        print(
            f"{report.level}: {report.places} dari {report.expected} wilayah,"
            f" {report.area:.1f} km², {report.features} bidang,"
            f" {report.outside} milik daerah lain"
        )
    for one in report.notes:
        mark, where = "✗" if one.refuses else "·", f"{one.where}: " if one.where else ""
        print(f"  {mark} {where}{one.text['id']}")


def _versions(given: argparse.Namespace) -> int:
    for one in directory.boundary_versions():
        kind = "perkiraan" if one.approximate else "resmi"
        print(
            f"{one.number}\t{one.level}\t{one.places}\t{kind}\t{one.imported_at:%Y-%m-%d}"
            f"\t{one.source}"
        )
    return 0


def _only_region() -> str | None:
    found = directory.regions()
    return found[0].code if len(found) == 1 else None
