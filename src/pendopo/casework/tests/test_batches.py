"""One act on many tasks: tried without a change, done by a job, told, taken back."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest

from pendopo.casework.tests.doors import casework, ledger, models
from pendopo.casework.tests.walking import CODE, MONDAY, counted
from pendopo.faces.desk.tests.seeing import open_task

MINUTE = dt.timedelta(minutes=1)


def ticked(cases: list[Any], username: str = "loket.ptsp", version: int = 1) -> list[Any]:
    return [casework.Ticked(open_task(one, username).id, version, one.number) for one in cases]


def begun(regency: Any, tasks: list[Any], username: str = "loket.ptsp", **given: Any) -> Any:
    with ledger.use_region(CODE):
        return casework.begin_batch(
            **{"act": "take", "tasks": tasks, "who": regency.actor(username), "now": MONDAY,
               **given}
        )  # fmt: skip


def run(batch_id: Any, now: Any = MONDAY) -> None:
    from pendopo.casework.orders import batches

    with ledger.use_region(CODE):
        while batches.do_next(batch_id=batch_id, now=now):
            pass


def seen(regency: Any, batch_id: Any, username: str = "loket.ptsp") -> Any:
    with ledger.use_region(CODE):
        return casework.task_batch(batch_id=batch_id, who=regency.actor(username))


def holders(cases: list[Any]) -> list[Any]:
    return [open_task(one, "loket.ptsp").assignee_id for one in cases]


def test_the_worker_does_each_task_and_tells_which_were_stale(regency: Any) -> None:
    from tests.worker import Worker

    cases = [regency.submit() for _number in range(3)]
    tasks = [*ticked(cases[:2]), *ticked(cases[2:], version=7),
             casework.Ticked(uuid4(), 1, "TIDAK-ADA")]  # fmt: skip
    batch_id = begun(regency, tasks)
    waiting = seen(regency, batch_id)
    assert (waiting.tasks, waiting.done, waiting.ended_at) == (4, 0, None)
    assert holders(cases) == [None] * 3
    Worker().drain(MONDAY)
    over = seen(regency, batch_id)
    mine = regency.actor("loket.ptsp").account_id
    assert (over.done, over.refused) == (2, 2) and over.ended_at
    assert holders(cases) == [mine, mine, None]
    assert [one.version for one in over.results] == [2, 2, None, None]
    assert "diubah orang lain" in over.results[2].refusal.id
    assert "tidak ditemukan" in over.results[3].refusal.id
    with ledger.use_region(CODE):
        kinds = ("task_batch.begun", "task_batch.ended")
        told = ledger.facts_about(about=batch_id, kinds=kinds)
    assert [one.kind for one in told] == list(kinds)
    assert (told[1].data["done"], told[1].data["refused"]) == (2, 2)


def test_a_job_that_died_goes_on_and_a_broken_task_stops_nobody(
    regency: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pendopo.casework.orders import batches

    cases = [regency.submit() for _number in range(3)]
    batch_id = begun(regency, ticked(cases))
    with ledger.use_region(CODE):
        assert batches.do_next(batch_id=batch_id, now=MONDAY)  # and then the worker died
    take, broken = batches.take, ticked(cases[1:2])[0].task

    def fragile(**given: Any) -> Any:
        version = take(**given)
        if given["task_id"] == broken:
            raise ZeroDivisionError
        return version

    monkeypatch.setattr(batches, "take", fragile)
    run(batch_id)
    run(batch_id)  # the job came twice
    over = seen(regency, batch_id)
    assert [one.version for one in over.results] == [2, None, 2]
    assert "coba di sana" in over.results[1].refusal.id
    assert holders(cases)[1] is None, "what broke was taken back"


def test_it_is_taken_back_once_and_only_what_nobody_touched(regency: Any) -> None:
    cases = [regency.submit() for _number in range(2)]
    batch_id = begun(regency, ticked(cases))
    with ledger.use_region(CODE):
        who = regency.actor("loket.ptsp")
        with pytest.raises(casework.Stale, match="batch_late"):
            casework.undo_batch(batch_id=batch_id, who=who, now=MONDAY)  # not over yet
    run(batch_id)
    with ledger.use_region(CODE):
        touched = open_task(cases[1], "loket.ptsp")
        casework.snooze(
            task_id=touched.id, who=who, version=touched.version, until=MONDAY + MINUTE, now=MONDAY
        )
        with pytest.raises(casework.NotFound):
            casework.undo_batch(batch_id=batch_id, who=regency.actor("kabid.ptsp"), now=MONDAY)
        with pytest.raises(casework.Stale, match="batch_late"):
            casework.undo_batch(batch_id=batch_id, who=who, now=MONDAY + 3 * MINUTE)
        back = casework.undo_batch(batch_id=batch_id, who=who, now=MONDAY + MINUTE)
        assert casework.undo_batch(batch_id=batch_id, who=who, now=MONDAY + MINUTE) == back
    run(back)
    undone, first = seen(regency, back), seen(regency, batch_id)
    assert (undone.act, undone.done, undone.refused) == ("release", 1, 1)
    assert holders(cases) == [None, who.account_id]
    assert first.undone_by == back and first.undo_until is None and undone.undo_until is None


def test_the_same_form_sent_twice_is_one_batch(regency: Any) -> None:
    tasks = ticked([regency.submit()])
    account = regency.actor("loket.ptsp").account_id
    command = ledger.Command(actor=account, key="massal-123", request=b"x")
    one = begun(regency, [*tasks, *tasks], command=command)
    assert begun(regency, tasks, command=command) == one
    run(one)
    assert seen(regency, one).tasks == 1, "a task ticked twice is one task"
    with ledger.use_region(CODE), pytest.raises(casework.NotFound):
        casework.task_batch(batch_id=one, who=regency.actor("kabid.ptsp"))
    for wrong in ([], [casework.Ticked(uuid4(), 1, "") for _number in range(501)]):
        with pytest.raises(casework.Refused, match="batch_size"):
            begun(regency, wrong)


def test_a_right_that_ended_meanwhile_is_told_for_each_task(regency: Any) -> None:
    cases = [regency.submit()]
    batch_id = begun(regency, ticked(cases))
    with ledger.use_region(CODE), ledger.region_transaction():
        other = regency.actor("teknis.dinkes")
        models.TaskBatch.objects.filter(id=batch_id).update(account_id=other.account_id)
    run(batch_id)
    (line,) = seen(regency, batch_id, "teknis.dinkes").results
    assert line.refusal and holders(cases) == [None]


@pytest.mark.parametrize("act", ["take", "release", "snooze", "wake", "assign"])
def test_a_dry_run_says_what_the_act_says(regency: Any, act: str) -> None:
    """Tasks that may and may not: the same words as from the verb, one statement for all sound."""
    cases = [regency.submit() for _number in range(4)]
    tasks = [*ticked(cases[:3]), *ticked(cases[3:], version=5)]
    clerk, username = regency.actor("loket.ptsp"), "kabid.ptsp" if act == "assign" else "loket.ptsp"
    given: dict[str, Any] = {"to": clerk.account_id} if act == "assign" else {}
    asked = {"act": act, "who": regency.actor(username), "now": MONDAY, **given}
    with ledger.use_region(CODE):
        casework.take(task_id=tasks[0].task, who=clerk, version=1, now=MONDAY)  # stale now
        with counted() as few:
            casework.try_tasks(tasks=tasks[1:2], **asked)
        with counted() as more:
            casework.try_tasks(tasks=tasks[1:3], **asked)
        tried = casework.try_tasks(tasks=tasks, **asked)
    assert len(few) == len(more) <= 2
    assert [one.refusal is None for one in tried] == [False, True, True, False]
    batch_id = begun(regency, tasks, username, act=act, **given)
    run(batch_id)
    told = seen(regency, batch_id, username).results
    assert [one.refusal for one in told] == [one.refusal for one in tried]
