"""Two at once: exactly one wins, the other is told. A command sent twice acts once."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from pendopo.casework.tests.doors import casework, directory, ledger, models
from pendopo.casework.tests.walking import (
    CODE,
    MONDAY,
    all_at_once,
    at,
    facts_of,
    kinds,
    open_elements,
    recommended,
    row,
    the_task,
    to_be_signed,
)

COUNTER = "loket.ptsp"


def complete(case: Any, username: str, outcome: str, **over: Any) -> Callable[[], Any]:
    """Completing the officer's task as they see it now, to be called later."""
    task = the_task(case, username)
    return partial(
        casework.complete_task,
        **{
            "task_id": task.id,
            "who": case.regency.actor(username),
            "version": task.version,
            "outcome": outcome,
            "answers": {},
            "now": MONDAY,
            **over,
        },
    )


def filled(regency: Any, **over: Any) -> tuple[Callable[..., Any], Any]:
    """A complete draft: the call that sends it, and its id."""
    from pendopo.config.seeding import applying

    with ledger.use_region(CODE):
        draft_id, code, version = applying.fill("sip-dokter", regency.answers(), now=MONDAY)
    send = partial(
        casework.submit,
        draft_id=draft_id,
        who=directory.ANONYMOUS,
        key=code,
        version=version,
        now=MONDAY,
    )
    return send, draft_id


def cases_of(draft_id: Any) -> int:
    with ledger.use_region(CODE), ledger.region_transaction():
        code_hash = models.Draft.objects.get(id=draft_id).code_hash
        return int(models.Case.objects.filter(access_hash=bytes(code_hash)).count())


def test_of_two_officers_at_once_one_wins_and_the_other_is_told_who(regency: Any) -> None:
    case = regency.submit()
    yes, no = complete(case, COUNTER, "lengkap"), complete(
        case, COUNTER, "tolak", answers={"alasan": "STR milik orang lain"}
    )  # fmt: skip
    answers = all_at_once(yes, no)
    assert kinds(answers) == ["Done", "Stale"]
    (stale,) = (one for one in answers if isinstance(one, Exception))
    assert stale.code == "task_closed" and "Loket" in stale.text["id"]
    assert len(facts_of(case, "task.done")) == 1


def test_different_cases_and_different_tasks_do_not_wait_for_each_other(regency: Any) -> None:
    cases = [regency.submit() for _ in range(4)]
    answers = all_at_once(*(complete(case, COUNTER, "lengkap") for case in cases))
    assert kinds(answers) == ["Done"] * 4


def test_what_changed_since_one_looked_is_not_overwritten(regency: Any) -> None:
    case = regency.submit()
    late = complete(case, COUNTER, "lengkap")
    officer, task = regency.actor(COUNTER), the_task(case, COUNTER)
    with ledger.use_region(CODE):
        words = {"task_id": task.id, "who": officer, "now": MONDAY}
        version = casework.save_task_draft(version=task.version, answers={"alasan": "x"}, **words)
        for act in (late, partial(casework.take, version=task.version, **words)):
            with pytest.raises(casework.Stale) as stale:
                act()
            assert stale.value.code == "task_stale"
        assert the_task(case, COUNTER).draft == {"alasan": "x"}
        casework.complete_task(version=version, outcome="lengkap", answers={}, **words)


def test_a_task_in_one_officers_hands_is_left_alone_until_it_is_given_back(regency: Any) -> None:
    case = regency.submit()
    case.do(COUNTER, "lengkap")
    task = the_task(case, "teknis.dinkes")
    words = {"task_id": task.id, "now": MONDAY}
    with ledger.use_region(CODE):
        version = casework.take(who=regency.actor("teknis.dinkes"), version=task.version, **words)
    supervisor = regency.actor("kabid.dinkes")  # may also recommend, and hands the tasks out
    head = regency.actor("kadis.dinkes")  # hands out, but does not recommend
    assert the_task(case, "kabid.dinkes").assignee_id == regency.actor("teknis.dinkes").account_id
    with ledger.use_region(CODE):
        with pytest.raises(casework.Refused) as refused:
            casework.take(who=head, version=version, **words)
        assert refused.value.code == "not_for_you"
        version = casework.release(who=head, version=version, **words)
        version = casework.take(who=supervisor, version=version, **words)
        with pytest.raises(casework.Refused) as refused:
            casework.complete_task(
                who=regency.actor("teknis.dinkes"), version=version, outcome="rekomendasikan",
                answers={}, **words,
            )  # fmt: skip
    assert refused.value.code == "task_taken"


def test_the_same_command_again_is_the_same_answer_and_another_body_is_refused(
    regency: Any,
) -> None:
    case = regency.submit()
    command = ledger.Command(regency.actor(COUNTER).account_id, str(uuid4()), b"complete lengkap")
    act = complete(case, COUNTER, "lengkap", command=command)
    with ledger.use_region(CODE):
        first, again = act(), act()
        assert (first.repeated, again) == (False, dataclasses.replace(first, repeated=True))
        with pytest.raises(ledger.KeyReused):
            act(command=dataclasses.replace(command, request=b"complete tolak"))
    assert len(facts_of(case, "task.done")) == 1


def test_one_command_sent_by_two_hands_at_once_acts_once(regency: Any) -> None:
    case = regency.submit()
    command = ledger.Command(regency.actor(COUNTER).account_id, str(uuid4()), b"complete")
    act = complete(case, COUNTER, "lengkap", command=command)
    answers = all_at_once(*[act] * 4)
    assert kinds(answers) == ["Done"] * 4
    assert sorted(one.repeated for one in answers) == [False, True, True, True]
    assert open_elements(case) == ["rekomendasi"]


@pytest.mark.parametrize("keys", [1, 4], ids=["one key", "a key each"])
def test_an_application_sent_four_times_at_once_is_one_case(regency: Any, keys: int) -> None:
    send, draft_id = filled(regency)
    commands = [ledger.Command(draft_id, f"kunci-uji-{n % keys}", b"send") for n in range(4)]
    answers = all_at_once(*(partial(send, command=command) for command in commands))
    numbers = {one.number for one in answers if not isinstance(one, Exception)}
    assert (len(numbers), cases_of(draft_id)) == (1, 1)
    if keys == 1:
        assert sorted(one.repeated for one in answers) == [False, True, True, True]
    else:  # the losers are told that it was sent, and no person of theirs is left behind
        refused = [one.code for one in answers if isinstance(one, Exception)]
        assert set(refused) <= {"draft_sent", "draft_stale"} and len(refused) == 3
    with ledger.use_region(CODE), ledger.region_transaction():
        from pendopo.directory.models import Person

        case = models.Case.objects.get(number=numbers.pop())
        assert Person.objects.filter(data_key_id=case.key_id).count() == 1


def test_a_draft_that_is_sent_stays_as_it_was_sent(regency: Any) -> None:
    send, draft_id = filled(regency)
    command = ledger.Command(draft_id, str(uuid4()), b"send")
    with ledger.use_region(CODE):
        with pytest.raises(casework.Stale):
            send(version=99, command=command)
        sent = send(command=command)
        again = send(command=command)
        assert (again.number, again.repeated) == (sent.number, True)
        with pytest.raises(casework.Refused) as refused:
            send(command=ledger.Command(draft_id, str(uuid4()), b"send"))
        assert refused.value.code == "draft_sent"
        with pytest.raises(ledger.KeyReused):
            send(command=dataclasses.replace(command, request=b"other"))


def test_withdrawing_and_signing_at_once_ends_the_case_in_one_way(regency: Any) -> None:
    case = to_be_signed(regency)
    task, head = the_task(case, "kadis.ptsp").id, regency.actor("kadis.ptsp")

    def sign() -> Any:
        from tests.regency import PASSPHRASE

        (result,) = casework.sign(
            task_ids=[task], who=head, passphrase=PASSPHRASE, origin="http://x", now=MONDAY
        )
        return result.ok

    withdraw = partial(
        casework.withdraw,
        case_id=case.case_id, who=directory.ANONYMOUS, key=case.code, now=MONDAY,
    )  # fmt: skip
    signed, withdrawn = all_at_once(sign, withdraw)
    ended = str(row(case).status)
    assert (signed, withdrawn == "withdrawn", ended) in [
        (True, False, "running"),  # the licence is registered by the worker
        (False, True, "withdrawn"),
    ]


def test_a_timer_and_an_officer_at_once_both_get_through(regency: Any) -> None:
    case = recommended(regency, at("2026-11-16 10:00"))
    late = at("2026-11-27 15:31")
    with ledger.use_region(CODE), ledger.region_transaction():
        timers = [one.id for one in models.Timer.objects.filter(case_id=case.case_id, done_at=None)]
    from pendopo.casework.actions.timers import fire_timer

    answers = all_at_once(
        complete(case, "penata.ptsp", "siap", now=late),
        *(partial(fire_timer, timer_id=timer, now=late) for timer in timers),
    )
    assert not [one for one in answers if isinstance(one, Exception)], answers
    assert open_elements(case) == ["paraf"]
