"""`./pendopo voice train|reputation|export|import`: teach, recompute, export, bring lists in.

`train FILE.csv` says how well such a model does on texts it has not seen. The file has the columns
`text`, `topic` (may be empty) and `agency`; UTF-8, separated by comma, semicolon, tab or bar. With
`--json` one object is printed: `accuracy`, `top3` and `macro_f1` of the agency, each with `value`,
`low` and `high` (95 % interval); docs/reference/routing.md explains every key. Progress and rows
left out go to standard error.

`reputation --from EXPORT.csv` recomputes the published table from the public export alone, and
with `--ratings RATINGS.csv` the lines of ratings too; docs/reference/reputation.md explains both.

`export` writes that export of a region: the same rows as the public pages, no person in it; with
`--ratings` that of the ratings.

`import FILE` brings in a list from SP4N-LAPOR! (.xlsx or .csv): every row is judged first, then the
reports come in, some a transaction. Killed and started again with the same file it goes on where it
was. docs/reference/lapor.md tells the columns; the list to be entered there is taken on the desk.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings

from pendopo.faces.cli import lapor
from pendopo.ledger import api as ledger
from pendopo.voice import api as voice

FIGURES = (
    "ranked_from", "shown_from", "fixed", "prompt", "rating_prior", "topic_prior", "farthest",
    "period_from",
)  # fmt: skip
"""What is printed of the values that held, in this order."""
MOST_TOLD = 20
"""Rows left out that are named one by one; the rest are counted."""


def main(argv: Sequence[str]) -> int:
    """0 when done, 1 when the file cannot be used, 2 when wrongly called."""
    try:
        given = _parser().parse_args(list(argv))
    except SystemExit as stop:
        return int(stop.code or 0)
    act: Callable[[argparse.Namespace], int] = given.act
    try:
        return act(given)
    except voice.DatedRefused as refused:
        print(refused, file=sys.stderr)
        return 1
    except voice.RoutingRefused as refused:
        print(refused.text["id"], file=sys.stderr)
        print(refused.text["en"], file=sys.stderr)
        return 1
    except voice.Refused as refused:
        print(f"{refused.text['id']}\n{refused.text['en']}", file=sys.stderr)
        return 1
    except voice.ExportRefused as refused:
        for row, rule, said, english in refused.problems[:MOST_TOLD]:
            print(f"baris {row}: [{rule}] {said} / row {row} {english}", file=sys.stderr)
        more = len(refused.problems) - MOST_TOLD
        if more > 0:
            print(f"dan {more} cacat lain / {more} more defects", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./pendopo voice")
    commands = parser.add_subparsers(required=True, metavar="train|reputation|export|import")
    train = commands.add_parser("train", help="latih penyaluran laporan / teach the routing")
    train.set_defaults(act=_train)
    train.add_argument("file", type=Path, metavar="FILE.csv")
    train.add_argument("--json", action="store_true", help="hasil sebagai JSON / result as JSON")
    train.add_argument(
        "--out", type=Path, metavar="DIR", help="simpan model di sini / keep it here"
    )
    train.add_argument(
        "--folds", type=_between(2, 20), default=5, help="lipatan uji silang / folds (5)"
    )
    train.add_argument("--seed", type=_between(0, 2**31), default=1, help="benih acak / seed (1)")
    train.add_argument(
        "--confidence",
        type=_share_of_one,
        default=0.8,
        metavar="0.8",
        help="keyakinan untuk memilih tanpa orang / confidence to choose without a person (0.8)",
    )
    reputation = commands.add_parser(
        "reputation", help="hitung ulang rapor dari ekspor umum / recompute from the public export"
    )
    reputation.set_defaults(act=_reputation)
    reputation.add_argument(
        "--from",
        dest="export",
        type=Path,
        required=True,
        metavar="EXPORT.csv",
        help="ekspor umum laporan / public export of reports",
    )
    reputation.add_argument(
        "--ratings", type=Path, metavar="RATINGS.csv", help="ekspor penilaian / export of ratings"
    )
    reputation.add_argument(
        "--values",
        type=Path,
        metavar="reputation.yaml",
        help="nilai bertanggal daerah; baku: satu-satunya daerah / dated values of the region",
    )
    reputation.add_argument("--json", action="store_true", help="sebagai JSON / as JSON")
    export = commands.add_parser("export", help="tulis ekspor umum / write the public export")
    export.set_defaults(act=_export)
    export.add_argument("--region", metavar="35.11", help="baku: satu-satunya daerah")
    export.add_argument(
        "--out", type=Path, metavar="FILE.csv", help="baku: keluaran standar / standard output"
    )
    export.add_argument(
        "--ratings", action="store_true", help="penilaian layanan dan instansi / ratings instead"
    )
    lapor.add_to(commands)
    return parser


def _between(low: int, high: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        found = int(text)
        if not low <= found <= high:
            raise argparse.ArgumentTypeError(f"{low}..{high}")
        return found

    return number


def _share_of_one(text: str) -> float:
    found = float(text)
    if not 0 < found <= 1:
        raise argparse.ArgumentTypeError("0..1")
    return found


def _train(given: argparse.Namespace) -> int:
    start = time.monotonic()

    def told(line: str) -> None:
        print(f"{time.monotonic() - start:6.1f} s  {line}", file=sys.stderr, flush=True)

    examples = voice.read_examples(given.file)
    _tell_bad(examples.bad)
    model, report = voice.train_routing(
        rows=examples.rows,
        folds=given.folds,
        seed=given.seed,
        threshold=given.confidence,
        told=told,
    )
    found = report.plain() | {"bad_rows": len(examples.bad), "model": {"hash": model.hash}}
    if given.out is not None:
        path = voice.save_routing_model(model=model, folder=given.out)
        found["model"] |= {"file": str(path), "bytes": path.stat().st_size}
    print(json.dumps(found, ensure_ascii=False) if given.json else _sheet(found))
    return 0


def _tell_bad(bad: Sequence[voice.BadRow]) -> None:
    for one in bad[:MOST_TOLD]:
        said = f"baris {one.row}: [{one.rule}] {one.message} / row {one.row} {one.english}"
        print(said, file=sys.stderr)
    if len(bad) > MOST_TOLD:
        more = len(bad) - MOST_TOLD
        print(f"dan {more} baris lain dilewati / {more} more rows left out", file=sys.stderr)


def _sheet(found: dict[str, Any]) -> str:
    """The figures for people."""
    lines = [
        f"{found['n']} baris, {found['texts']} teks berbeda, {found['agencies']} perangkat daerah,"
        f" {found['topics']} topik / rows, texts, agencies, topics",
        f"tidak dapat diuji / could not be tested: {found['untested']} baris/rows "
        f"({found['untested_agencies']} perangkat daerah/agencies)",
        "",
        *_figures("perangkat daerah / agency", found),
    ]
    if found["topic"]:
        lines += _figures("topik / topic", found["topic"])
    chosen = found["automatic"]
    lines += [
        f"otomatis pada keyakinan / automatic at confidence {chosen['threshold']:.2f}:"
        f" {_estimate(chosen['share'])}, benar / right {_estimate(chosen['accuracy'])}",
        f"model {found['model']['hash'][:16]} {found['model'].get('file', '')}".rstrip(),
    ]
    return "\n".join(lines)


def _figures(title: str, found: dict[str, Any]) -> list[str]:
    return [
        title,
        *(f"  {name:<9}{_estimate(found[name])}" for name in ("accuracy", "top3", "macro_f1")),
        f"  ECE      {found['calibration_error']:.3f}",
    ]


def _estimate(one: dict[str, float]) -> str:
    return f"{one['value']:.3f} ({one['low']:.3f}-{one['high']:.3f})"


def _values(given: argparse.Namespace, rows: Sequence[voice.ReportRow]) -> voice.ReputationValues:
    """Those that held at the end of the export's own time: of the file that was named, of the only
    region that has one, else the platform's own."""
    known = sorted(Path(settings.REGIONS_FOLDER).glob("*/voice/reputation.yaml"))
    path = given.values or (known[0] if len(known) == 1 else None)
    values = voice.load_reputation(path=path) if path else (voice.REPUTATION,)
    today = ledger.clock().now().date()
    return voice.values_for(rows=rows, values=values, otherwise=today)


def _reputation(given: argparse.Namespace) -> int:
    rows = voice.read_export(given.export)
    values = _values(given, rows)
    table = voice.compute_reputation(rows=rows, values=values)
    rated = _rated(given.ratings, values) if given.ratings else ()
    if given.json:
        found = (
            table.plain()
            | {"values": msgspec.to_builtins(values)}
            | ({"ratings": [one.plain() for one in rated]} if rated else {})
        )
        print(json.dumps(found, ensure_ascii=False))
        return 0
    print(f"rumus / formula {table.formula}; {table.due} dari {table.n} laporan / of reports")
    mark = "; contoh" if values.contoh else ""
    print(f"nilai sejak / values since {values.valid_from} ({values.basis}{mark}):")
    figures = msgspec.to_builtins(values)
    print("  " + ", ".join(f"{name} {figures[name]:g}" for name in FIGURES))
    for title, lines in (
        ("perangkat daerah / agency", table.agency),
        ("topik / topic", table.topic),
        ("kecamatan / district", table.district),
    ):
        print(f"\n{title:<42}    n  tetap/fixed  tepat/on time  ulang/reopened  skor/score")
        for one in lines:
            print(_line(one))
    if rated:
        print(f"\n{'penilaian / ratings':<60}    n  rata-rata/mean (95 %)")
        for line in rated:
            print(_rated_line(line))
    return 0


def _rated(path: Path, values: voice.ReputationValues) -> tuple[voice.RatingLine, ...]:
    try:
        data = path.read_bytes()
    except OSError as wrong:
        said = wrong.strerror or ""
        problem = (0, "unreadable", f"tidak dapat dibaca: {said}", f"cannot be read: {said}")
        raise voice.ExportRefused([problem]) from wrong
    return voice.compute_ratings(rows=voice.parse_ratings(data), values=values)


def _rated_line(one: voice.RatingLine) -> str:
    kind = "layanan/service" if one.kind == "service" else "instansi/agency"
    name = f"{kind} {one.agency} {one.service}"[:60]
    if one.n is None or one.mean is None or one.low is None or one.high is None:
        return f"{name:<60}  terlalu sedikit untuk ditampilkan / too few to show"
    return f"{name:<60}{one.n:>5}  {one.mean:.2f} ({one.low:.2f}-{one.high:.2f})"


def _export(given: argparse.Namespace) -> int:
    region = lapor.region_of(given)
    if region is None:
        return 2
    with ledger.use_region(region):
        every = voice.Filters()
        written = voice.ratings_csv() if given.ratings else voice.export_csv(filters=every)
    if given.out is None:
        sys.stdout.write(written)
        return 0
    try:
        with given.out.open("w", encoding="utf-8", newline="") as file:
            file.write(written)
    except OSError as wrong:
        print(f"{given.out}: {wrong.strerror}", file=sys.stderr)
        return 1
    data = written.encode()
    if given.ratings:
        print(f"{len(voice.parse_ratings(data))} penilaian / ratings: {given.out}", file=sys.stderr)
    else:
        print(f"{len(voice.parse_export(data))} laporan / reports: {given.out}", file=sys.stderr)
    return 0


def _line(one: voice.Standing) -> str:
    place = f"{one.rank}." if one.rank else "-"
    name = f"{place:<4}{one.name[:38]:<38}"
    if one.n is None:
        return f"{name}  terlalu sedikit untuk ditampilkan / too few to show"
    rates = f"{_share(one.fixed):>13}{_share(one.on_time):>15}{_share(one.reopened):>16}"
    score = (
        f"{one.score:>12.1f}" if one.score is not None else "  terlalu sedikit / too few to rank"
    )
    return f"{name}{one.n:>5}{rates}{score}"


def _share(rate: float | None) -> str:
    return "-" if rate is None else f"{100 * rate:.1f} %"
