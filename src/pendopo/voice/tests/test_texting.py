"""Notices and texts by telephone: chosen, short, tried again, answered on the same channel."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from pendopo.voice.tests.doors import directory, ledger, models, voice
from pendopo.voice.tests.reporting import CODE, DAY, MONDAY, PHONE, answer, applied, forward, send

SECRET = "rahasia uji"
PLUS = "+6281234567890"


def ask(text: str, address: str = PLUS, channel: str = "sms", **changes: Any) -> str:
    """A text that came in by the gateway; what was answered."""
    with ledger.use_region(CODE):
        said = voice.hear_text(
            channel=channel, message_id=changes.pop("id", str(uuid4())), address=address,
            text=text, now=changes.pop("now", MONDAY),
        )  # fmt: skip
    return str(said)


def notices(receipt: Any) -> list[Any]:
    from pendopo.messages.models import Notice

    with ledger.use_region(CODE), ledger.region_transaction():
        return list(Notice.objects.filter(about_id=receipt.case_id).order_by("made_at"))


def outbox() -> list[Any]:
    from pendopo.messages import api as messages

    return list(messages.outbox())


def test_a_number_tells_how_it_stands_and_nothing_else(town: Any, worker: Any) -> None:
    receipt = send()
    forward(applied(town, receipt), worker)
    said = ask(f"STATUS {receipt.number.lower().replace('-', '')}", address="+6289999999999")
    assert re.fullmatch(rf"{receipt.number}: [A-Z][a-z ]+", said), said
    assert said == ask(f" lacak  {receipt.number}") == ask(receipt.number.replace("-", " "))
    for secret in ("Siti", "Rahmawati", PHONE, "pasar", receipt.code):
        assert secret not in said


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("", "Ketik STATUS"),
        ("halo pak", "Ketik STATUS"),
        ("STATUS", "Nomor itu tidak ditemukan"),
        ("STATUS 000-000-000", "Nomor itu tidak ditemukan"),
        ("STATUS K7M-4QP-2XD", "Nomor itu tidak ditemukan"),
        ("<script>alert(1)</script>", "Ketik STATUS"),
        ("BALAS K7M-4QP-2XD halo", "Nomor itu tidak ditemukan"),
    ],
)
def test_what_cannot_be_understood_gets_a_way_on(town: Any, text: str, begins: str) -> None:
    assert ask(text).startswith(begins)


def test_a_number_that_there_is_not_answers_like_a_strangers(town: Any) -> None:
    from pendopo.core import references

    number = references.new_reference()
    assert ask(f"BALAS {number} halo").startswith(f"{number}: balas atau berhenti hanya")


def test_the_reporters_telephone_replies_to_what_was_asked(town: Any, worker: Any) -> None:
    receipt = send()
    case = applied(town, receipt)
    case.do("koordinator.aduan", "minta_keterangan", MONDAY, alasan="Di desa mana?")
    worker.drain(MONDAY)
    stranger = ask(f"BALAS {receipt.number} di Dabasah", address="+6281111111111")
    assert stranger.startswith(f"{receipt.number}: balas atau berhenti hanya")
    assert "pesannya" in ask(f"BALAS {receipt.number}")
    taken = ask(f"BALAS {receipt.number} di Dabasah, dekat masjid")
    assert taken == f"{receipt.number}: pesan Anda kami terima."
    worker.drain(MONDAY)
    with ledger.use_region(CODE), ledger.region_transaction():
        assert models.Report.objects.get(pk=receipt.case_id).status != "asked"


def test_an_anonymous_reporter_is_known_by_the_sealed_telephone(town: Any, worker: Any) -> None:
    receipt = send(visibility="anonymous")
    case = applied(town, receipt)
    forward(case, worker)
    answer(case, worker, MONDAY + DAY)
    said = ask(f"balas {receipt.number} masih berlubang", now=MONDAY + DAY)
    assert said == f"{receipt.number}: pesan Anda kami terima."


def test_the_same_delivery_is_answered_once(town: Any) -> None:
    receipt = send()
    once = str(uuid4())
    assert ask(f"STATUS {receipt.number}", id=once)
    assert ask(f"STATUS {receipt.number}", id=once) == ""
    assert ask(f"STATUS {receipt.number}", id=once, channel="whatsapp")


def test_stop_ends_the_news_of_that_person(town: Any, worker: Any) -> None:
    receipt = send()
    worker.drain(MONDAY)
    assert "tidak menerima kabar lagi" in ask(f"STOP {receipt.number}")
    before = len(notices(receipt))
    forward(applied(town, receipt), worker)
    assert len(notices(receipt)) == before


def test_a_telephone_gets_number_and_state_within_one_sms(town: Any, worker: Any) -> None:
    from tests.notices import sent_about

    from pendopo.messages import gsm

    receipt = send(reporter=voice.Reporter(name="Siti Rahmawati (contoh)", phone=PHONE))
    forward(applied(town, receipt), worker)
    texts = sent_about(receipt.case_id)
    assert texts
    for text in texts:
        assert gsm.septets(text) <= 160
        assert receipt.number in text
        for secret in ("Siti", PHONE, "pasar", "Pengaduan", receipt.code):
            assert secret not in text


def person_of(receipt: Any) -> Any:
    from pendopo.casework import api as casework

    found = casework.applicant_of(number=receipt.number)
    assert found is not None
    return found[1]


def test_a_person_chooses_among_what_there_is(town: Any, worker: Any) -> None:
    from pendopo.messages import api as messages

    receipt = send(reporter=voice.Reporter(name="Ani", phone=PHONE, email="ani@example.id"))
    with ledger.use_region(CODE):
        person = person_of(receipt)
        found = messages.channels(person_id=person)
        assert (found.chosen, found.used) == (None, "email")
        assert found.offered == ("email", "sms", "whatsapp")
        messages.choose_channel(person_id=person, channel="whatsapp", now=MONDAY)
        assert messages.channels(person_id=person).used == "whatsapp"
        with pytest.raises(messages.Refused):
            messages.choose_channel(person_id=person, channel="fax", now=MONDAY)
        silent = send(reporter=voice.Reporter(name="Ana", email="ana@example.id"))
        with pytest.raises(messages.Refused) as refused:
            messages.choose_channel(person_id=person_of(silent), channel="sms", now=MONDAY)
    assert refused.value.code == "no_address"
    before = len(notices(receipt))
    with ledger.use_region(CODE):
        messages.notify(
            person_id=person, about_id=receipt.case_id, dedupe=f"uji:{uuid4()}", subject="Uji",
            body="Panjang sekali", short="Pendek", now=MONDAY,
        )  # fmt: skip
    assert [one.channel for one in notices(receipt)[before:]] == ["whatsapp"]


def test_whatsapp_is_never_used_unasked(town: Any) -> None:
    from pendopo.messages import api as messages

    receipt = send()
    with ledger.use_region(CODE):
        assert messages.channels(person_id=person_of(receipt)).used == "sms"


def a_notice(receipt: Any, **changes: Any) -> Any:
    from pendopo.messages import api as messages

    with ledger.use_region(CODE):
        return messages.notify(
            person_id=person_of(receipt), about_id=receipt.case_id, dedupe=f"uji:{uuid4()}",
            subject="Uji", body="Badan", short="K7M-4QP-2XD: selesai", now=MONDAY, **changes,
        )  # fmt: skip


def notice(notice_id: Any) -> Any:
    from pendopo.messages.models import Notice

    with ledger.use_region(CODE), ledger.region_transaction():
        return Notice.objects.get(id=notice_id)


def test_a_gateway_that_is_down_is_tried_again_until_it_takes_it(
    town: Any, worker: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pendopo.messages import actions
    from pendopo.messages.tests.gatewaying import provider

    receipt = send()
    worker.drain(MONDAY)
    with provider(503, 429) as one:
        monkeypatch.setenv("PENDOPO_SMS_URL", one.url)
        made = a_notice(receipt)
        with ledger.use_region(CODE):
            done = [actions.send(notice_id=made, now=MONDAY) for _ in range(4)]
    assert done == [False, False, True, True]
    assert [json.loads(body)["text"] for _, body in one.got] == ["K7M-4QP-2XD: selesai"] * 3
    assert len({headers["Idempotency-Key"] for headers, _ in one.got}) == 1
    kept = notice(made)
    assert (kept.status, kept.attempts) == ("sent", 3)


def test_what_a_gateway_rejects_is_not_tried_again(
    town: Any, worker: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pendopo.messages.tests.gatewaying import provider

    receipt = send()
    worker.drain(MONDAY)
    with provider(400) as one:
        monkeypatch.setenv("PENDOPO_SMS_URL", one.url)
        made = a_notice(receipt)
        worker.drain(MONDAY)
    assert len(one.got) == 1
    assert (notice(made).status, notice(made).problem) == ("failed", "HTTP 400")


def hook(client: Any, body: bytes, channel: str = "sms", signature: str = "") -> Any:
    given = signature or "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    return client.post(
        f"/pesan-masuk/{channel}/", body, content_type="application/json",
        headers={"host": "bondowoso.localhost", "x-hub-signature-256": given},
    )  # fmt: skip


@pytest.fixture
def client(town: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    from django.test import Client

    monkeypatch.setenv("PENDOPO_SMS_SECRET", SECRET)
    monkeypatch.setenv("PENDOPO_WHATSAPP_SECRET", SECRET)
    monkeypatch.setenv("PENDOPO_WHATSAPP_VERIFY", "kata kita")
    return Client()


def test_a_signed_text_is_answered_on_the_channel_that_it_came_by(client: Any, worker: Any) -> None:
    receipt = send()
    worker.drain(MONDAY)
    whatsapp = {"entry": [{"changes": [{"value": {"messages": [
        {"from": "6281234567890", "id": f"wamid.{uuid4()}", "type": "text",
         "text": {"body": f"status {receipt.number}"}},
        {"from": "6281234567890", "id": "wamid.picture", "type": "image", "image": {}},
    ], "statuses": [{"id": "x", "status": "read"}]}}]}]}  # fmt: skip
    sms = {"id": str(uuid4()), "from": "081234567890", "text": f"STATUS {receipt.number}"}
    assert hook(client, json.dumps(sms).encode()).json() == {"taken": 1}
    assert hook(client, json.dumps(whatsapp).encode(), "whatsapp").json() == {"taken": 1}
    worker.drain(ledger.clock().now())
    latest = [one for one in outbox() if receipt.number in one.body and one.address == PLUS]
    assert {one.channel for one in latest[:2]} == {"sms", "whatsapp"}
    assert latest[0].body.startswith(f"{receipt.number}: ")


@pytest.mark.parametrize(
    ("body", "signature", "status"),
    [
        (b"{}", "sha256=" + "0" * 64, 403),
        (b"{}", "sha256=", 403),
        (b"{}", "sha256=\xe9", 403),
        (b"not json", "", 400),
        (b"[]", "", 400),
        (b"[" * 5000, "", 400),
        (b'"' + b"x" * 70_000 + b'"', "", 400),
        (b'{"id": 5, "from": [], "text": {}}', "", 200),
        (b'{"entry": [{"changes": [{"value": {"messages": "x"}}]}]}', "", 200),
        (b'{"id": "a", "from": "not a phone", "text": "STATUS"}', "", 200),
    ],
)
def test_what_is_not_signed_or_no_message_changes_nothing(
    client: Any, body: bytes, signature: str, status: int
) -> None:
    found = hook(client, body, signature=signature)
    assert found.status_code == status
    if status == 200:
        assert found.json() == {"taken": 0}


def test_without_a_secret_nothing_is_taken_in(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PENDOPO_SMS_SECRET")
    body = b'{"id": "1", "from": "081234567890", "text": "STATUS"}'
    forged = "sha256=" + hmac.new(b"", body, hashlib.sha256).hexdigest()
    assert hook(client, body, signature=forged).status_code == 403


def test_whatsapp_is_shown_that_the_address_is_ours(client: Any) -> None:
    def ask_for(token: str) -> Any:
        return client.get(
            "/pesan-masuk/whatsapp/",
            {"hub.mode": "subscribe", "hub.verify_token": token, "hub.challenge": "12345"},
            headers={"host": "bondowoso.localhost"},
        )

    assert ask_for("kata kita").content == b"12345"
    assert ask_for("kata lain").status_code == 404


def test_one_telephone_cannot_run_up_a_bill(client: Any) -> None:
    phone = "+62899" + str(uuid4().int)[:8]
    before = len(outbox())

    def text(at: int) -> bytes:
        return json.dumps({"id": f"{phone}-{at}", "from": phone, "text": "halo"}).encode()

    for at in range(40):
        assert hook(client, text(at)).status_code == 200
    from pendopo.messages.models import Heard

    with ledger.use_region(CODE), ledger.region_transaction():
        kept = [
            one
            for at in range(40)
            for one in Heard.objects.filter(
                message_hash=directory.lookup_hash("message", f"sms|{phone}-{at}")
            )
        ]
    assert len(kept) == 30
    assert len(outbox()) >= before


def test_the_command_tells_which_channel_can_send(
    town: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from pendopo.faces.cli import messages as command

    assert command.main(["check"]) == 0
    assert "outbox" in capsys.readouterr().out
    monkeypatch.setenv("PENDOPO_SMS_URL", "http://provider.example/")
    assert command.main(["check"]) == 1
    assert "https" in capsys.readouterr().out
    assert command.main([]) == 2
