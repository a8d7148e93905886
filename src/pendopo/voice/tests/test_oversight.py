"""What calls for oversight goes to the Inspectorate, whatever an officer chose (SP4N-LAPOR!:
pengaduan berkadar pengawasan, 60 working days; never the agency reported)."""

from __future__ import annotations

from typing import Any

import pytest

from pendopo.voice.tests.doors import casework
from pendopo.voice.tests.reporting import (
    HEALTH,
    INSPECTORATE,
    ROADS,
    applied,
    at,
    check_rebuilt,
    forward,
    send,
)
from pendopo.voice.tests.test_work import agency

BRIBE = "pungutan-sekolah"  # oversight, and its topic names an ordinary agency


def test_a_chosen_agency_does_not_get_what_calls_for_oversight(town: Any, worker: Any) -> None:
    receipt = send()
    case = applied(town, receipt)
    done = case.do(
        "koordinator.aduan", "teruskan", at("2026-11-16 10:00"), topik=BRIBE, instansi=ROADS
    )
    worker.drain(at("2026-11-16 10:00"))
    assert done.outcome == "pengawasan"
    found = check_rebuilt(receipt)
    assert (found.status, found.oversight, found.topic) == ("audited", True, BRIBE)
    assert found.agency_id == agency(INSPECTORATE)
    view = case.view("koordinator.aduan")
    (step,) = (one for one in view.done if one.element == "verifikasi")
    assert (step.outcome, step.answers.get("instansi")) == ("pengawasan", None)
    assert view.tracking.due_at == at("2027-02-15 15:30")  # 60 working days, not 14
    with pytest.raises(casework.NotFound):
        case.view("penghubung.dpupr")


def test_also_when_it_is_seen_only_after_an_agency_gave_it_back(town: Any, worker: Any) -> None:
    receipt = send()
    case = applied(town, receipt)
    forward(case, worker, at("2026-11-16 10:00"), agency=ROADS)
    case.do("penghubung.dpupr", "bukan_wewenang", at("2026-11-17 10:00"), alasan="Bukan jalan.")
    case.do("koordinator.aduan", "teruskan", at("2026-11-18 10:00"), topik=BRIBE, instansi=HEALTH)
    worker.drain(at("2026-11-18 10:00"))
    found = check_rebuilt(receipt)
    assert (found.status, found.agency_id) == ("audited", agency(INSPECTORATE))
    # sixty working days since it was first forwarded: what has passed is not given back
    assert case.view("koordinator.aduan").tracking.due_at == at("2027-02-15 15:30")
    with pytest.raises(casework.NotFound):
        case.view("penghubung.dinkes")


def test_an_ordinary_topic_goes_where_it_was_sent(town: Any, worker: Any) -> None:
    receipt = send()
    forward(applied(town, receipt), worker, topic="jalan-rusak")
    assert check_rebuilt(receipt).agency_id == agency(ROADS)
