"""Cases opened by a message, a signal, a schedule: once, together with their facts, by who may."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

import pytest

from pendopo.casework.tests.doors import casework, ledger, models, services
from pendopo.casework.tests.test_messages import (
    ENDS,
    SIGNAL,
    publish,
    refusal,
    roots,
    says,
    submit,
    throw,
)
from pendopo.casework.tests.walking import CODE, DAY, MONDAY, all_at_once, at, facts_of
from pendopo.services.tests.drawn import flows, package, users

FORM = {"golongan": {"type": "string", "enum": ["besar", "kecil"],
                     "title": {"id": "Golongan", "en": "Class"}}}  # fmt: skip


def begins(name: str, what: str) -> str:
    return f'<bpmn:startEvent id="{name}">{what}</bpmn:startEvent>'


def by_itself(name: str, what: str) -> str:
    """A drawing whose only start has a cause."""
    ends = ENDS.replace('<bpmn:startEvent id="mulai"/>', begins(name, what))
    return ends + users("urus") + flows(f"{name}>urus", "urus>selesai")


def story(**given: Any) -> dict[str, Any]:
    return {"masuk": {"title": "Mulai", "given": given, "then": {"open": ["urus"]}}}


@pytest.fixture(scope="module")
def found(regency: Any) -> str:
    """Opened by the finding of a supervisor, of another case, or of a part above casework."""
    return publish(
        "uji-temuan",
        by_itself("temuan_masuk", '<bpmn:messageEventDefinition messageRef="m_temuan"/>'),
        tasks={"urus": {}},
        roots=roots(messages="temuan"),
        messages={
            "temuan": says("temuan", form=FORM, **{"from": ["supervisor", "case", "context"]})
        },
        stories=story(at="2026-11-16", message="temuan", answers={"golongan": "besar"}),
    )


def start(regency: Any, who: str = "kabid.ptsp", key: str = "", **more: Any) -> Any:
    given = {"data": {"golongan": "besar"}, **more}
    with ledger.use_region(CODE):
        actor = regency.actor(who)
        body = repr(given).encode()
        command = ledger.Command(actor.account_id, key or str(uuid4()), body)
        return casework.start_by_message(
            service="uji-temuan", message="temuan", who=actor, now=MONDAY, command=command, **given
        )


def cases(service: str) -> list[Any]:
    with ledger.use_region(CODE), ledger.region_transaction():
        return list(models.Case.objects.filter(service=service).order_by("submitted_at", "id"))


def told(case_id: UUID) -> list[Any]:
    with ledger.use_region(CODE):
        return list(ledger.facts_about(about=case_id))


def test_a_message_opens_a_case_with_its_task_and_facts(regency: Any, found: str) -> None:
    opened = start(regency)
    with ledger.use_region(CODE), ledger.region_transaction():
        case = models.Case.objects.get(id=opened.case_id)
        assert [one.element for one in case.tasks.all()] == ["urus"]
    assert (case.answers, case.account_id, case.deemed_at) == ({"golongan": "besar"}, None, None)
    facts = told(opened.case_id)
    assert {one.kind for one in facts} >= {"case.started", "task.opened"}
    (begun,) = [one for one in facts if one.kind == "case.started"]
    assert (begun.data["trigger"], begun.data["sender"]) == ("message", "officer")
    with ledger.use_region(CODE):
        view = casework.case(case_id=opened.case_id, who=regency.actor("loket.ptsp"), now=MONDAY)
    assert view.number == opened.number and view.tracking.stages


def test_the_same_command_opens_one_case_also_at_once(regency: Any, found: str) -> None:
    key = str(uuid4())
    before = len(cases(found))
    results = all_at_once(*[lambda: start(regency, key=key)] * 4)
    assert len({one.case_id for one in results}) == 1
    assert sorted(one.repeated for one in results) == [False, True, True, True]
    assert len(cases(found)) == before + 1


def test_only_who_the_package_names_opens_one(regency: Any, found: str) -> None:
    assert refusal(lambda: start(regency, "loket.ptsp")) == "not_for_you"
    assert refusal(lambda: start(regency, "teknis.dinkes")) == "not_for_you"
    assert start(regency, "loket.ptsp", context="uji").case_id


def test_answers_that_do_not_hold_open_nothing(regency: Any, found: str) -> None:
    before = len(cases(found))
    with pytest.raises(casework.Invalid):
        start(regency, data={"golongan": "tengah"})
    with pytest.raises(casework.Invalid):
        start(regency, data={"entah": "x"})
    assert len(cases(found)) == before


def test_nobody_applies_for_it(regency: Any, found: str) -> None:
    from pendopo.casework.tests.doors import directory

    with ledger.use_region(CODE), pytest.raises(casework.NotFound):
        casework.begin_draft(service=found, who=directory.ANONYMOUS, channel="web",
                             language="id", now=MONDAY)  # fmt: skip
    with ledger.use_region(CODE):
        shown = services.catalogue(language="id", at=MONDAY)
    assert found not in {one.slug for one in shown}


def test_a_signal_and_a_message_of_a_case_open_cases(regency: Any, found: str, worker: Any) -> None:
    publish(
        "uji-siaga",
        by_itself("ada_longsor", SIGNAL.format("longsor")),
        tasks={"urus": {}},
        roots=roots(signals="longsor"),
        signals={"longsor": says("longsor")},
        stories=story(at="2026-11-16", signal="longsor"),
    )
    body = (
        ENDS
        + users("periksa")
        + '<bpmn:sendTask id="kirim" messageRef="m_temuan"/>'
        + throw("umumkan", SIGNAL.format("longsor"))
        + flows("mulai>periksa", "periksa>kirim", "kirim>umumkan", "umumkan>selesai")
    )
    body = body.replace(
        '<bpmn:sendTask id="kirim" messageRef="m_temuan"/>',
        '<bpmn:sendTask id="kirim" messageRef="m_temuan"><bpmn:extensionElements>'
        '<camunda:inputOutput><camunda:inputParameter name="golongan">=golongan'
        "</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:sendTask>",
    )
    sender = publish(
        "uji-pengirim",
        body,
        tasks={"periksa": {}},
        roots=roots(messages="temuan", signals="longsor"),
        messages={"temuan": says("temuan", to="case", key="golongan")},
        signals={"longsor": says("longsor")},
    )
    before = len(cases(found))
    case = submit(regency, sender, golongan="kecil")
    case.do("loket.ptsp", "selesai")
    worker.drain(MONDAY)
    (alert,) = cases("uji-siaga")
    assert len(cases(found)) == before + 1
    new = cases(found)[-1] if cases(found)[-1].answers == {"golongan": "kecil"} else None
    new = new or next(one for one in cases(found) if one.answers == {"golongan": "kecil"})
    for one in (alert, new):
        (begun,) = [fact for fact in told(one.id) if fact.kind == "case.started"]
        assert UUID(str(begun.data["from_case"])) == case.case_id
    arrived = {one.data["name"]: one.data["receivers"]
               for one in facts_of(case, "case.message_delivered")}  # fmt: skip
    assert arrived == {"temuan": 1, "longsor": 1}
    worker.drain(MONDAY + DAY)
    assert len(cases("uji-siaga")) == 1


def due(now: dt.datetime) -> int:
    with ledger.use_region(CODE):
        return int(casework.start_due_cases(now=now))


def test_a_schedule_opens_each_case_once_and_catches_up(regency: Any) -> None:
    cycle = "R/2026-11-20T08:00:00+07:00/P1D"
    timer = (
        f"<bpmn:timerEventDefinition><bpmn:timeCycle>{cycle}</bpmn:timeCycle>"
        "</bpmn:timerEventDefinition>"
    )
    made = package(
        "uji-jadwal",
        by_itself("tiap_hari", timer),
        tasks={"urus": {}},
        stories=story(at="2026-11-20 08:00", timer="tiap_hari"),
    )
    published = at("2026-11-18 12:00")
    with ledger.use_region(CODE):
        services.publish(package=made, valid_from=published, now=published)
    due(at("2026-11-20 07:59"))
    assert cases("uji-jadwal") == []
    due(at("2026-11-20 08:00"))
    (first,) = cases("uji-jadwal")
    all_at_once(*[lambda: due(at("2026-11-23 09:00"))] * 3)
    assert len(cases("uji-jadwal")) == 4
    due(at("2026-11-23 09:00"))
    moments = []
    for one in cases("uji-jadwal"):
        (begun,) = [fact for fact in told(one.id) if fact.kind == "case.started"]
        moments.append(dt.datetime.fromisoformat(str(begun.data["due_at"])))
    assert sorted(moments) == [at(f"2026-11-{day} 08:00") for day in (20, 21, 22, 23)]

    ended = at("2026-11-23 12:00")
    other = package(
        "uji-jadwal", ENDS + users("urus") + flows("mulai>urus", "urus>selesai"),
        tasks={"urus": {}},
    )  # fmt: skip
    with ledger.use_region(CODE):
        services.publish(package=other, valid_from=ended, now=ended)
    due(at("2026-11-26 09:00"))
    assert len(cases("uji-jadwal")) == 4
    assert first.submitted_at == at("2026-11-20 08:00")
