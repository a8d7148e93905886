"""POST requests: what becomes a report, and what is turned down with a clear sentence."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from pendopo.faces.open311.tests.conftest import CODE, DESCRIPTION, Caller, photo
from pendopo.voice.tests.doors import ledger, models


def row(number: str) -> Any:
    with ledger.use_region(CODE), ledger.region_transaction():
        return models.Report.objects.get(number=number)


def filed(answer: Any) -> str:
    assert answer.status_code == 201, answer.content
    (line,) = answer.json()
    assert set(line) == {"service_request_id", "service_notice", "account_id"}
    return str(line["service_request_id"])


def test_a_request_becomes_a_report_of_its_topic(application: Caller) -> None:
    answer = application.file(
        first_name="Siti", last_name="Contoh", phone="081234567890", email="siti@contoh.id",
        account_id="akun-7", device_id="gawai-1",
        **{"attribute[melibatkan_petugas]": "false", "attribute[visibilitas]": "open"},
    )  # fmt: skip
    kept = row(filed(answer))
    assert (kept.sort, kept.topic, kept.channel, kept.visibility) == (
        "complaint", "lampu-jalan", "open311", "open",
    )  # fmt: skip
    assert kept.district and kept.cell_lat == -3957
    assert answer.json()[0]["account_id"] == "akun-7"
    assert kept.number in answer.json()[0]["service_notice"]


def test_a_class_takes_what_no_topic_fits(application: Caller) -> None:
    kept = row(filed(application.file(service_code="complaint")))
    assert (kept.sort, kept.topic) == ("complaint", None)


def test_a_photo_comes_along(application: Caller) -> None:
    assert row(filed(application.file(media=photo()))).photos == 1
    many = application.file(media=[photo(), photo(), photo(), photo()])
    assert many.status_code == 400 and "3" in many.json()[0]["description"]


def test_an_address_of_a_photo_is_kept_as_words_and_never_fetched(
    application: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "create_connection", refuse)
    filed(application.file(media_url="http://169.254.169.254/latest/meta-data"))
    for wrong in ("file:///etc/passwd", "javascript:alert(1)", "gopher://x", "http:// x"):
        assert application.file(media_url=wrong).status_code == 400


def filing(application: Caller, choice: dict[str, str]) -> list[str]:
    from pendopo.voice.tests.test_bars import counted

    picture = photo()
    told = f"{DESCRIPTION} {uuid4()}"
    with counted() as statements:
        filed(application.file(media=picture, phone="081234567890", description=told, **choice))
    return list(statements)


@pytest.mark.parametrize("visibility", ["open", "anonymous", "secret"])
def test_a_report_with_a_photo_takes_at_most_eight_statements(
    application: Caller, visibility: str
) -> None:
    choice = {"attribute[visibilitas]": visibility}
    filed(application.file(description=f"{DESCRIPTION} Pemanasan {visibility}.", **choice))
    # The chart of agencies is remembered for some seconds: of three, one finds it fresh.
    statements = min((filing(application, choice) for _ in range(3)), key=len)
    assert len(statements) <= (9 if visibility == "anonymous" else 8), "\n".join(statements)


def test_the_same_thing_sent_again_is_one_report(application: Caller) -> None:
    first, second = application.file(), application.file()
    assert first.json() == second.json()
    assert filed(application.file(description=f"{DESCRIPTION} Lain.")) != filed(first)


def test_a_repeat_across_the_hour_is_still_one_report(application: Caller) -> None:
    import datetime as dt

    from pendopo.core.clock import FixedClock

    at = dt.datetime(2026, 11, 16, 2, 58, tzinfo=dt.UTC)
    ledger.bind_clock(FixedClock(at))
    text = f"{DESCRIPTION} Menjelang jam tiga."
    first = filed(application.file(description=text))
    ledger.bind_clock(FixedClock(at + dt.timedelta(minutes=4)))
    assert filed(application.file(description=text)) == first
    ledger.bind_clock(FixedClock(at + dt.timedelta(hours=2)))
    assert filed(application.file(description=text)) != first


def test_a_key_of_the_client_tells_a_repeat_from_a_reuse(application: Caller) -> None:
    sent = {"service_code": "complaint", "description": DESCRIPTION, "address_string": "Pasar"}
    first = application.post("requests.json", sent, **{"idempotency-key": "kunci-klien-1"})
    again = application.post("requests.json", sent, **{"idempotency-key": "kunci-klien-1"})
    assert filed(first) == filed(again)
    other = {**sent, "description": f"{DESCRIPTION} Bukan yang tadi."}
    reused = application.post("requests.json", other, **{"idempotency-key": "kunci-klien-1"})
    assert reused.status_code == 409
    short = application.post("requests.json", sent, **{"idempotency-key": "pendek"})
    assert short.status_code == 400


def test_two_applications_do_not_share_keys(application: Caller, make_key: Any) -> None:
    assert filed(application.file()) != filed(Caller(make_key("open311")).file())


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"service_code": None}, 400, "service_code"),
        ({"service_code": "tidak-ada"}, 404, "services"),
        ({"jurisdiction_id": "city.example"}, 404, "35.11"),
        ({"description": None}, 400, "description"),
        ({"description": "Rusak"}, 400, "description"),
        ({"description": "a" * 4001}, 400, "description"),
        ({"description": "a" * 9000}, 400, "description"),
        ({"lat": None, "long": None}, 400, "address_string"),
        ({"lat": None}, 400, "lat"),
        ({"lat": "113.82134", "long": "-7.91355"}, 400, "swapped"),
        ({"lat": "-6.2", "long": "106.8"}, 400, "outside"),
        ({"lat": "-7,91", "long": "113,8"}, 400, "decimal"),
        ({"lat": "nan", "long": "113.8"}, 400, "number"),
        ({"lat": "1e999", "long": "113.8"}, 400, "number"),
        ({"lat": "٧", "long": "113.8"}, 400, "number"),
        ({"lat": "95", "long": "10"}, 400, "earth"),
        ({"address_id": "99.99.99"}, 400, "address_id"),
        ({"email": "bukan surel"}, 400, "email"),
        ({"phone": "abc"}, 400, "phone"),
        ({"first_name": "x" * 201}, 400, "first_name"),
        ({"attribute[visibilitas]": "semua"}, 400, "visibilitas"),
        ({"attribute[warna]": "merah"}, 400, "warna"),
        ({"attribute[visibilitas][]": ["open", "secret"]}, 400, "visibilitas"),
        ({"attribute[": "x"}, 400, "attribute"),
        ({"service_code": ["complaint", "jalan-rusak"]}, 400, "service_code"),
    ],
)
def test_what_does_not_hold_is_a_sentence_in_both_languages(
    application: Caller, changes: dict[str, Any], status: int, said: str
) -> None:
    answer = application.file(**changes)
    assert answer.status_code == status, answer.content
    errors = answer.json()
    assert all(set(one) == {"code", "description"} and one["code"] == status for one in errors)
    assert said in errors[0]["description"] and " / " in errors[0]["description"]


def test_every_answer_that_does_not_hold_is_named(application: Caller) -> None:
    answer = application.file(description="Rusak", email="bukan", phone="abc")
    assert len(answer.json()) == 3


def test_a_place_may_be_an_address_or_a_code(application: Caller) -> None:
    nowhere = {"lat": None, "long": None}
    words = row(filed(application.file(address_string="Depan Pasar Induk", **nowhere)))
    assert words.district is None and words.cell_lat is None
    coded = row(filed(application.file(address_id="35.11.11", **nowhere)))
    assert coded.district == "35.11.11"


def test_a_choice_may_be_sent_as_a_list(application: Caller) -> None:
    answer = application.file(**{"attribute[visibilitas][]": ["secret"]})
    assert row(filed(answer)).visibility == "secret"


def test_nothing_is_kept_of_what_was_turned_down(application: Caller) -> None:
    from pendopo.documents.models import StoredFile

    def count() -> tuple[int, int]:
        with ledger.use_region(CODE), ledger.region_transaction():
            return models.Report.objects.count(), StoredFile.objects.count()

    before = count()
    assert application.file(media=photo(), phone="abc").status_code == 400
    assert application.file(media=photo(), lat="-6.2", long="106.8").status_code == 400
    assert count() == before


def test_a_device_that_sends_a_thousand_is_stopped(application: Caller) -> None:
    answers = [
        application.file(description=f"{DESCRIPTION} Nomor {one}.", device_id="gawai-sibuk")
        for one in range(32)
    ]
    assert [one.status_code for one in answers].count(429) == 2
    assert answers[-1]["Retry-After"]
    assert application.file(device_id="gawai-lain").status_code == 201
