"""`./pendopo ledger verify [RECEIPT...]`, `ledger feed`, `ledger parked`: the log from outside."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

from pendopo.ledger import api as ledger

_WRONG = {
    "changed": "diubah / changed",
    "removed": "dihapus / removed",
    "reordered": "dipindah urutannya / reordered",
    "inserted": "disisipkan di luar urutan / inserted outside the sequence",
    "head": "akar pohon tidak cocok / the tree's root differs",
    "signature": "tanda tangan akar tidak sah / the head's signature is not ours",
    "receipt": "tanda terima tidak sah / the receipt does not hold",
}


def main(argv: Sequence[str]) -> int:
    """0 when the log holds, 1 when something is wrong with it, 2 when wrongly called."""
    parser = argparse.ArgumentParser(prog="./pendopo ledger")
    commands = parser.add_subparsers(dest="command", required=True)
    verify = commands.add_parser("verify", help="periksa seluruh buku besar / check the whole log")
    verify.add_argument("receipts", nargs="*", type=Path, metavar="RECEIPT.json")
    verify.add_argument(
        "--against", type=Path, metavar="FEED", help="umpan yang disimpan di luar / a kept feed"
    )
    feed = commands.add_parser("feed", help="cetak umpan umum / print the public feed")
    feed.add_argument("--from", dest="after", type=int, default=0)
    commands.add_parser("parked", help="fakta yang gagal dibaca / facts set aside")
    try:
        given = parser.parse_args(list(argv))
    except SystemExit as stop:
        return int(stop.code or 0)
    if given.command == "feed":
        return _feed(given.after)
    if given.command == "parked":
        return _parked()
    return _verify(given.receipts, given.against)


def _feed(after: int) -> int:
    with psycopg.connect(settings.SEALER_CONNINFO) as log:
        for line in ledger.feed(log, after=after):
            print(line)
    return 0


def _parked() -> int:
    with connection.cursor() as cursor:
        rows = ledger.parked(cursor)
    for reader, seq, attempts, error in rows:
        print(f"{reader}\t{seq}\t{attempts}x\t{error}")
    return 1 if rows else 0


def _verify(paths: Sequence[Path], against: Path | None) -> int:
    kept = ledger.Kept()
    if against is not None:
        with against.open(encoding="utf-8") as lines:
            kept = ledger.read_feed(lines)
    receipts: list[dict[str, Any]] = []
    bad = 0
    for path in paths:
        receipt = _read(path)
        checked = ledger.check_receipt(receipt, public_keys=frozenset({ledger.public_bytes()}))
        if not checked.holds:
            print(f"{path.name}: {_WRONG['receipt']} ({checked.problem})", file=sys.stderr)
            bad += 1
            continue
        print(f"{path.name}: sah, urutan {checked.seq} / holds, place {checked.seq}")
        receipts.append(receipt)
    with psycopg.connect(settings.SEALER_CONNINFO) as log:
        report = ledger.verify(log, kept=replace(kept, receipts=tuple(receipts)))
    for finding in report.findings:
        place = f"{finding.seq}-{finding.until}" if finding.until > finding.seq else finding.seq
        print(
            f"urutan {place}, fakta {finding.fact_id or '-'}: {_WRONG[finding.wrong]}"
            f" [{finding.told_by}]",
            file=sys.stderr,
        )
    print(f"{report.facts} fakta, {report.heads} akar bertanda tangan / facts, signed heads")
    return 1 if bad or report.findings else 0


def _read(path: Path) -> Any:
    """A receipt from its JSON file; anything unreadable is a receipt that does not hold."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
