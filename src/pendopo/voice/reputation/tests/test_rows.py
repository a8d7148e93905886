"""The export as it is read: defects are named, nothing is left out in silence."""

from __future__ import annotations

import pytest

from pendopo.voice.reputation import ExportRefused, Row, parse_export, write_export
from pendopo.voice.reputation.rows import COLUMNS

HEAD = "number,agency,topic,district,week,class,on_time,outcome,reopen_count,rating,flags\n"
GOOD = "LP-1,Dishub,PJU,35.11.11,2026-W10,complaint,true,confirmed,0,4,\n"


def test_a_row_is_read() -> None:
    [row] = parse_export((HEAD + GOOD).encode())
    assert (row.agency, row.on_time, row.outcome, row.rating) == ("Dishub", True, "confirmed", 4)
    assert row.confirmed and row.finished and not row.reopened
    assert parse_export(("\ufeff" + (HEAD + GOOD).replace(",", ";")).encode()) == (row,)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("confirmed", "beres", "outcome"),
        ("true", "mungkin", "on-time"),
        (",4,", ",6,", "rating"),
        (",4,", ",nan,", "rating"),
        (",0,4", ",-1,4", "reopen-count"),
        (",0,4", ",9999999999,4", "reopen-count"),
        ("LP-1", "", "no-number"),
        ("Dishub", "D\0", "nul"),
        ("Dishub", "D" * 301, "long"),
        (GOOD, GOOD + GOOD, "twice"),
    ],
)
def test_a_defect_refuses_the_export_with_its_row(old: str, new: str, rule: str) -> None:
    data = HEAD + GOOD.replace(old, new, 1)
    with pytest.raises(ExportRefused) as refused:
        parse_export(data.encode())
    row, found, said, english = refused.value.problems[0]
    assert found == rule and row in (2, 3) and said and english


@pytest.mark.parametrize(
    ("data", "rule"),
    [(b"", "no-heading"), (b"a,b\n1,2\n", "no-heading"), (b"\xff\xfe\x00", "not-utf8")],
)
def test_what_is_no_export_is_refused(data: bytes, rule: str) -> None:
    with pytest.raises(ExportRefused) as refused:
        parse_export(data)
    assert refused.value.problems[0][1] == rule


def test_what_is_written_is_read_again() -> None:
    full = Row(
        "LP-1", "Dishub", "PJU", "35.11.11", False, "reopened", 2, 4, ("seen_before", "far"),
        week="2026-W47", sort="complaint", answered_after_minutes=1440, proof_kind="tempat",
    )  # fmt: skip
    bare = Row("LP-2", "", "", "", None, "open")
    written = write_export([full, bare])
    assert parse_export(written.encode()) == (full, bare)
    assert written.splitlines()[0] == ",".join(COLUMNS)
    with pytest.raises(ExportRefused) as refused:
        parse_export(written.replace("1440", "lama").encode())
    assert refused.value.problems[0][1] == "minutes"


def test_a_giant_cell_is_refused() -> None:
    with pytest.raises(ExportRefused):
        parse_export((HEAD + GOOD.replace("Dishub", "D" * 200_000)).encode())
