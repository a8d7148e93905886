"""The demo's reports come to where they are meant to stand, each with the proof of its topic."""

from __future__ import annotations

from typing import Any


def test_every_sample_report_comes_as_far_as_it_should(regency: Any, worker: Any) -> None:
    from tests.regency import CODE, MONDAY

    from pendopo.config.seeding import reports
    from pendopo.ledger import api as ledger
    from pendopo.voice import api as voice
    from pendopo.voice.models import Proof

    for package in ("pengaduan-masyarakat", "aspirasi-masyarakat"):
        regency.publish(package)
    told: list[str] = []
    with ledger.use_region(CODE), ledger.region_transaction():
        before = set(Proof.objects.values_list("pk", flat=True))
    with ledger.use_region(CODE):
        reports.make(now=MONDAY, progress=lambda _count, text: told.append(text))
    worker.drain(MONDAY)
    assert len(told) == reports.COUNT
    with ledger.use_region(CODE):
        page = voice.reports(filters=voice.Filters(), size=100)
    assert {one.status for one in page.cards} >= {
        "received", "forwarded", "checking", "answered", "confirmed", "audited", "archived",
    }  # fmt: skip
    with ledger.use_region(CODE), ledger.region_transaction():
        proofs = list(Proof.objects.exclude(pk__in=before))
    assert len(proofs) >= 8 and not any(one.flags for one in proofs)
    assert all(one.checked_in_at and one.metres is not None for one in proofs)
