"""Messages and signals of a package: stories send them, the check knows who may and where to."""

from __future__ import annotations

from typing import Any

import pytest

from pendopo.services.inspection import inspect
from pendopo.services.tests.drawn import SENT, flows, source, users

ENDS = '<bpmn:startEvent id="mulai"/><bpmn:endEvent id="selesai"/>'
ROOTS = '<bpmn:message id="m" name="balas"/><bpmn:message id="k" name="kabar"/>'
WAIT = (
    '<bpmn:intermediateCatchEvent id="tunggu"><bpmn:messageEventDefinition messageRef="m"/>'
    "</bpmn:intermediateCatchEvent>"
)
SEND = '<bpmn:sendTask id="kirim" messageRef="k"/>'
BODY = ENDS + WAIT + SEND + users("tutup")
WAYS = flows("mulai>tunggu", "tunggu>kirim", "kirim>tutup", "tutup>selesai")
TEXT = {"id": "Kabar", "en": "News"}
VIEW = {"type": "string", "enum": ["puas", "belum"], "title": TEXT}
WORDS = {"type": "string", "maxLength": 9, "title": TEXT}
MESSAGES: dict[str, Any] = {
    "balas": {"title": TEXT, "from": ["applicant"], "form": {"sikap": VIEW}},
    "kabar": {"title": TEXT, "to": "applicant", "text": TEXT},
}


def made(body: str = BODY + WAYS, *, messages: Any = MESSAGES, **more: Any) -> Any:
    given = {"tasks": {"tutup": {}}, "roots": ROOTS, "messages": messages, **more}
    return inspect(source("uji-pesan", body, **given))


def story(*steps: dict[str, Any], **then: Any) -> dict[str, Any]:
    given = {"at": "2026-11-16 09:00", "answers": SENT}
    return {"title": "Pesan", "given": given, "when": list(steps), "then": then}


def test_a_story_sends_a_message() -> None:
    at = "2026-11-16 10:00"
    good = story(
        {"at": at, "message": "balas", "answers": {"sikap": "puas"}, "then": {"awaits": []}},
        open=["tutup"],
        sent=["kabar"],
    )
    early = story({"at": at, "wait": True}, awaits=["balas"], status="waiting", open=[])
    late = story(
        {"at": at, "message": "balas", "answers": {"sikap": "puas"}},
        {"at": at, "message": "balas", "answers": {"sikap": "puas"},
         "then": {"refused": "message-unawaited"}},
        open=["tutup"], refused="message-unawaited",
    )  # fmt: skip
    wrong = story(
        {"at": at, "message": "balas", "answers": {"sikap": "entah"},
         "then": {"refused": "answers", "fields": ["sikap"]}},
        awaits=["balas"], refused="answers",
    )  # fmt: skip
    found = made(stories={"baik": good, "dini": early, "lambat": late, "keliru": wrong})
    assert [str(one) for one in found.problems] == []


def changed(name: str, **more: Any) -> dict[str, Any]:
    kept = {**MESSAGES[name], **more}
    return {**MESSAGES, name: {key: one for key, one in kept.items() if one is not None}}


DEFECTS: list[tuple[str, dict[str, Any], str]] = [
    ("nobody may send it", changed("balas", **{"from": None}), "message-from"),
    ("one of ours without a goal", changed("kabar", to=None), "message-to"),
    ("a goal for one that we never send", changed("balas", to="same"), "message-to"),
    ("no words for the applicant", changed("kabar", text=None), "message-text"),
    ("no key between cases", changed("kabar", to="case"), "message-key"),
    ("a key of nothing", changed("kabar", to="case", key="entah"), "name-unknown"),
    ("a personal key", changed("kabar", to="case", key="nik"), "name-personal"),
    ("a strange sender", changed("balas", **{"from": ["siapa saja"]}), "value-wrong"),
    ("free text", changed("balas", form={"kata": WORDS}),
     "message-personal"),
    ("not described", {"kabar": MESSAGES["kabar"]}, "message-undefined"),
    ("not drawn", {**MESSAGES, "lain": MESSAGES["balas"]}, "message-not-drawn"),
]  # fmt: skip


@pytest.mark.parametrize(("messages", "rule"), [one[1:] for one in DEFECTS], ids=[
    one[0] for one in DEFECTS])  # fmt: skip
def test_defects_of_messages(messages: dict[str, Any], rule: str) -> None:
    assert {one.rule for one in made(messages=messages).problems} == {rule}
