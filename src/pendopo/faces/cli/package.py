"""`./pendopo package check|test|publish|new DIR`: packages from the command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

Show = Callable[[str], None]


def main(argv: Sequence[str]) -> int:
    """0 when all is well, 1 when a package has defects or is refused, 2 when wrongly called."""
    parser = _parser()
    try:
        given = parser.parse_args(list(argv))
    except SystemExit as stop:
        return int(stop.code or 0)
    act: Callable[[argparse.Namespace], int] = given.act
    return act(given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./pendopo package",
        description="Memeriksa, menguji, menerbitkan, atau membuat paket layanan.",
    )
    commands = parser.add_subparsers(required=True, metavar="check|test|publish|new")
    check = commands.add_parser("check", help="periksa semua cacat / find every defect")
    test = commands.add_parser("test", help="mainkan cerita / play the stories")
    publish = commands.add_parser("publish", help="terbitkan ke katalog / publish")
    new = commands.add_parser("new", help="buat paket baru / make a new package")
    check.set_defaults(act=_check)
    test.set_defaults(act=_test)
    publish.set_defaults(act=_publish)
    new.set_defaults(act=_new)
    for one in (check, test):
        one.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    check.add_argument(
        "--organisations",
        type=Path,
        action="append",
        metavar="FILE",
        help="organisations.yaml suatu daerah; baku: packages/regions/*/organisations.yaml",
    )
    test.add_argument("-v", "--verbose", action="store_true", help="tampilkan jalannya cerita")
    publish.add_argument("folder", type=Path, metavar="DIR")
    publish.add_argument("--region", metavar="35.11", help="baku: satu-satunya daerah")
    publish.add_argument("--from", dest="start", type=date.fromisoformat, metavar="2026-12-01")
    publish.add_argument("--to", dest="end", type=date.fromisoformat, metavar="2027-12-01")
    new.add_argument("folder", type=Path, metavar="DIR")
    return parser


def _check(given: argparse.Namespace) -> int:
    red = 0
    for folder in given.folders:
        codes = _codes(folder, given.organisations)
        problems, notes = _found(folder, codes)
        red += bool(problems)
        _tell(folder, problems)
        for one in notes:
            print(f"  catatan {folder / one.source}:{one.line}: [{one.rule}] {one.message}")
    return 1 if red else 0


Found = tuple[services.Problem, ...]


def _found(folder: Path, codes: frozenset[str] | None) -> tuple[Found, Found]:
    """The defects of a package, and the notes."""
    try:
        source = _read(folder)
    except services.PackageRefused as refused:
        return refused.problems, ()
    inspection = services.check_package(
        source=source, organisations=codes, name=folder.resolve().name
    )
    return inspection.problems, inspection.notes


def _read(folder: Path) -> services.Source:
    """A package with those that it calls, from the folders beside it."""
    return services.assembled(services.read_folder(folder), services.beside(folder))


def _tell(folder: Path, problems: Sequence[services.Problem]) -> None:
    if not problems:
        print(f"✓ {folder.name}: beres")
        return
    print(f"✗ {folder.name}: {len(problems)} cacat")
    for one in problems:
        print(f"  {folder / one.source}:{one.line}: [{one.rule}] {one.message}")


def _test(given: argparse.Namespace) -> int:
    red = 0
    for folder in given.folders:
        inspection: services.Inspection | None = None
        problems: tuple[services.Problem, ...] = ()
        try:
            inspection = services.check_package(source=_read(folder))
        except services.PackageRefused as refused:
            problems = refused.problems
        if inspection is None or inspection.compiled is None:
            _tell(folder, problems or (inspection.problems if inspection else ()))
            red += 1
            continue
        red += not _report(folder, inspection.stories, verbose=given.verbose)
        for element, outcome in services.untold(inspection.compiled, inspection.stories):
            print(f"  ? belum diceritakan: {element} -> {outcome}")
    return 1 if red else 0


def _report(folder: Path, stories: Sequence[services.StoryResult], *, verbose: bool) -> bool:
    good = sum(one.ok for one in stories)
    print(f"{folder.name}: {good} dari {len(stories)} cerita cocok")
    for one in stories:
        print(f"  {'✓' if one.ok else '✗'} {one.name}: {one.title}")
        if verbose:
            for line in one.log:
                print(f"      {line}")
        for failure in one.failures:
            print(f"      {folder / one.source}:{failure.line}: {failure.what}")
            print(f"        diharapkan: {failure.expected}")
            print(f"        ternyata:   {failure.found}")
    return good == len(stories)


def _publish(given: argparse.Namespace) -> int:
    folder: Path = given.folder
    problems, _ = _found(folder, None)
    if problems:
        _tell(folder, problems)
        return 1
    region = given.region or _only_region()
    if region is None:
        print("Sebutkan daerahnya: --region KODE", file=sys.stderr)
        return 2
    zone = directory.zone_of(region)
    now = ledger.clock().now()
    with ledger.use_region(region):
        try:
            version = services.publish(
                package=_pinned(folder, now),
                valid_from=_midnight(given.start, zone) if given.start else now,
                valid_to=_midnight(given.end, zone) if given.end else None,
                now=now,
            )
        except services.PackageRefused as refused:
            _tell(folder, refused.problems)
            return 1
        except services.Refused as refused:
            print(refused.text["id"], file=sys.stderr)
            return 1
    print(f"✓ {version.slug} {version.hash[:12]} terbit di {region}")
    print(f"  berlaku sejak {version.valid_from.astimezone(zone):%Y-%m-%d %H:%M}")
    return 0


def _pinned(folder: Path, now: datetime) -> services.Compiled:
    """The package with those that it calls as they are published in the region now."""
    source = services.assembled(services.read_folder(folder), services.published(at=now))
    return services.load_files(source.files)


def _new(given: argparse.Namespace) -> int:
    try:
        written = services.new_package(folder=given.folder)
    except services.Refused as refused:
        print(refused.text["id"], file=sys.stderr)
        return 1
    print(f"✓ {given.folder}: {len(written)} berkas")
    for name in written:
        print(f"  {name}")
    print(f"Berikutnya: ./pendopo package check {given.folder}")
    return 0


def _codes(folder: Path, files: Sequence[Path] | None) -> frozenset[str] | None:
    """Organisation codes of the given files, else of the regions beside the package, else None."""
    regions = folder.resolve().parent.parent / "regions"
    chosen = list(files) if files else sorted(regions.glob("*/organisations.yaml"))
    if not chosen:
        return None
    codes: set[str] = set()
    for path in chosen:
        _gather(yaml.safe_load(path.read_text("utf-8")), codes)
    return frozenset(codes)


def _gather(value: object, codes: set[str]) -> None:
    if isinstance(value, dict):
        if isinstance(value.get("code"), str):
            codes.add(value["code"])
        for one in value.values():
            _gather(one, codes)
    elif isinstance(value, list):
        for one in value:
            _gather(one, codes)


def _only_region() -> str | None:
    found = directory.regions()
    return found[0].code if len(found) == 1 else None


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(0), zone)
