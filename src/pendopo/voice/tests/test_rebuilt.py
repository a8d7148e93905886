"""The row of a report is what its facts say, whatever happened to it, in whatever order."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest

from pendopo.voice.tests.doors import casework, directory, ledger, models, standing, voice
from pendopo.voice.tests.reporting import (
    CODE,
    HEALTH,
    MONDAY,
    ROADS,
    applied,
    check_rebuilt,
    command,
    facts,
    row,
    send,
)

OFFICERS = (
    "koordinator.aduan", "verifikator.aduan", "penghubung.dpupr", "penghubung.dinkes",
    "auditor.inspektorat", "inspektur",
)  # fmt: skip
WORDS = {
    "topik": "jalan", "alasan": "Alasan (contoh).", "catatan": "Catatan (contoh).",
    "jawaban": "Jawaban (contoh).", "bukti": "jawaban",
}  # fmt: skip


def an_officer_acts(town: Any, case: Any, chance: random.Random, now: Any) -> None:
    """Some open task of some officer ends in some way."""
    for username in chance.sample(OFFICERS, len(OFFICERS)):
        try:
            tasks = [one for one in case.view(username, now).tasks if one.outcomes]
        except casework.NotFound:
            continue
        if not tasks:
            continue
        outcome = chance.choice(tasks[0].outcomes)
        form = tasks[0].form.questions if tasks[0].form else {}
        answers = {name: word for name, word in WORDS.items() if name in form}
        if "instansi" in form:
            answers["instansi"] = chance.choice([ROADS, HEALTH])
        case.do(username, outcome.id, now, **answers)
        return


def the_public_acts(receipt: Any, chance: random.Random, now: Any) -> None:
    """A word of the reporter or of somebody else, possible now or not."""
    who = {"code": receipt.code, "who": directory.ANONYMOUS, "number": receipt.number, "now": now}
    acts = [
        lambda: voice.confirm(**who),
        lambda: voice.reopen(**who, message="Belum selesai."),
        lambda: voice.reply(**who, message="Ini keterangannya."),
        lambda: voice.rate(**who, score=chance.randint(1, 5)),
        lambda: voice.support(
            number=receipt.number, who=directory.ANONYMOUS, reporter=voice.Reporter(),
            language="id", now=now, command=command(),
        ),
    ]  # fmt: skip
    try:
        with ledger.use_region(CODE):
            chance.choice(acts)()
    except (voice.Refused, casework.Refused):
        pass  # not possible at this point; nothing may have changed


@pytest.mark.parametrize("seed", range(8))
def test_a_random_life_leaves_what_its_facts_say(town: Any, worker: Any, seed: int) -> None:
    chance = random.Random(seed)
    receipt = send(visibility=chance.choice(["open", "anonymous"]))
    case = applied(town, receipt)
    now = MONDAY
    for _step in range(14):
        now += timedelta(hours=chance.randint(1, 60))
        if chance.random() < 0.6:
            an_officer_acts(town, case, chance, now)
        else:
            the_public_acts(receipt, chance, now)
        if chance.random() < 0.4:
            with ledger.use_region(CODE):
                casework.fire_due_timers(now=now)
        worker.drain(now)
        check_rebuilt(receipt)
    assert len(facts(receipt, "report.received")) == 1


def test_every_report_of_the_region_can_be_made_again(town: Any, worker: Any) -> None:
    send()
    worker.drain(MONDAY)
    with ledger.use_region(CODE), ledger.region_transaction():
        rows = list(models.Report.objects.all())
    assert rows
    for one in rows:
        with ledger.use_region(CODE):
            told = ledger.facts_about(about=one.pk)
        told = sorted(told, key=lambda fact: (fact.seq is None, fact.seq or 0))
        assert standing.of_row(one) == standing.of_facts(told), one.number


def test_a_row_changed_behind_the_facts_is_noticed(town: Any) -> None:
    receipt = send()
    with ledger.use_region(CODE), ledger.region_transaction():
        models.Report.objects.filter(pk=receipt.case_id).update(status="confirmed")
    with pytest.raises(AssertionError):
        check_rebuilt(receipt)
    with ledger.use_region(CODE), ledger.region_transaction():
        models.Report.objects.filter(pk=receipt.case_id).update(status="received")
    assert row(receipt).status == "received"
