"""Texts as a gateway brings them in, signed with the secret of the tests."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from django.test import Client

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.messages import api as messages
from pendopo.voice import api as voice
from tests.house.signed import signature
from tests.regency import CODE, MONDAY, Regency


def a_text(regency: Regency) -> None:
    """A number is asked for, and its applicant wants no more news."""
    case = regency.submit()
    with ledger.use_region(CODE):
        for text in ("STATUS", f"STATUS {case.number}"):
            voice.hear_text(
                channel="sms", message_id=str(uuid4()), address="+6281234567899", text=text,
                now=MONDAY,
            )  # fmt: skip
        _case, person = _party(case.number)
        messages.channels(person_id=person)
        messages.choose_channel(person_id=person, channel="none", now=MONDAY)
        messages.answer(
            heard=heard(), channel="sms", address="+6281234567899", text="Uji", now=MONDAY
        )


def heard() -> Any:
    return messages.hear(channel="sms", message_id=str(uuid4()), now=MONDAY)


def _party(number: str) -> tuple[Any, Any]:
    from pendopo.casework import api as casework

    found = casework.applicant_of(number=number)
    assert found is not None and directory.contact(person_id=found[1]) is not None
    return found


def bring(client: Client, text: str) -> Any:
    """A gateway posts one text."""
    body = json.dumps({"id": str(uuid4()), "from": "081234567899", "text": text}).encode()
    return client.post(
        "/pesan-masuk/sms/", body, content_type="application/json",
        headers={"x-hub-signature-256": signature(body)},
    )  # fmt: skip
