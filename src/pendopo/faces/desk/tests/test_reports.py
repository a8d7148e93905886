"""A report on the officers' desk: suggestions to choose from, the proof asked for, a reply."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pendopo.faces.desk.tests.seeing import form, open_task, text, url
from pendopo.faces.desk.tests.test_codes import a_report, chosen

ROADS, HEALTH, WASTE = (
    "1.03.0.00.0.00.01.0000", "1.02.0.00.0.00.01.0000", "2.11.2.15.0.00.01.0000",
)  # fmt: skip
THREE = ((ROADS, "jalan-rusak", 0.6), (WASTE, "lampu-jalan", 0.3), (HEALTH, "puskesmas", 0.1))


def advise(case: Any, *, automatic: bool = False, oversight: bool = False) -> None:
    """What the routing would have written."""
    from pendopo.ledger import api as ledger
    from pendopo.voice.models import Report

    choices = [
        {"agency": agency, "topic": topic, "confidence": confidence,
         "automatic": automatic and agency == ROADS, "sensitive": False,
         "oversight": oversight and agency == ROADS}
        for agency, topic, confidence in THREE
    ]  # fmt: skip
    found = {"model": "abc", "choices": choices, "sensitive": []}
    with ledger.use_region("35.11"), ledger.region_transaction():
        Report.objects.filter(pk=case.case_id).update(suggestion=found)


def radios(page: str) -> dict[str, bool]:
    """The suggestions of a page by their value, and which is ticked."""
    found = re.findall(r'<input[^>]*name="saran"[^>]*>', page)
    return {
        value.group(1): "checked" in one
        for one in found
        if (value := re.search(r'value="([^"]+)"', one))
    }


def finish(client: Any, case: Any, outcome: str = "teruskan", **said: str) -> Any:
    task = open_task(case, "koordinator.aduan")
    hidden = form(client.get(url(task.id)))
    empty = {"topik": "", "instansi": ""}
    return client.post(url(task.id, "selesai/"), {**hidden, "hasil": outcome, **empty, **said})


@pytest.mark.parametrize(
    ("automatic", "ticked"),
    [(True, {"1": True, "2": False, "3": False, "sendiri": False}),
     (False, {"1": False, "2": False, "3": False, "sendiri": False})],
)  # fmt: skip
def test_three_suggestions_and_none_chosen_below_the_threshold(
    regency: Any, officer: Any, automatic: bool, ticked: dict[str, bool]
) -> None:
    case, client = a_report(regency), officer("koordinator.aduan")
    advise(case, automatic=automatic)
    page = text(client.get(url(open_task(case, "koordinator.aduan").id)))
    assert radios(page) == ticked
    assert "60% yakin" in page and 'data-key="1"' in page and 'data-key="T"' in page
    assert bool(chosen(page, "instansi")) is automatic


def test_without_scripts_a_ticked_suggestion_is_what_counts(regency: Any, officer: Any) -> None:
    case, client = a_report(regency), officer("koordinator.aduan")
    advise(case, automatic=True)
    done = finish(client, case, saran="2", topik="jalan-rusak", instansi=ROADS)
    assert done.status_code == 302
    (step,) = (one for one in case.view("koordinator.aduan").done if one.element == "verifikasi")
    assert (step.answers["topik"], step.answers["instansi"]) == ("lampu-jalan", WASTE)


def test_the_officers_own_choice_stands(regency: Any, officer: Any) -> None:
    case, client = a_report(regency), officer("koordinator.aduan")
    advise(case, automatic=True)
    finish(client, case, saran="sendiri", topik="puskesmas", instansi=HEALTH)
    (step,) = (one for one in case.view("koordinator.aduan").done if one.element == "verifikasi")
    assert (step.answers["topik"], step.answers["instansi"]) == ("puskesmas", HEALTH)


def test_nothing_ticked_is_asked_again_with_what_was_typed(regency: Any, officer: Any) -> None:
    case, client = a_report(regency), officer("koordinator.aduan")
    advise(case)
    page = finish(client, case)
    assert page.status_code == 422 and radios(text(page))["1"] is False


def test_what_calls_for_oversight_says_so_and_goes_to_the_inspectorate(
    regency: Any, officer: Any
) -> None:
    case, client = a_report(regency), officer("koordinator.aduan")
    done = finish(client, case, topik="pungutan-sekolah", instansi=ROADS)
    assert done.status_code == 302
    assert "Teruskan ke Inspektorat" in text(client.get(done["Location"]))
    (step,) = (one for one in case.view("koordinator.aduan").done if one.element == "verifikasi")
    assert step.outcome == "pengawasan"


@pytest.mark.parametrize(
    ("topic", "kind", "asked", "absent"),
    [
        ("jalan-rusak", "Foto di tempat kejadian", 'id="foto"', 'id="dokumen"'),
        ("ktp", "Dokumen", 'id="dokumen"', 'id="foto"'),
        ("puskesmas", "Jawaban saja", 'id="jawaban"', 'id="dokumen"'),
    ],
)
def test_the_officer_is_asked_for_the_proof_of_the_topic_alone(
    regency: Any, officer: Any, worker: Any, topic: str, kind: str, asked: str, absent: str
) -> None:
    from pendopo.voice.tests.reporting import forward

    case = a_report(regency)
    forward(case, worker, topic=topic)
    task = open_task(case, "penghubung.dpupr")
    page = text(officer("penghubung.dpupr").get(url(task.id)))
    assert f"Bukti untuk topik ini: {kind}" in page
    assert asked in page and absent not in page and 'name="bukti"' not in page


def test_an_answer_in_words_is_sent_without_choosing_a_kind(
    regency: Any, officer: Any, worker: Any
) -> None:
    from pendopo.voice.tests.reporting import forward, row

    case = a_report(regency)
    forward(case, worker, topic="puskesmas")
    task, client = open_task(case, "penghubung.dpupr"), officer("penghubung.dpupr")
    hidden = form(client.get(url(task.id)))
    done = client.post(
        url(task.id, "selesai/"), {**hidden, "hasil": "jawab", "jawaban": "Sudah kami jelaskan."}
    )
    assert done.status_code == 302
    (step,) = (one for one in case.view("penghubung.dpupr").done if one.element == "tindak_lanjut")
    assert step.answers["bukti"] == "jawaban"
    assert row(case).status in ("forwarded", "checking")


def test_a_reply_reaches_the_reporter_on_the_channel_of_the_report(
    regency: Any, officer: Any, worker: Any
) -> None:
    from pendopo.messages.models import Notice
    from pendopo.voice.tests.reporting import MONDAY, applied, forward, ledger, send, voice

    regency.publish("pengaduan-masyarakat")
    reporter = voice.Reporter(name="Siti (contoh)", phone="081234567891", email="siti@contoh.id")
    cases = {
        channel: applied(regency, send(channel=channel, reporter=reporter))
        for channel in ("web", "sms")
    }
    for case in cases.values():
        forward(case, worker)
        officer("penghubung.dpupr").post(
            f"/meja/berkas/{case.number}/pesan/",
            {"pesan": "Kami kerjakan besok.", "jenis": "pemohon", "kunci": f"k-{case.number}"},
        )
    worker.drain(MONDAY)
    with ledger.use_region("35.11"), ledger.region_transaction():
        told = {
            channel: {
                one.channel
                for one in Notice.objects.filter(about_id=case.case_id)
                if one.dedupe.startswith("message:")
            }
            for channel, case in cases.items()
        }
    assert told == {"web": {"email"}, "sms": {"sms"}}
    view = cases["sms"].view("penghubung.dpupr")
    assert [one.body for one in view.notes] == ["Kami kerjakan besok."]
