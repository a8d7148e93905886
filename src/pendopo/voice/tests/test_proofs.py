"""Proof at a place: check-in, one token for one photo, and what a second person should look at."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pendopo.voice.tests.doors import casework, directory, ledger, models, voice
from pendopo.voice.tests.reporting import (
    CODE,
    DAY,
    MONDAY,
    applied,
    check_rebuilt,
    facts,
    forward,
    photo,
    send,
    task_of,
)

NEAR, FAR = (-7.9137, 113.8215), (-7.99, 113.90)


class Work:
    """A report at its agency, with the officer who goes there."""

    def __init__(self, town: Any, worker: Any, declared: str = "jalan", **report: Any) -> None:
        self.town, self.worker = town, worker
        self.receipt = send(**report)
        self.case = applied(town, self.receipt)
        forward(self.case, worker, topic=declared)
        self.now = MONDAY + DAY
        self.who = town.actor("penghubung.dpupr")

    def check_in(self, place: tuple[float, float] = NEAR) -> Any:
        with ledger.use_region(CODE):
            return voice.check_in(
                number=self.receipt.number, who=self.who, point=voice.Point(*place), now=self.now
            )

    def capture(self, token: str, picture: Any, later: dt.timedelta = dt.timedelta(0)) -> Any:
        task = task_of(self.case, "penghubung.dpupr", self.now)
        with ledger.use_region(CODE):
            return voice.capture(
                number=self.receipt.number, who=self.who, token=token, task_id=task.id,
                question="foto", photo=picture, now=self.now + later,
            )  # fmt: skip

    def answer(self, file_id: Any) -> Any:
        self.case.do("penghubung.dpupr", "jawab", self.now, jawaban="Sudah ditambal.",
                     bukti="tempat", foto=[str(file_id)])  # fmt: skip
        self.worker.drain(self.now)
        with ledger.use_region(CODE):
            return voice.proofs(
                number=self.receipt.number, who=self.town.actor("verifikator.aduan")
            )


def test_a_fresh_photo_from_the_place_raises_no_flag(town: Any, worker: Any) -> None:
    work = Work(town, worker)
    file_id = work.capture(work.check_in().token, photo())
    (proof,) = work.answer(file_id)
    assert proof.judged and proof.flags == () and proof.metres is not None and proof.metres < 300
    assert proof.preview_id is not None
    assert check_rebuilt(work.receipt).proof == "tempat"
    assert len(facts(work.receipt, "report.proof_judged")) == 1


def test_a_token_works_once_in_time_and_for_its_officer(town: Any, worker: Any) -> None:
    work = Work(town, worker)
    token = work.check_in().token
    for wrong in ("", "K7M-4QP-2XD", token[::-1]):
        with pytest.raises(voice.Refused) as forged:
            work.capture(wrong, photo())
        assert forged.value.code == "token_wrong"
    with pytest.raises(voice.Refused):
        work.capture(token, photo(), later=dt.timedelta(minutes=16))
    work.capture(token, photo())
    with pytest.raises(voice.Refused):
        work.capture(token, photo())
    with ledger.use_region(CODE), pytest.raises(voice.Refused):
        voice.check_in(number=work.receipt.number, who=town.actor("penghubung.dinkes"),
                       point=voice.Point(*NEAR), now=MONDAY)  # fmt: skip


def test_the_reports_own_photo_sent_back_is_seen(town: Any, worker: Any) -> None:
    before = photo()
    work = Work(town, worker, photos=[before])
    (proof,) = work.answer(work.capture(work.check_in().token, before))
    assert "same_as_report" in proof.flags and "seen_before" not in proof.flags


def test_an_old_proof_sent_again_is_seen(town: Any, worker: Any) -> None:
    used = photo()
    first = Work(town, worker)
    first.answer(first.capture(first.check_in().token, used))
    again = Work(town, worker)
    (proof,) = again.answer(again.capture(again.check_in(FAR).token, used))
    assert {"seen_before", "far"} <= set(proof.flags)


def test_a_photo_without_a_check_in_is_compared_all_the_same(town: Any, worker: Any) -> None:
    from pendopo.casework import api as casework

    work = Work(town, worker)
    task = task_of(work.case, "penghubung.dpupr", work.now)
    with ledger.use_region(CODE):
        file = casework.add_task_file(
            task_id=task.id, who=work.who, question="foto", name="a.jpg", data=photo().data,
            now=work.now,
        )  # fmt: skip
    (proof,) = work.answer(file.id)
    assert proof.judged and proof.flags == ("no_check_in",)


def test_proofs_are_for_the_officers_of_the_report(town: Any, worker: Any) -> None:
    work = Work(town, worker)
    with ledger.use_region(CODE):
        with pytest.raises(voice.Refused):
            voice.proofs(number=work.receipt.number, who=town.actor("penghubung.dinkes"))
        with pytest.raises(voice.NotFound):
            voice.proofs(number=work.receipt.number, who=directory.ANONYMOUS)


@pytest.mark.parametrize(
    ("topic", "kind", "missing"),
    [("jalan-rusak", "tempat", "foto"), ("ktp", "dokumen", "dokumen")],
)
def test_a_step_brings_the_proof_that_its_topic_declares_and_no_other(
    town: Any, worker: Any, topic: str, kind: str, missing: str
) -> None:
    work = Work(town, worker, declared=topic)
    said = {"tempat": "jawaban", "dokumen": "tempat"}[kind]
    for given, field in ((said, "bukti"), (kind, missing), ("", missing)):
        with pytest.raises(casework.Invalid) as wrong:
            work.case.do("penghubung.dpupr", "jawab", work.now, jawaban="Sudah.",
                         **({"bukti": given} if given else {}))  # fmt: skip
        assert [one.field for one in wrong.value.errors] == [field]


def test_a_topic_of_words_is_proven_by_the_answer_without_being_asked(
    town: Any, worker: Any
) -> None:
    work = Work(town, worker, declared="puskesmas")
    work.case.do("penghubung.dpupr", "jawab", work.now, jawaban="Sudah kami jelaskan.")
    worker.drain(work.now)
    assert check_rebuilt(work.receipt).proof == "jawaban"


def test_a_photo_of_the_place_comes_from_a_check_in(town: Any, worker: Any) -> None:
    work = Work(town, worker, declared="jalan-rusak")
    task = task_of(work.case, "penghubung.dpupr", work.now)
    with ledger.use_region(CODE):
        sent = casework.add_task_file(
            task_id=task.id, who=work.who, question="foto", name="a.jpg", data=photo().data,
            now=work.now,
        )  # fmt: skip
    with pytest.raises(casework.Invalid) as wrong:
        work.case.do("penghubung.dpupr", "jawab", work.now, jawaban="Sudah.",
                     foto=[str(sent.id)])  # fmt: skip
    assert [(one.field, one.rule) for one in wrong.value.errors] == [("foto", "check_in")]
    taken = work.capture(work.check_in().token, photo())
    work.case.do("penghubung.dpupr", "jawab", work.now, jawaban="Sudah.",
                 foto=[str(sent.id), str(taken)])  # fmt: skip
    worker.drain(work.now)
    assert check_rebuilt(work.receipt).proof == "tempat"


def test_whoever_took_the_photo_does_not_judge_it(town: Any, worker: Any) -> None:
    """Also when a colleague sent the answer: the prover is who stood there."""
    work = Work(town, worker)
    work.answer(work.capture(work.check_in().token, photo()))
    verifier = town.actor("verifikator.aduan")
    with ledger.use_region(CODE), ledger.region_transaction():
        models.Proof.objects.filter(report_id=work.receipt.case_id).update(
            account_id=verifier.account_id
        )
    with pytest.raises(casework.Refused) as barred:
        work.case.do("verifikator.aduan", "terima", work.now)
    assert barred.value.code == "apart"
    work.case.do("koordinator.aduan", "terima", work.now)
