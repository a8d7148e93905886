"""The public export of reports: one row a report, no person in it, read with every defect named."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Outcome = Literal["confirmed", "unconfirmed", "reopened", "open", "closed_without_fix"]
OUTCOMES: tuple[Outcome, ...] = (
    "confirmed",
    "unconfirmed",
    "reopened",
    "open",
    "closed_without_fix",
)
COLUMNS = (
    "number",
    "agency",
    "topic",
    "district",
    "week",
    "class",
    "on_time",
    "outcome",
    "reopen_count",
    "rating",
    "answered_after_minutes",
    "proof_kind",
    "flags",
)
"""The whole heading of the export, in this order; each is a field of `Row` (class: `sort`)."""
MINUTES = "answered_after_minutes"
NEEDED = ("number", "agency", "topic", "on_time", "outcome")
FILE_LIMIT = 512 * 1024 * 1024
LONGEST = 300
MOST_BAD = 200
_YES = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False, "": None}


@dataclass(frozen=True, slots=True)
class Row:
    """One report. on_time: None while neither the answer nor the deadline has come.

    agency: "" before one has it, and when it is nobody's of the region. outcome `unconfirmed`:
    answered, the reporter kept silent. reopen_count: how often it was opened again. rating: 1..5 or
    None. flags: marks of doubt, such as `seen_before`; any of them makes a confirmation count as
    none. week: `2026-W47`, or a month (`2026-11`) where the week would point at a secret report.
    answered_after_minutes: from the agency's getting it to the first proven answer.
    """

    number: str
    agency: str
    topic: str
    district: str
    on_time: bool | None
    outcome: Outcome
    reopen_count: int = 0
    rating: int | None = None
    flags: tuple[str, ...] = ()
    week: str = ""
    sort: str = ""
    answered_after_minutes: int | None = None
    proof_kind: str = ""

    @property
    def finished(self) -> bool:
        """Whether the agency said that it is done (also when the report was opened again)."""
        return self.outcome != "open" or self.reopen_count > 0

    @property
    def confirmed(self) -> bool:
        """Whether the reporter said that it is mended, and nothing speaks against it."""
        return self.outcome == "confirmed" and not self.flags

    @property
    def reopened(self) -> bool:
        return self.outcome == "reopened" or self.reopen_count > 0


class ExportRefused(ValueError):
    """An export that cannot be recomputed; `problems`: (row, rule, Indonesian, English).

    row: as a spreadsheet counts, the heading being row 1; 0 for the file as a whole.
    """

    def __init__(self, problems: Iterable[tuple[int, str, str, str]]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{row}: {rule}" for row, rule, _, _ in self.problems))


def read_export(path: Path) -> tuple[Row, ...]:
    """The rows of a file. Raises `ExportRefused`: a table cannot be exact with rows left out."""
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise OSError(0, f"> {FILE_LIMIT >> 20} MB")
        data = path.read_bytes()
    except OSError as wrong:
        said = wrong.strerror or ""
        problem = (0, "unreadable", f"tidak dapat dibaca: {said}", f"cannot be read: {said}")
        raise ExportRefused([problem]) from wrong
    return parse_export(data)


def parse_export(data: bytes) -> tuple[Row, ...]:
    """The same, of bytes: UTF-8, comma or semicolon, columns in any order, others ignored."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        said = ("bukan teks UTF-8", "is not UTF-8 text")
        raise ExportRefused([(0, "not-utf8", *said)]) from wrong
    head = text.split("\n", 1)[0]
    separator = ";" if head.count(";") > head.count(",") else ","
    records = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    problems: list[tuple[int, str, str, str]] = []
    rows: list[Row] = []
    seen: set[str] = set()
    try:
        names = [name.strip().lower() for name in records.fieldnames or ()]
        if missing := [name for name in NEEDED if name not in names]:
            listed = ", ".join(missing)
            said = (f"kolom tidak ada: {listed}", f"columns are missing: {listed}")
            raise ExportRefused([(1, "no-heading", *said)])
        records.fieldnames = names
        for number, record in enumerate(records, start=2):
            cells = {name: (record.get(name) or "").strip() for name in COLUMNS}
            if not any(cells.values()):
                continue
            defects = _defects(cells, seen)
            problems += [(number, *one) for one in defects]
            if len(problems) >= MOST_BAD:
                break
            if not defects:
                rows.append(_row(cells))
            seen.add(cells["number"])
    except csv.Error as defect:
        said = (f"bukan CSV: {defect}", f"is not CSV: {defect}")
        problems.append((len(rows) + 2, "not-csv", *said))
    if problems:
        raise ExportRefused(problems)
    return tuple(rows)


def _defects(cells: dict[str, str], seen: set[str]) -> list[tuple[str, str, str]]:
    reopen, rating, minutes = (cells[name] for name in ("reopen_count", "rating", MINUTES))
    rules = (
        ("nul", any("\0" in one for one in cells.values()), "memuat NUL", "holds NUL"),
        ("long", max(map(len, cells.values())) > LONGEST, "sel terlalu panjang", "cell too long"),
        ("no-number", not cells["number"], "tanpa nomor", "has no number"),
        ("twice", cells["number"] in seen, "nomor ditulis dua kali", "number stands twice"),
        ("on-time", cells["on_time"].lower() not in _YES, "on_time bukan true/false", "on_time"),
        (
            "outcome",
            cells["outcome"] not in OUTCOMES,
            f"outcome bukan salah satu dari {', '.join(OUTCOMES)}",
            f"outcome is none of {', '.join(OUTCOMES)}",
        ),
        (
            "reopen-count",
            bool(reopen) and not (reopen.isascii() and reopen.isdigit() and len(reopen) < 4),
            "reopen_count bukan bilangan",
            "reopen_count is no number",
        ),
        (
            "rating",
            rating not in ("", "1", "2", "3", "4", "5"),
            "rating bukan 1 sampai 5",
            "rating is not 1 to 5",
        ),
        (
            "minutes",
            bool(minutes) and not (minutes.isascii() and minutes.isdigit() and len(minutes) < 9),
            "answered_after_minutes bukan bilangan",
            "answered_after_minutes is no number",
        ),
    )
    return [(rule, said, english) for rule, wrong, said, english in rules if wrong]


def _row(cells: dict[str, str]) -> Row:
    return Row(
        number=cells["number"],
        agency=cells["agency"],
        topic=cells["topic"],
        district=cells["district"],
        on_time=_YES[cells["on_time"].lower()],
        outcome=next(one for one in OUTCOMES if one == cells["outcome"]),
        reopen_count=int(cells["reopen_count"] or 0),
        rating=int(cells["rating"]) if cells["rating"] else None,
        flags=tuple(one for one in cells["flags"].replace("|", " ").split() if one),
        week=cells["week"],
        sort=cells["class"],
        answered_after_minutes=int(minutes) if (minutes := cells[MINUTES]) else None,
        proof_kind=cells["proof_kind"],
    )
