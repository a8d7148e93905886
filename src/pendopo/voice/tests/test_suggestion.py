"""A job reads a report once and suggests; the words leave with that, and the officer decides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pendopo.voice.tests.doors import ledger, models, voice
from pendopo.voice.tests.reporting import CODE, MONDAY, ROADS, applied, facts, forward, row, send

LEARNT = ("jalan-rusak", "jembatan", "lampu-jalan", "sampah-menumpuk", "puskesmas", "pohon")
HOLE = "Jalan depan SD berlubang dalam, aspal rusak, sudah dua orang jatuh (contoh)."


def advice(receipt: Any) -> Any:
    with ledger.use_region(CODE):
        return voice.suggestion(case_id=receipt.case_id)


@pytest.fixture(scope="module")
def rows(town: Any) -> list[Any]:
    """What a handful of topics teaches: little, and quickly."""
    with ledger.use_region(CODE):
        known = voice.topics()
    return [one for one in voice.topic_examples(catalogue=known) if one.topic in LEARNT]


@pytest.fixture
def shelf(town: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of models of its own."""
    from pendopo.voice import trained

    monkeypatch.setattr(trained, "folder", lambda: tmp_path)
    with ledger.use_region(CODE):
        yield tmp_path


@pytest.fixture
def taught(shelf: Path, rows: list[Any]) -> Any:
    model, _ = voice.train_routing(rows=rows, folds=2, threshold=0.3)
    voice.save_routing_model(model=model, folder=shelf)
    return model


def test_a_report_is_read_once_and_its_words_are_forgotten(
    town: Any, worker: Any, taught: Any
) -> None:
    receipt = send(text=HOLE)
    kept = row(receipt)
    assert kept.words is not None and b"berlubang" not in bytes(kept.words)
    worker.drain(MONDAY)
    found = advice(receipt)
    first = found.choices[0]
    assert (first.agency, first.topic) == (ROADS, "jalan-rusak")
    assert found.preselected == first and 0.3 <= first.confidence <= 1
    assert len(found.choices) <= 3 and found.model == taught.hash[:16]
    kept = row(receipt)
    assert kept.words is None and kept.words_key is None and kept.version == 1
    (told,) = facts(receipt, "report.suggested")
    assert told.data["agencies"][0] == ROADS and told.data["automatic"]
    assert "berlubang" not in repr(told.data)
    from pendopo.voice.actions.advising import advise

    with ledger.use_region(CODE):
        assert not advise(case_id=receipt.case_id, now=MONDAY)
    assert len(facts(receipt, "report.suggested")) == 1


def test_below_the_confidence_nothing_is_preselected(
    town: Any, worker: Any, shelf: Path, rows: list[Any]
) -> None:
    model, _ = voice.train_routing(rows=rows, folds=2, threshold=1.0)
    voice.save_routing_model(model=model, folder=shelf)
    receipt = send(text=HOLE)
    worker.drain(MONDAY)
    found = advice(receipt)
    assert found.choices and found.preselected is None


def test_a_sensitive_matter_is_flagged_and_never_preselected(
    town: Any, worker: Any, taught: Any
) -> None:
    receipt = send(text="Istri dipukul suaminya di jalan rusak depan pasar malam ini (contoh).")
    worker.drain(MONDAY)
    found = advice(receipt)
    assert "kekerasan" in found.sensitive and found.preselected is None


def test_without_a_model_reports_wait_until_there_is_one(
    town: Any, worker: Any, shelf: Path, rows: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = send(text=HOLE)
    worker.drain(MONDAY)
    assert advice(receipt) is None and row(receipt).words is not None
    from pendopo.voice.actions import advising

    monkeypatch.setattr(advising, "examples", lambda catalogue: tuple(rows))
    voice.learn_topics()
    voice.learn_topics()  # waits in the queue already
    worker.drain(MONDAY)
    assert len(list(shelf.glob("routing-*.npz"))) == 1
    assert advice(receipt).choices[0].topic == "jalan-rusak"


def test_a_report_that_was_sent_on_is_read_no_more(town: Any, worker: Any, shelf: Path) -> None:
    from pendopo.voice.queries.suggesting import unread

    receipt = send(text=HOLE)
    with ledger.use_region(CODE):
        assert receipt.case_id in unread()
    forward(applied(town, receipt), worker)
    with ledger.use_region(CODE):
        assert receipt.case_id not in unread()
    assert row(receipt).words is None
    with ledger.use_region(CODE), ledger.region_transaction():
        assert models.Report.objects.filter(pk=receipt.case_id, suggestion__isnull=True).exists()
