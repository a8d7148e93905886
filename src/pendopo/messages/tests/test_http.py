"""The gateway for any provider, against a real server."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs

import pytest

from pendopo.messages.adapters import Failed, Outgoing, Rejected
from pendopo.messages.adapters.http import WHATSAPP, HttpGateway
from pendopo.messages.tests.gatewaying import provider

MESSAGE = Outgoing("+6281234567890", "", 'K7M-4QP-2XD: "selesai" {to} \\', "notice-1")


def gateway(url: str, **changes: Any) -> HttpGateway:
    return HttpGateway(**{"name": "sms", "url": url, "token": "rahasia", **changes})


def test_a_plain_gateway_gets_number_and_text() -> None:
    with provider() as one:
        gateway(one.url).send(MESSAGE)
    ((headers, body),) = one.got
    assert json.loads(body) == {"to": MESSAGE.address, "text": MESSAGE.body}
    assert headers["Authorization"] == "Bearer rahasia"
    assert headers["Idempotency-Key"] == "notice-1"


def test_whatsapp_gets_its_own_shape() -> None:
    with provider() as one:
        gateway(one.url, body=WHATSAPP).send(MESSAGE)
    told = json.loads(one.got[0][1])
    assert (told["messaging_product"], told["to"]) == ("whatsapp", "6281234567890")
    assert told["text"] == {"preview_url": False, "body": MESSAGE.body}


def test_a_form_and_a_header_of_their_own() -> None:
    with provider() as one:
        gateway(
            one.url, form=True, header="X-Key: {token}",
            body='{"msisdn": "{digits}", "message": "{text}", "sender": "PENDOPO"}',
        ).send(MESSAGE)  # fmt: skip
    ((headers, body),) = one.got
    found = parse_qs(body.decode())
    assert found == {
        "msisdn": ["6281234567890"], "message": [MESSAGE.body], "sender": ["PENDOPO"],
    }  # fmt: skip
    assert headers["X-Key"] == "rahasia"


@pytest.mark.parametrize(
    ("status", "final"),
    [(400, True), (401, True), (403, True), (404, True), (302, True), (307, True),
     (408, False), (429, False), (500, False), (503, False)],
)  # fmt: skip
def test_what_can_be_tried_again(status: int, final: bool) -> None:
    with provider(status) as one, pytest.raises(Failed) as failed:
        gateway(one.url).send(MESSAGE)
    assert isinstance(failed.value, Rejected) is final
    assert len(one.got) == 1, "a redirect is not followed"
    assert "rahasia" not in str(failed.value)


def test_nobody_there_is_tried_again() -> None:
    with provider() as one:
        gone = one.url
    with pytest.raises(Failed) as failed:
        gateway(gone).send(MESSAGE)
    assert not isinstance(failed.value, Rejected)


@pytest.mark.parametrize(
    "changes",
    [
        {"url": "http://provider.example/send"},
        {"url": ""},
        {"body": "not json {to} {text}"},
        {"body": '["{to}", "{text}"]'},
        {"body": '{"to": "{to}"}'},
        {"body": '{"text": "{text}"}'},
        {"form": True, "body": '{"to": "{to}", "text": {"body": "{text}"}}'},
        {"token": "a\r\nX-Other: b"},
        {"header": "no colon"},
    ],
)
def test_settings_that_cannot_work_are_told(changes: dict[str, Any]) -> None:
    wrong = gateway(**{"url": "https://provider.example/send", **changes})
    assert wrong.check_config()
    with pytest.raises(Failed):
        wrong.send(MESSAGE)


def test_settings_that_work() -> None:
    assert gateway("https://provider.example/send").check_config() == ""
    assert gateway("https://provider.example/send", body=WHATSAPP).check_config() == ""
