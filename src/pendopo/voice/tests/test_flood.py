"""A thousand reports from one device: a clear answer to each, nothing lost, nobody locked out."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from pendopo.voice.tests.doors import casework, directory, ledger, models, voice
from pendopo.voice.tests.reporting import CODE, DAY, MONDAY, PHONE, command, photo

HOST = "bondowoso.localhost"


def hold(device: str, text: str = "Lampu jalan padam.", **changes: Any) -> Any:
    asked: dict[str, Any] = {
        "sort": "complaint", "text": text, "visibility": "open", "who": directory.ANONYMOUS,
        "reporter": voice.Reporter(name="Siti Rahmawati (contoh)", phone=PHONE),
        "place": voice.Place(point=voice.Point(-7.91355, 113.82134)), "channel": "web",
        "language": "id", "device": device, "now": MONDAY, "command": command(), **changes,
    }  # fmt: skip
    with ledger.use_region(CODE):
        return voice.hold_report(**asked)


def coordinator(regency: Any) -> Any:
    return regency.actor("koordinator.aduan")


def group(regency: Any, device: str) -> Any:
    from pendopo.voice.actions.holding import device_hash

    with ledger.use_region(CODE):
        found = voice.waiting_devices(who=coordinator(regency), now=MONDAY)
    wanted = device_hash(device).hex()
    return next((one for one in found if one.device == wanted), None)


def test_a_thousand_from_one_device_are_all_kept(town: Any, regency: Any) -> None:
    device = f"address:{uuid4()}"
    receipts = [hold(device, f"Kiriman ke-{at}") for at in range(1000)]
    assert len({one.number for one in receipts}) == 1000
    found = group(regency, device)
    assert (found.count, len(found.samples)) == (1000, 20)
    who = coordinator(regency)
    with ledger.use_region(CODE):
        for _ in range(10):
            count = voice.discard_held(who=who, device=found.device, reason="flood", now=MONDAY)
            assert count == 100
        left = voice.held_report(number=receipts[0].number)
    assert left.status == "discarded"
    assert group(regency, device) is None


def test_a_held_report_becomes_one_under_its_number_and_code(town: Any, regency: Any) -> None:
    device = str(uuid4())
    receipt = hold(device, photos=(photo(),))
    with ledger.use_region(CODE):
        with pytest.raises(casework.NotFound):
            casework.track(number=receipt.number, now=MONDAY)
        assert voice.held_report(number=receipt.number, code=receipt.code).mine
        assert not voice.held_report(number=receipt.number, code="000-000-000").mine
        later = MONDAY + DAY
        device_name = group(regency, device).device
        done = voice.release_held(who=coordinator(regency), device=device_name, now=later)
        assert done == 1
        mine = voice.follow(
            number=receipt.number, code=receipt.code, who=directory.ANONYMOUS, now=later
        )
        assert voice.held_report(number=receipt.number).status == "released"
        with ledger.region_transaction():
            row = models.Report.objects.get(number=receipt.number)
    assert (mine.card.number, mine.card.status) == (receipt.number, "received")
    assert (row.reported_at, row.photos) == (later, 1)
    assert "Lampu" in repr([one.value for one in mine.case.answers])


def test_what_was_told_is_sealed_and_what_is_shown_is_masked(town: Any, regency: Any) -> None:
    device = str(uuid4())
    receipt = hold(device, f"Hubungi Siti di {PHONE}, lampu padam.")
    with ledger.use_region(CODE), ledger.region_transaction():
        row = models.HeldReport.objects.get(number=receipt.number)
    for secret in (PHONE, "Siti", receipt.code, device):
        assert secret.encode() not in bytes(row.sealed)
        assert secret not in repr(vars(row))
    assert PHONE not in group(regency, device).samples[0].text


def test_thrown_away_words_are_gone_for_good(town: Any, regency: Any) -> None:
    receipt = hold(str(uuid4()), photos=(photo(),))
    with ledger.use_region(CODE):
        numbers = (receipt.number,)
        who = coordinator(regency)
        with pytest.raises(voice.Refused):
            voice.discard_held(who=who, numbers=numbers, reason="", now=MONDAY)
        assert voice.discard_held(who=who, numbers=numbers, reason="empty", now=MONDAY) == 1
        assert voice.release_held(who=who, numbers=numbers, now=MONDAY) == 0
        with ledger.region_transaction():
            row = models.HeldReport.objects.get(number=receipt.number)
        assert (bytes(row.sealed), row.files) == (b"", [])
        with pytest.raises(directory.KeyUnavailable):
            directory.load_key(row.key_id)
        told = [one.kind for one in ledger.facts_about(about=row.id)]
    assert "report.discarded" in told


def test_the_same_form_twice_is_one_report(town: Any) -> None:
    again = command()
    one, other = (hold("twice", command=again) for _ in range(2))
    assert (one.number, one.code) == (other.number, other.code)
    assert other.repeated
    taken = command()
    asked = {"text": "Jalan berlubang di depan balai desa (contoh)."}
    from pendopo.voice.tests.reporting import send

    first = send(command=taken, **asked)
    assert hold("twice", command=taken, **asked).number == first.number


def test_only_the_coordinator_decides(town: Any, regency: Any) -> None:
    receipt = hold(str(uuid4()))
    for username in ("loket.ptsp", "penghubung.dpupr", "warga"):
        who = regency.actor(username)
        with ledger.use_region(CODE):
            for act in (
                lambda who=who: voice.waiting_devices(who=who, now=MONDAY),
                lambda who=who: voice.release_held(who=who, numbers=(receipt.number,), now=MONDAY),
                lambda who=who: voice.discard_held(
                    who=who, numbers=(receipt.number,), reason="flood", now=MONDAY
                ),
            ):
                with pytest.raises(voice.NotFound):
                    act()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": " "}, "held_text"),
        ({"text": "x" * 4001}, "held_text"),
        ({"topic": "tidak-ada"}, "topic_unknown"),
    ],
)
def test_what_cannot_be_a_report_is_told_at_once(
    town: Any, changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(voice.Refused) as refused:
        hold("wrong", **changes)
    assert refused.value.code == code


def test_a_place_outside_stays_held(town: Any, regency: Any) -> None:
    receipt = hold(str(uuid4()), place=voice.Place(point=voice.Point(-6.2, 106.8)))
    with ledger.use_region(CODE):
        who = coordinator(regency)
        assert voice.release_held(who=who, numbers=(receipt.number,), now=MONDAY) == 0
        assert voice.held_report(number=receipt.number).status == "held"


def sent(client: Any, address: str, at: int) -> Any:
    """One report by the form, with the browser's own cookie."""
    return client.post(
        "/lapor/",
        {"jenis": "complaint", "isi": f"Lampu padam nomor {at} (contoh).", "visibilitas": "open",
         "lanjut": "ya", "patokan": "Balai desa"},
        headers={"host": HOST}, REMOTE_ADDR=address,
    )  # fmt: skip


def held_now(response: Any) -> bool:
    number = response["Location"].split("/")[-3]
    with ledger.use_region(CODE):
        return voice.held_report(number=number) is not None


def browser(username: str = "") -> Any:
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(headers={"host": HOST})
    client.get("/lapor/", headers={"host": HOST})
    if username:
        account = get_user_model().objects.get(username=username)
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def an_address() -> str:
    number = uuid4().int
    return f"10.{number % 250}.{number // 250 % 250}.{1 + number // 62500 % 250}"


@pytest.fixture
def pages(town: Any) -> None:
    """Pages can be drawn: skipped where the assets were not built."""
    from django.contrib.staticfiles.storage import staticfiles_storage

    try:
        staticfiles_storage.url("fonts/plus-jakarta-sans-latin.woff2")
    except ValueError:
        pytest.skip("assets are not built; ./pendopo test builds them")


def test_beyond_its_pace_a_browser_is_held_and_never_refused(pages: None) -> None:
    client, address = browser(), an_address()
    found = [sent(client, address, at) for at in range(25)]
    assert {one.status_code for one in found} == {302}
    assert [held_now(one) for one in found] == [False] * 20 + [True] * 5
    page = client.get(found[-1]["Location"], headers={"host": HOST}, REMOTE_ADDR=address)
    text = page.content.decode()
    assert page.status_code == 200 and "Tidak ada yang hilang" in text
    number = found[-1]["Location"].split("/")[-3]
    seen = client.get(f"/lacak/{number}/", headers={"host": HOST}, follow=True)
    assert seen.status_code == 200 and number in seen.content.decode()


def test_another_browser_of_the_same_hall_goes_on(pages: None) -> None:
    address = an_address()
    flooding, other = browser(), browser()
    for at in range(21):
        sent(flooding, address, at)
    assert not held_now(sent(other, address, 0))


def test_who_works_at_a_counter_has_a_pace_of_their_own(pages: None) -> None:
    address = an_address()
    flooding = browser()
    for at in range(22):
        sent(flooding, address, at)
    for username in ("loket.ptsp", "bantu.pancoran"):
        kiosk = browser(username)
        assert not any(held_now(sent(kiosk, address, at)) for at in range(23))
