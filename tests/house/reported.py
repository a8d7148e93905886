"""Reports, from the sender's phone to the coordinator's desk and back, as people send forms."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.house import reports, told
from tests.house.forms import send
from tests.house.hostile import Spoiler
from tests.house.roles import HERE

if TYPE_CHECKING:
    from tests.house.world import World


def play(own: World, shared: World, browser: Callable[..., Client], deeds: Any) -> None:
    """Sent, joined, rated; published, numbered, grouped; proven with the phone in the hand."""
    deeds.watch.take()
    _citizens(shared, browser, deeds)
    _coordinator(shared, browser("koordinator.aduan"), deeds)
    _flood(browser("koordinator.aduan"), deeds)
    _liaison(shared, browser(told.LIAISON), deeds)
    _machine(own, shared, deeds)


def _citizens(shared: World, browser: Callable[..., Client], deeds: Any) -> None:
    client = browser()
    typed = {"isi": "Pohon tumbang menutup separuh jalan.", "patokan": "Dekat balai desa"}
    page = reverse("portal-report")
    deeds.did("portal-report", send(client, page, lanjut="ya", **typed), 302)
    join = reverse("portal-report-join", args=[shared.reports["new"].number])
    deeds.did("portal-report-join", send(client, join), 302)
    answered = shared.reports["answered"]
    find = {"nomor": answered.number, "kode": answered.code}
    client.post(reverse("portal-report-find"), find)
    word = reverse("portal-report-word", args=[answered.number, "nilai"])
    deeds.watch.take()
    deeds.did("portal-report-word", client.post(word, {"nilai": "4"}), 302)


def _coordinator(shared: World, client: Client, deeds: Any) -> None:
    new, other = shared.reports["new"].number, shared.reports["agency"].number

    def at(name: str) -> str:
        return reverse(f"desk:{name}", args=[new])

    deeds.watch.take()
    deeds.did("desk:report_words", client.post(at("report_words")))
    from pendopo.ledger import api as ledger
    from pendopo.voice import api as voice
    from tests.regency import CODE, MONDAY

    with ledger.use_region(CODE):
        who = shared.regency.actor("koordinator.aduan")
        version = voice.propose_text(number=new, who=who, now=MONDAY).version
    deeds.watch.take()
    words = {"versi": version, "teks": "Jalan berlubang.", "terbit": "ya"}
    deeds.did("desk:report_publish", client.post(at("report_publish"), words), 302)
    lapor = client.post(at("report_lapor"), {"nomor_lapor": "8123456"})
    deeds.did("desk:report_lapor", lapor, 302)
    deeds.did("desk:report_group", client.post(at("report_group"), {"sama": [other]}), 302)
    with ledger.use_region(CODE):
        wrong = voice.report_of_case(number=told.sent().number)
    deeds.watch.take()
    here = reverse("desk:report_class", args=[wrong.number])
    given = {"versi": wrong.version, "kelas": "aspiration"}
    deeds.did("desk:report_class", client.post(here, given), 302)
    held = client.post(at("report_hold"), {"alasan_tahan": "audit"})
    deeds.did("desk:report_hold", held, 302)
    _lists(client, deeds)


def _lists(client: Client, deeds: Any) -> None:
    """A list from SP4N-LAPOR! comes in, another is taken out for it."""
    columns = client.post(reverse("desk:report_list_columns"), {"kolom-text": "Isi laporan"})
    deeds.did("desk:report_list_columns", columns, 302)
    listed = reports.LISTED.format(number="8200010").encode()
    file = {"daftar": SimpleUploadedFile("lapor.csv", listed)}
    received = deeds.did("desk:report_lists", client.post(reverse("desk:report_lists"), file), 302)
    from pendopo.ledger import api as ledger
    from pendopo.voice import api as voice
    from tests.regency import CODE, MONDAY

    with ledger.use_region(CODE):
        list_id = UUID(received["Location"].split("/")[-2])
        while voice.judge_next(list_id=list_id, now=MONDAY):
            pass
    deeds.watch.take()
    deeds.did("desk:report_list", send(client, received["Location"]), 302)
    taken = {"yang": "semua", "sejak": "3650"}
    deeds.did("desk:report_list_take", client.post(reverse("desk:report_list_take"), taken))


def _flood(client: Client, deeds: Any) -> None:
    """One of very many from one device is let through."""
    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger
    from pendopo.voice import api as voice
    from tests.regency import CODE, MONDAY

    with ledger.use_region(CODE):
        one = voice.hold_report(
            sort="complaint", text="Lampu padam.", visibility="open", who=directory.ANONYMOUS,
            reporter=voice.Reporter(), place=voice.Place(), channel="web", language="id",
            device="uji", now=MONDAY, command=told.command(),
        )  # fmt: skip
    deeds.watch.take()
    sent = {"aksi": "teruskan", "nomor": one.number}
    deeds.did("desk:held_decide", client.post(reverse("desk:held_decide"), sent), 302)


def _liaison(shared: World, client: Client, deeds: Any) -> None:
    task = shared.ids["report task"]
    here = reverse("desk:report_check_in", args=[task])
    deeds.watch.take()
    page = deeds.did("desk:report_check_in", client.post(here, {"titik": str(told.PLACE)}), 200)
    token = page.content.decode().split('name="token" value="')[1].split('"')[0]
    picture = told.photo()
    file = SimpleUploadedFile(picture.name, picture.data, content_type="image/jpeg")
    sent = {"token": token, "foto": file}
    capture = client.post(reverse("desk:report_capture", args=[task]), sent)
    deeds.did("desk:report_capture", capture, 302)


def _machine(own: World, shared: World, deeds: Any) -> None:
    """An application files one, and speaks for people who brought their code."""
    answered = shared.reports["answered"]
    client = Spoiler(
        headers={
            "host": HERE,
            "authorization": f"Bearer {own.tokens['token_apply']}",
        }
    )
    client.defaults["HTTP_REPORT_CODE"] = answered.code

    def say(name: str, status: int, path: str, body: dict[str, Any] | None = None) -> Any:
        client.defaults["HTTP_IDEMPOTENCY_KEY"] = f"uji-{uuid4()}"
        sent = json.dumps(body) if body is not None else ""
        answer = client.post(path, sent, content_type="application/json")
        return deeds.did(f"rest:{name}", answer, status).json()

    def at(word: str, number: str) -> str:
        return reverse(f"rest:reports-number-{word}", args=[number])

    deeds.watch.take()
    say("reports", 201, reverse("rest:reports"), {"text": "Pohon tumbang di jalan desa (contoh)."})
    number = answered.number
    ticket = say("reports-number-support", 201, at("support", number), {"phone": ""})
    say("reports-number-confirm", 200, at("confirm", number))
    client.defaults["HTTP_REPORT_CODE"] = ticket["code"]
    again = {"message": "Berlubang lagi (contoh)."}
    say("reports-number-reopen", 200, at("reopen", ticket["number"]), again)
