"""The public export is all that the table of agencies needs, and all that it is made from."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pendopo.voice.tests.doors import cli, directory, ledger, models, voice
from pendopo.voice.tests.reporting import (
    CODE,
    HEALTH,
    MONDAY,
    ROADS,
    answer,
    applied,
    forward,
    row,
    send,
)  # fmt: skip

DAY = dt.timedelta(days=1)
LATER = MONDAY + 3 * DAY


def exported(**filters: Any) -> tuple[Any, ...]:
    with ledger.use_region(CODE):
        found: tuple[Any, ...] = voice.export_rows(filters=voice.Filters(**filters))
        return found


def of(receipt: Any) -> Any:
    (found,) = (one for one in exported() if one.number == receipt.number)
    return found


def test_whoever_has_the_file_gets_the_table_of_the_pages(town: Any, worker: Any) -> None:
    for at in range(7):
        receipt = send(visibility=("open", "anonymous", "secret")[at % 3])
        case = applied(town, receipt)
        forward(case, worker, agency=ROADS)
        if at < 6:
            answer(case, worker, LATER)
        if at < 2:
            with ledger.use_region(CODE):
                voice.confirm(
                    number=receipt.number, code=receipt.code, who=directory.ANONYMOUS,
                    now=LATER + DAY,
                )  # fmt: skip
            worker.drain(LATER + DAY)
    with ledger.use_region(CODE):
        written = voice.export_csv(filters=voice.Filters())
        shown = voice.reputation(filters=voice.Filters())
    again = voice.parse_export(written.encode())
    assert again == exported()
    assert voice.compute_reputation(rows=again) == shown
    roads = next(one for one in shown.agency if one.name == ROADS)
    assert roads.n is not None and roads.n >= 6 and (roads.fixed or 0) > 0


def test_a_row_tells_what_came_of_the_report(town: Any, worker: Any) -> None:
    receipt = send()
    assert of(receipt).outcome == "open" and of(receipt).agency == ""
    case = applied(town, receipt)
    forward(case, worker, agency=ROADS)
    answer(case, worker, LATER)
    found = of(receipt)
    assert (found.agency, found.topic, found.outcome, found.on_time) == (
        ROADS, "jalan", "unconfirmed", True,
    )  # fmt: skip
    assert (found.answered_after_minutes, found.week, found.sort) == (
        3 * 1440, "2026-W47", "complaint",
    )  # fmt: skip
    assert found.proof_kind == "jawaban" and found.flags == ()
    with ledger.use_region(CODE):
        voice.reopen(
            number=receipt.number, code=receipt.code, who=directory.ANONYMOUS,
            message="Masih berlubang.", now=LATER + DAY,
        )  # fmt: skip
    worker.drain(LATER + DAY)
    assert (of(receipt).outcome, of(receipt).reopen_count) == ("reopened", 1)


def test_a_doubtful_photo_stands_in_the_export_and_a_missing_check_in_does_not(town: Any) -> None:
    from pendopo.core.identity import uuid7

    receipt = send()
    with ledger.use_region(CODE), ledger.region_transaction():
        task = uuid7(MONDAY)
        for flags in (["no_check_in", "seen_before"], ["no_check_in"]):
            models.Proof.objects.create(
                id=uuid7(MONDAY), report_id=receipt.case_id, task_id=task, taken_at=MONDAY,
                flags=flags,
            )  # fmt: skip
    assert of(receipt).flags == ("seen_before",)


def test_a_secret_report_leaves_its_result_and_no_trace(town: Any, worker: Any) -> None:
    """Alone in its week: neither topic nor district nor week, whatever is asked."""
    lonely = dt.datetime(2027, 3, 10, 2, 0, tzinfo=dt.UTC)
    receipt = send(now=lonely, visibility="secret")
    forward(applied(town, receipt), worker, now=lonely, agency=HEALTH, topic="puskesmas")
    district = row(receipt).district
    assert district and receipt.number not in repr(exported())
    (found,) = (one for one in exported() if one.agency == HEALTH and one.week == "2027-03")
    assert (found.topic, found.district, found.outcome) == ("", "", "open")
    assert found.number.startswith("secret-") and found.answered_after_minutes is None
    for asked in (
        {"district": district}, {"topic": "puskesmas"}, {"village": row(receipt).village},
        {"since": lonely - DAY, "before": lonely + DAY},
    ):  # fmt: skip
        assert not any(one.week == "2027-03" for one in exported(**asked))
    assert any(one.week == "2027-03" for one in exported(since=lonely.replace(day=1) - DAY))


def test_secret_rows_stand_last_and_numbers_are_never_twice(town: Any) -> None:
    for at in range(3):
        send(now=MONDAY + at * DAY, visibility="secret")
        send(now=MONDAY + at * DAY)
    rows = exported()
    hidden = [one.number.startswith("secret-") for one in rows]
    assert any(hidden) and hidden == sorted(hidden)
    assert Counter(one.number for one in rows).most_common(1)[0][1] == 1


def test_the_operator_writes_the_same_file(
    town: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    send()
    out = tmp_path / "export.csv"
    assert cli.main(["export", "--region", CODE, "--out", str(out)]) == 0
    assert voice.read_export(out) == exported()
    assert cli.main(["reputation", "--from", str(out)]) == 0
    assert cli.main(["export", "--region", "99.99"]) == 2
    assert cli.main(["export", "--region", CODE, "--out", str(tmp_path / "no" / "x.csv")]) == 1
    assert "Sebutkan daerahnya" in capsys.readouterr().err
