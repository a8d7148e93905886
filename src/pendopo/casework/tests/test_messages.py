"""Messages, signals, errors, escalations and calls of a drawing, carried out for real cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

import pytest

from pendopo.casework.tests.doors import casework, directory, ledger, models, services
from pendopo.casework.tests.packages import LONG_AGO
from pendopo.casework.tests.walking import (
    CODE,
    DAY,
    MONDAY,
    all_at_once,
    counted,
    facts_of,
    fire,
    kinds,
    row,
    the_task,
)
from pendopo.services.tests.drawn import SENT, flows, package, users

ENDS = '<bpmn:startEvent id="mulai"/><bpmn:endEvent id="selesai"/>'
MESSAGE = '<bpmn:messageEventDefinition messageRef="m_{}"/>'
SIGNAL = '<bpmn:signalEventDefinition signalRef="s_{}"/>'


def roots(*, messages: str = "", signals: str = "") -> str:
    found = [f'<bpmn:message id="m_{one}" name="{one}"/>' for one in messages.split()]
    found += [f'<bpmn:signal id="s_{one}" name="{one}"/>' for one in signals.split()]
    return "".join(found)


def catch(name: str, what: str) -> str:
    return f'<bpmn:intermediateCatchEvent id="{name}">{what}</bpmn:intermediateCatchEvent>'


def throw(name: str, what: str) -> str:
    return f'<bpmn:intermediateThrowEvent id="{name}">{what}</bpmn:intermediateThrowEvent>'


def says(name: str, **more: Any) -> dict[str, Any]:
    return {"title": {"id": name, "en": name}, **more}


def publish(slug: str, body: str, **more: Any) -> str:
    made = package(slug, body, **more)
    with ledger.use_region(CODE):
        services.publish(package=made, valid_from=LONG_AGO, now=LONG_AGO)
    return slug


def submit(regency: Any, slug: str, **answers: Any) -> Any:
    from tests.regency import Applied

    from pendopo.config.seeding import applying

    with ledger.use_region(CODE):
        sent = applying.apply(slug, {**SENT, **answers}, now=MONDAY)
    return Applied(regency, sent.case_id, sent.number, sent.code)


def deliver(case: Any, message: str, who: str = "", now: dt.datetime = MONDAY, **more: Any) -> Any:
    """By an officer, or by the applicant with the case's code."""
    actor = case.regency.actor(who) if who else directory.ANONYMOUS
    with ledger.use_region(CODE):
        return casework.deliver(
            message=message,
            case_id=case.case_id,
            who=actor,
            key="" if who else case.code,
            now=now,
            **more,
        )


def refusal(act: Any) -> str:
    with pytest.raises(casework.Refused) as refused:
        act()
    return str(refused.value.code)


def open_now(case: Any) -> list[str]:
    with ledger.use_region(CODE), ledger.region_transaction():
        rows = models.Task.objects.filter(case_id=case.case_id, status="open")
        return sorted(rows.values_list("element", flat=True))


def waits_for(case: Any) -> list[tuple[str, str, str]]:
    with ledger.use_region(CODE), ledger.region_transaction():
        rows = models.Subscription.objects.filter(case_id=case.case_id).order_by("token")
        return list(rows.values_list("kind", "name", "key"))


FORM: Mapping[str, Any] = {
    "sikap": {
        "type": "string",
        "enum": ["puas", "belum"],
        "title": {"id": "Sikap", "en": "View"},
    }
}


@pytest.fixture(scope="module")
def asking(regency: Any) -> str:
    """Whoever applied answers, or three working days pass, or the counter says it goes on."""
    body = (
        ENDS
        + users("periksa", "tutup")
        + '<bpmn:eventBasedGateway id="tunggu"/>'
        + catch("balasan", MESSAGE.format("balas"))
        + catch("lanjut", MESSAGE.format("teruskan"))
        + catch(
            "lewat",
            "<bpmn:timerEventDefinition><bpmn:timeDuration>=working days(3)</bpmn:timeDuration>"
            "</bpmn:timerEventDefinition>",
        )
        + '<bpmn:exclusiveGateway id="puas" default="f_puas_tutup"/>'
        + flows(
            "mulai>periksa", "periksa>tunggu", "tunggu>balasan", "tunggu>lanjut", "tunggu>lewat",
            "balasan>puas", 'puas>periksa if balasan.sikap = "belum"', "puas>tutup",
            "lanjut>tutup", "lewat>tutup", "tutup>selesai",
        )
    )  # fmt: skip
    return publish(
        "uji-balasan",
        body,
        tasks={"periksa": {}, "tutup": {}},
        roots=roots(messages="balas teruskan"),
        messages={
            "balas": says("balas", **{"from": ["applicant"], "form": FORM}),
            "teruskan": says("teruskan", **{"from": ["supervisor", "context"]}),
        },
    )


def test_the_applicant_answers_and_the_case_goes_on(regency: Any, asking: str) -> None:
    case = submit(regency, asking)
    assert refusal(lambda: deliver(case, "balas", data={"sikap": "puas"})) == "message_unawaited"
    case.do("loket.ptsp", "selesai")
    assert row(case).stage == "balasan"
    assert [one[1] for one in waits_for(case)] == ["balas", "teruskan"]
    with counted() as statements:
        deliver(case, "balas", data={"sikap": "belum"})
    assert len(statements) <= 14, statements
    assert (open_now(case), waits_for(case)) == (["periksa"], [])
    (fact,) = facts_of(case, "case.message_received")
    assert (fact.data["name"], fact.data["sender"], fact.actor) == ("balas", "applicant", None)
    case.do("loket.ptsp", "selesai")
    deliver(case, "balas", data={"sikap": "puas"})
    assert open_now(case) == ["tutup"]


def test_the_timer_behind_the_gateway_takes_the_messages_away(regency: Any, asking: str) -> None:
    case = submit(regency, asking)
    case.do("loket.ptsp", "selesai")
    fire(MONDAY + 5 * DAY)
    assert (open_now(case), waits_for(case)) == (["tutup"], [])
    assert not facts_of(case, "case.escalated")  # nobody was late
    assert refusal(lambda: deliver(case, "balas", data={"sikap": "puas"})) == "message_unawaited"


def test_who_may_send_what(regency: Any, asking: str) -> None:
    case = submit(regency, asking)
    case.do("loket.ptsp", "selesai")
    other = submit(regency, asking)
    good = {"data": {"sikap": "puas"}}
    assert refusal(lambda: deliver(case, "balas", "loket.ptsp", **good)) == "not_for_you"
    assert refusal(lambda: deliver(case, "balas", "teknis.dinkes", **good)) == "case_unknown"
    assert refusal(lambda: deliver(case, "teruskan")) == "not_for_you"  # the applicant
    assert refusal(lambda: deliver(case, "teruskan", "loket.ptsp")) == "not_for_you"
    assert refusal(lambda: deliver(case, "tidak-ada", "kabid.ptsp")) == "not_for_you"
    assert refusal(lambda: deliver(case, "balas", context="voice", **good)) == "not_for_you"
    with ledger.use_region(CODE):
        assert refusal(
            lambda: casework.deliver(
                message="balas", case_id=case.case_id, who=directory.ANONYMOUS, key=other.code,
                now=MONDAY, **good,
            )
        ) == "case_unknown"  # fmt: skip
    with pytest.raises(casework.Invalid):
        deliver(case, "balas", data={"sikap": "entah"})
    with pytest.raises(casework.Invalid):
        deliver(case, "balas", data={"nama": "Siti"})
    assert open_now(case) == [] and not facts_of(case, "case.message_received")
    deliver(case, "teruskan", "kabid.ptsp")
    assert open_now(case) == ["tutup"]


def test_a_context_above_answers_for_its_sender(regency: Any, asking: str) -> None:
    case = submit(regency, asking)
    case.do("loket.ptsp", "selesai")
    deliver(case, "teruskan", context="voice")
    (fact,) = facts_of(case, "case.message_received")
    assert fact.data["sender"] == "context"


def test_the_same_command_is_one_message_however_often_it_comes(regency: Any, asking: str) -> None:
    case = submit(regency, asking)
    case.do("loket.ptsp", "selesai")

    def command() -> Any:
        return ledger.Command(case.case_id, "balasan-1", b"puas")

    found = all_at_once(*[
        lambda: deliver(case, "balas", data={"sikap": "puas"}, command=command())
    ] * 3)  # fmt: skip
    assert kinds(found) == ["Delivered"] * 3
    assert sorted(one.repeated for one in found) == [False, True, True]
    assert len(facts_of(case, "case.message_received")) == 1


@pytest.fixture(scope="module")
def asker(regency: Any) -> str:
    """Asks another case, tells the applicant, and tells everybody."""
    body = (
        ENDS
        + users("mulai_kerja")
        + '<bpmn:sendTask id="kirim" messageRef="m_tanya"/>'
        + throw("kabari", MESSAGE.format("kabar"))
        + throw("umumkan", SIGNAL.format("banjir"))
        + flows(
            "mulai>mulai_kerja",
            "mulai_kerja>kirim",
            "kirim>kabari",
            "kabari>umumkan",
            "umumkan>selesai",
        )
    )
    return publish(
        "uji-penanya",
        body,
        tasks={"mulai_kerja": {}},
        roots=roots(messages="tanya kabar", signals="banjir"),
        messages={
            "tanya": says("tanya", to="case", key="golongan"),
            "kabar": says("kabar", to="applicant", text={"id": "Ada kabar.", "en": "News."}),
        },
        signals={"banjir": says("banjir")},
    )


@pytest.fixture(scope="module")
def listener(regency: Any) -> str:
    """Waits for a question by its key, and at any time for a signal."""
    aside = (
        '<bpmn:subProcess id="siaga" triggeredByEvent="true">'
        f'<bpmn:startEvent id="ada_banjir" isInterrupting="false">{SIGNAL.format("banjir")}'
        '</bpmn:startEvent><bpmn:userTask id="tinjau"/><bpmn:endEvent id="sudah"/>'
        + flows("ada_banjir>tinjau", "tinjau>sudah")
        + "</bpmn:subProcess>"
    )
    body = (
        ENDS
        + users("jawab")
        + '<bpmn:receiveTask id="terima" messageRef="m_tanya"/>'
        + aside
        + flows("mulai>terima", "terima>jawab", "jawab>selesai")
    )
    return publish(
        "uji-penerima",
        body,
        tasks={"jawab": {}, "tinjau": {"role": "front_office", "organisation": "owner"}},
        lane_of={"tinjau": ""},
        roots=roots(messages="tanya", signals="banjir"),
        messages={"tanya": says("tanya", key="golongan", **{"from": ["case", "applicant"]})},
        signals={"banjir": says("banjir")},
    )


def test_messages_find_their_case_and_signals_everybody(
    regency: Any, asker: str, listener: str, worker: Any
) -> None:
    mark, other = f"G-{uuid4()}"[:30], f"G-{uuid4()}"[:30]
    first = submit(regency, listener, golongan=mark)
    second = submit(regency, listener, golongan=mark)
    third = submit(regency, listener, golongan=other)
    sender = submit(regency, asker, golongan=mark)
    worker.drain(MONDAY)
    assert waits_for(first) == [("signal", "banjir", ""), ("message", "tanya", mark)]
    sender.do("loket.ptsp", "selesai")
    assert open_now(first) == []  # never in the request
    worker.drain(MONDAY)
    assert open_now(first) == ["jawab", "tinjau"]  # it has waited longest
    assert open_now(second) == ["tinjau"] and open_now(third) == ["tinjau"]
    (taken,) = [one for one in facts_of(first, "case.message_received")
                if one.data["kind"] == "message"]  # fmt: skip
    assert UUID(str(taken.data["from_case"])) == sender.case_id
    arrived = {one.data["name"]: one.data["receivers"]
               for one in facts_of(sender, "case.message_delivered")}  # fmt: skip
    assert arrived["tanya"] == 1 and arrived["kabar"] == 1 and arrived["banjir"] >= 3
    with ledger.use_region(CODE):
        state = services.flow.CaseState.decode(bytes(row(sender).state))
    assert state.sends == () and row(sender).ended_at is not None
    before = len(facts_of(first))
    with ledger.use_region(CODE):
        from pendopo.casework.actions.sending import send_out

        assert send_out(case_id=sender.case_id, token=1, now=MONDAY) == 0  # it has left already
    assert len(facts_of(first)) == before


def test_a_correlation_finds_the_case_without_its_number(
    regency: Any, listener: str, worker: Any
) -> None:
    mark = f"G-{uuid4()}"[:30]
    case = submit(regency, listener, golongan=mark)
    worker.drain(MONDAY)
    with ledger.use_region(CODE):
        done = casework.deliver(
            message="tanya", correlation=mark, who=directory.ANONYMOUS, key=case.code, now=MONDAY
        )
        assert done.case_id == case.case_id
        with pytest.raises(casework.Refused) as refused:
            casework.deliver(
                message="tanya", correlation=mark, who=directory.ANONYMOUS, key=case.code,
                now=MONDAY,
            )  # fmt: skip
    assert refused.value.code == "message_unawaited"


@pytest.fixture(scope="module")
def raising(regency: Any) -> str:
    """A call of another process of the file, an outcome that fails, one that escalates."""
    called = (
        '<bpmn:process id="tinjauan"><bpmn:startEvent id="awal"/><bpmn:userTask id="ukur"/>'
        '<bpmn:endEvent id="akhir"/>' + flows("awal>ukur", "ukur>akhir") + "</bpmn:process>"
    )
    border = (
        '<bpmn:boundaryEvent id="gagal" attachedToRef="kerja">'
        '<bpmn:errorEventDefinition errorRef="e_alat"/></bpmn:boundaryEvent>'
        '<bpmn:boundaryEvent id="naik" attachedToRef="kerja" cancelActivity="false">'
        '<bpmn:escalationEventDefinition escalationRef="k_berat"/></bpmn:boundaryEvent>'
    )
    body = (
        ENDS
        + users("kerja", "perbaiki_alat", "dampingi")
        + border
        + '<bpmn:endEvent id="didampingi"/>'
        + '<bpmn:callActivity id="panggil" calledElement="tinjauan"/>'
        + flows(
            "mulai>panggil",
            "panggil>kerja",
            "kerja>selesai",
            "gagal>perbaiki_alat",
            "perbaiki_alat>kerja",
            "naik>dampingi",
            "dampingi>didampingi",
        )
    )
    outcomes = {
        "beres": {},
        "rusak": {"error": "ALAT"},
        "berat": {"escalation": "BERAT"},
    }
    return publish(
        "uji-galat",
        body,
        tasks={
            "ukur": {"organisation": "owner", "role": "front_office"},
            "kerja": {"outcomes": outcomes},
            "perbaiki_alat": {},
            "dampingi": {},
        },
        lane_of={"ukur": ""},
        roots='<bpmn:error id="e_alat" name="Alat" errorCode="ALAT"/>'
        '<bpmn:escalation id="k_berat" name="Berat" escalationCode="BERAT"/>' + called,
    )


def test_a_called_process_an_error_and_an_escalation(regency: Any, raising: str) -> None:
    case = submit(regency, raising)
    assert open_now(case) == ["ukur"]
    assert the_task(case, "loket.ptsp").element == "ukur"
    case.do("loket.ptsp", "selesai")
    case.do("loket.ptsp", "rusak")
    assert open_now(case) == ["perbaiki_alat"]
    (failed,) = facts_of(case, "case.failed")
    assert (failed.data["code"], failed.data["caught"]) == ("ALAT", True)
    case.do("loket.ptsp", "selesai")
    case.do("loket.ptsp", "berat")
    assert open_now(case) == ["dampingi"]
    (told,) = facts_of(case, "case.escalated")
    assert (told.data["reason"], told.data["element"]) == ("process", "kerja")
    done = [(one.data["element"], one.data["outcome"]) for one in facts_of(case, "task.done")]
    assert done == [("ukur", "selesai"), ("kerja", "rusak"), ("perbaiki_alat", "selesai"),
                    ("kerja", "berat")]  # fmt: skip
    case.do("loket.ptsp", "selesai")
    assert row(case).ended_at is not None
