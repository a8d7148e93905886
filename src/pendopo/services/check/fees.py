"""What it costs, on every day without a gap; and an estimate that says it is one."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from pendopo.core.process import Graph
from pendopo.services.draft import Draft
from pendopo.services.schema import Fee, Service


def check(draft: Draft, service: Service, graph: Graph) -> None:
    for at, fee in enumerate(service.fee):
        if sum((fee.amount is not None, bool(fee.decision), fee.elsewhere)) != 1:
            draft.at(
                ("fee", at),
                "fee",
                "Biaya berisi amount, decision, atau elsewhere: true, salah satu.",
                "A fee holds amount, decision or elsewhere: true, one of them.",
            )
        if fee.amount is not None and fee.amount < 0:
            draft.at(
                ("fee", at, "amount"), "fee", "Biaya tidak boleh negatif.", "A fee is not negative."
            )
    _gaps(draft, service)
    _estimate(draft, service)


def _gaps(draft: Draft, service: Service) -> None:
    """Each rule holds until the next; one that ends is followed the same day."""
    rules = sorted(enumerate(service.fee), key=lambda one: one[1].since)
    first = min((one.since for one in service.sla.total), default=None)
    if rules and first is not None and rules[0][1].since > first:
        at, fee = rules[0]
        _gap(draft, at, first, fee.since)
    for (at, fee), (_, following) in pairwise(rules):
        _meets(draft, at, fee, following)
    if rules and rules[-1][1].until is not None:
        at, fee = rules[-1]
        draft.at(
            ("fee", at, "until"),
            "fee-gap",
            f"Sejak {fee.until} tidak ada aturan biaya; tambahkan barisnya (0 bila gratis).",
            f"From {fee.until} on no rule says the fee; add one (0 when it is free).",
        )


def _meets(draft: Draft, at: int, fee: Fee, following: Fee) -> None:
    if fee.since == following.since:
        draft.at(
            ("fee", at, "from"),
            "fee-twice",
            f"Dua aturan biaya berlaku sejak {fee.since}.",
            f"Two fee rules begin on {fee.since}.",
        )
    elif fee.until is not None and fee.until < following.since:
        _gap(draft, at, fee.until, following.since)
    elif fee.until is not None and fee.until > following.since:
        draft.at(
            ("fee", at, "until"),
            "fee-twice",
            f"Antara {following.since} dan {fee.until} ada dua aturan biaya.",
            f"Between {following.since} and {fee.until} there are two fee rules.",
        )


def _gap(draft: Draft, at: int, since: date, until: date) -> None:
    draft.at(
        ("fee", at),
        "fee-gap",
        f"Antara {since} dan {until} tidak ada aturan biaya.",
        f"Between {since} and {until} no rule says the fee.",
    )


def _estimate(draft: Draft, service: Service) -> None:
    estimate = service.estimate
    if estimate is None:
        return
    label = estimate.label
    if label is None or "perkiraan" not in label.id.lower() or "estimate" not in label.en.lower():
        draft.at(
            ("estimate",),
            "estimate-label",
            "Perkiraan biaya perlu label yang memuat kata “perkiraan” (en: “estimate”), supaya"
            " tidak dikira tagihan.",
            "An estimate needs a label with the word “estimate” (id: “perkiraan”), so that nobody"
            " takes it for a bill.",
        )
    if service.mode == "issue":
        draft.at(
            ("estimate",),
            "estimate-ours",
            "estimate hanya untuk biaya yang ditetapkan sistem lain; biaya kita ada di fee.",
            "estimate is for what another system charges; our own fee stands under fee.",
        )
