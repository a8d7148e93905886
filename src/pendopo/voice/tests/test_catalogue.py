"""The topics of the region, and what is done with a code that it does not know."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pendopo.voice.tests.doors import ledger, voice
from pendopo.voice.tests.reporting import CODE, ROADS, facts, send


def test_the_region_knows_its_topics(town: Any) -> None:
    with ledger.use_region(CODE):
        found = voice.topics()
        assert voice.topics() is found  # read once
    assert found.topics["jalan-rusak"].agency == ROADS
    assert found.topics["jalan-rusak"].proof == "place"
    assert any(one.sensitive for one in found.topics.values())
    assert any(one.oversight for one in found.topics.values())
    with ledger.use_region("90.99"):
        assert not voice.topics().topics


def test_an_unknown_topic_is_refused_and_nothing_is_kept(town: Any) -> None:
    with pytest.raises(voice.Refused) as refused:
        send(topic="ufo")
    assert refused.value.code == "topic_unknown"
    receipt = send(topic="jalan-rusak")
    (received,) = facts(receipt, "report.received")
    assert received.data["topic"] == "jalan-rusak"


def test_a_file_spoilt_meanwhile_changes_nothing(
    town: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.regency import ROOT

    from pendopo.voice import catalogue

    kept = ROOT / "packages/regions/bondowoso/voice/topics.yaml"
    path = tmp_path / "topics.yaml"
    path.write_bytes(kept.read_bytes())
    monkeypatch.setattr(catalogue, "_file_of", lambda region, file: path)
    monkeypatch.setattr(catalogue, "_remembered", {})
    with ledger.use_region(CODE):
        good = voice.topics()
        path.write_text("topics: [")
        assert voice.topics().topics == good.topics
        monkeypatch.setattr(catalogue, "_remembered", {})
        with pytest.raises(voice.TopicsRefused):
            voice.topics()
