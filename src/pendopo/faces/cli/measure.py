"""`./pendopo measure list | check FILE… | declare FILE… | value SLUG | rebuild SLUG`.

Numbers kept from facts. [measures.md](measures.md) says how a measure is declared.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.measures import api as measures


def main(argv: Sequence[str]) -> int:
    """0 when all went well, 1 when something is refused, 2 when it is asked wrongly."""
    parser = argparse.ArgumentParser(
        prog="./pendopo measure", description="Ukuran yang dihitung dari fakta."
    )
    commands = parser.add_subparsers(required=True, metavar="list|check|declare|value|rebuild")
    listed = commands.add_parser("list", help="ukuran yang ada / what is measured")
    checked = commands.add_parser("check", help="periksa berkas ukuran / check files")
    declared = commands.add_parser("declare", help="berlakukan berkas ukuran / declare files")
    valued = commands.add_parser("value", help="nilai satu ukuran / the value of one")
    rebuilt = commands.add_parser("rebuild", help="hitung ulang dari fakta pertama / count anew")
    doing = {listed: _list, checked: _check, declared: _declare, valued: _value, rebuilt: _rebuild}
    for one, does in doing.items():
        one.set_defaults(act=does)
        if one is not checked:
            one.add_argument("--region", default="", metavar="KODE")
    for one in (listed, checked, valued):
        one.add_argument("--json", action="store_true", help="untuk mesin / for machines")
    for one in (checked, declared):
        one.add_argument("file", type=Path, nargs="+", metavar="FILE")
    for one in (valued, rebuilt):
        one.add_argument("slug", metavar="SLUG")
    day = dt.date.fromisoformat
    valued.add_argument("--since", type=day, metavar="2026-01-01", help="baku: 1 Januari")
    valued.add_argument("--until", type=day, metavar="2026-12-31", help="baku: hari ini / today")
    valued.add_argument("--where", action="append", default=[], metavar="NAMA=NILAI")
    valued.add_argument(
        "--known-at",
        type=dt.datetime.fromisoformat,
        metavar="2026-11-16T09:00+07:00",
        help="seperti diketahui saat itu / as known then",
    )
    try:
        given = parser.parse_args(list(argv))
    except SystemExit as stop:
        return int(stop.code or 0)
    act: Callable[[argparse.Namespace], int] = given.act
    if act is _check:
        return act(given)
    region = given.region or _only_region()
    if region is None or directory.region(region) is None:
        print("Sebutkan daerahnya: --region KODE / name the region", file=sys.stderr)
        return 2
    with ledger.use_region(region):
        try:
            return act(given)
        except (measures.Refused, directory.Refused) as refused:
            print(f"{refused.text['id']} / {refused.text['en']}", file=sys.stderr)
            return 1
        except measures.DefinitionRefused as refused:
            _tell(refused)
            return 1


def _only_region() -> str | None:
    from django.conf import settings

    every = directory.regions()
    return every[0].code if len(every) == 1 else settings.DEFAULT_REGION or None


def _list(given: argparse.Namespace) -> int:
    now = ledger.clock().now()
    today = directory.today(now)
    every = measures.measures()
    asks = [measures.Ask(one.slug, today.replace(month=1, day=1), today) for one in every]
    found = list(zip(every, measures.values(asks, now=now), strict=True))
    if given.json:
        rows = [_plain(value) | {"name": dict(one.name), "kind": one.definition.kind}
                for one, value in found]  # fmt: skip
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for one, value in found:
        print(f"{one.slug:<28}{_shown(value.number):>12} {one.unit['id']:<9}{one.name['id']}")
    print(f"{len(found)} ukuran, tahun ini / measures, this year")
    return 0


def _check(given: argparse.Namespace) -> int:
    paths = [path for one in given.file for path in _files(one)]
    found: list[measures.Problem] = []
    for path in paths:
        try:
            measures.load(path)
        except measures.DefinitionRefused as refused:
            found += refused.problems
            if not given.json:
                _tell(refused)
    if given.json:
        keys = ("source", "line", "element", "rule", "message", "english")
        print(json.dumps([{key: getattr(one, key) for key in keys} for one in found]))
    else:
        print(f"{'✗' if found else '✓'} {len(paths)} ukuran, {len(found)} temuan / problems")
    return 1 if found or not paths else 0


def _files(path: Path) -> list[Path]:
    return sorted(path.glob("[!.]*.yaml")) if path.is_dir() else [path]


def _declare(given: argparse.Namespace) -> int:
    now = ledger.clock().now()
    definitions = [measures.load(path) for one in given.file for path in _files(one)]
    for one in definitions:
        number = measures.declare(one, actor=None, now=now)
        print(f"{one.slug} {number}")
    return 0


def _value(given: argparse.Namespace) -> int:
    now = ledger.clock().now()
    until = given.until or directory.today(now)
    where = dict(one.partition("=")[::2] for one in given.where)
    known = given.known_at
    if known is not None and known.tzinfo is None:
        known = known.replace(tzinfo=directory.zone_of(ledger.current_region()))
    value = measures.value(
        slug=given.slug,
        since=given.since or until.replace(month=1, day=1),
        until=until,
        where=where,
        known_at=known,
        now=now,
    )
    if given.json:
        print(json.dumps(_plain(value), ensure_ascii=False))
    else:
        print(f"{_shown(value.number)} {value.unit.get('id', '')} (n = {value.n})")
    return 0


def _rebuild(given: argparse.Namespace) -> int:
    number = measures.rebuild(slug=given.slug, now=ledger.clock().now())
    print(f"{given.slug} {number}")
    return 0


def _plain(value: measures.Value) -> dict[str, object]:
    return {
        "slug": value.slug,
        "number": None if value.number is None else str(value.number),
        "n": value.n,
        "unit": dict(value.unit),
        "until": value.until.isoformat(),
        "fresh_at": value.fresh_at.isoformat(),
        "state": value.state,
        "version": value.version,
    }


def _shown(number: Decimal | None) -> str:
    return "-" if number is None else f"{number:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _tell(refused: measures.DefinitionRefused) -> None:
    for one in refused.problems:
        where = f"{one.source}{f':{one.line}' if one.line else ''}"
        print(f"{where} [{one.rule}] {one.element} {one.message} / {one.english}", file=sys.stderr)
