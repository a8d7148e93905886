"""Ratings of services and of agencies without a case: one row each, and the lines made from them.

They stand apart from the score of reports: nobody mends a road by being friendly at the counter.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, cast

from pendopo.voice.dated import REPUTATION, ReputationValues
from pendopo.voice.reputation.rows import ExportRefused
from pendopo.voice.reputation.table import DIGITS
from pendopo.voice.reputation.wilson import of_scores

Kind = Literal["service", "agency"]
KINDS: tuple[Kind, ...] = ("service", "agency")
COLUMNS = ("kind", "agency", "service", "period", "score", "reasons")
"""The whole heading of the export of ratings. kind: of a service that was used, or of an agency
without a case. period: month, quarter or year, the shortest that at least five share."""
LONGEST = 300


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One rating; score 1..5; reasons: elements of the satisfaction survey (U1 to U9)."""

    kind: Kind
    agency: str
    service: str
    period: str
    score: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RatingLine:
    """Ratings of one agency, or of one of its services. mean: plain, 1..5, with a 95 % interval;
    counts: how many gave 1, 2, 3, 4, 5. n below five: nothing but the name."""

    kind: Kind
    agency: str
    service: str
    n: int | None = None
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    counts: tuple[int, ...] = ()
    reasons: tuple[tuple[str, int], ...] = ()

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def compute_ratings(
    *, rows: Sequence[RatingRow], values: ReputationValues = REPUTATION
) -> tuple[RatingLine, ...]:
    """Lines by kind, agency and service; service "": all services of the agency together. The
    order of the rows changes nothing."""
    groups: dict[tuple[Kind, str, str], list[RatingRow]] = {}
    for row in rows:
        for service in {row.service, ""}:
            groups.setdefault((row.kind, row.agency, service), []).append(row)
    return tuple(_line(key, groups[key], values.shown_from) for key in sorted(groups))


def _line(key: tuple[Kind, str, str], rows: Sequence[RatingRow], shown_from: int) -> RatingLine:
    line, n = RatingLine(*key), len(rows)
    if n < shown_from:
        return line
    total = sum(row.score for row in rows)
    low, high = of_scores(total=total, n=n)
    given = Counter(row.score for row in rows)
    reasons = Counter(one for row in rows for one in row.reasons)
    return replace(
        line,
        n=n,
        mean=round(total / n, DIGITS),
        low=round(low, DIGITS),
        high=round(high, DIGITS),
        counts=tuple(given[score] for score in range(1, 6)),
        reasons=tuple(sorted(reasons.items())),
    )


def write_ratings(rows: Iterable[RatingRow]) -> str:
    """CSV with a comma and CRLF (RFC 4180); `parse_ratings` gives the same rows back."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(
        (row.kind, row.agency, row.service, row.period, row.score, " ".join(row.reasons))
        for row in rows
    )
    return out.getvalue()


def parse_ratings(data: bytes) -> tuple[RatingRow, ...]:
    """Raises `ExportRefused` with every defective row."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise ExportRefused([(0, "not-utf8", "bukan teks UTF-8", "is not UTF-8 text")]) from wrong
    records = csv.DictReader(io.StringIO(text, newline=""))
    problems: list[tuple[int, str, str, str]] = []
    found: list[RatingRow] = []
    try:
        if missing := [one for one in COLUMNS if one not in (records.fieldnames or ())]:
            listed = ", ".join(missing)
            said = (f"kolom tidak ada: {listed}", f"columns are missing: {listed}")
            raise ExportRefused([(1, "no-heading", *said)])
        for number, record in enumerate(records, start=2):
            cells = {name: (record.get(name) or "").strip() for name in COLUMNS}
            defects = _defects(cells)
            problems += [(number, *one) for one in defects]
            if not defects:
                found.append(_row(cells))
    except csv.Error as defect:
        said = (f"bukan CSV: {defect}", f"is not CSV: {defect}")
        problems.append((len(found) + 2, "not-csv", *said))
    if problems:
        raise ExportRefused(problems)
    return tuple(found)


def _defects(cells: dict[str, str]) -> list[tuple[str, str, str]]:
    rules = (
        ("long", max(map(len, cells.values())) > LONGEST, "sel terlalu panjang", "cell too long"),
        ("kind", cells["kind"] not in KINDS, "kind bukan service/agency", "kind"),
        ("no-agency", not cells["agency"], "tanpa instansi", "has no agency"),
        ("score", cells["score"] not in ("1", "2", "3", "4", "5"), "score bukan 1-5", "score"),
    )
    return [(rule, said, english) for rule, wrong, said, english in rules if wrong]


def _row(cells: dict[str, str]) -> RatingRow:
    return RatingRow(
        kind=cast(Kind, cells["kind"]),
        agency=cells["agency"],
        service=cells["service"],
        period=cells["period"],
        score=int(cells["score"]),
        reasons=tuple(cells["reasons"].split()),
    )
