"""Reports through the API: filed once, followed, supported, confirmed or opened again."""

from __future__ import annotations

import base64
import io
from typing import Any
from uuid import uuid4

import pytest
from tests import hostile_photos

from pendopo.faces.rest.tests.conftest import Caller
from pendopo.faces.rest.tests.test_bad_input import refused

TEXT = "Lampu jalan di tikungan dekat pasar mati sejak seminggu (contoh)."
PLACE = {"lat": -7.91355, "lon": 113.82134}
ROADS = "1.03.0.00.0.00.01.0000"


@pytest.fixture
def town(regency: Any) -> Any:
    regency.publish("pengaduan-masyarakat")
    return regency


def picture(size: tuple[int, int] = (64, 48)) -> str:
    from PIL import Image

    out = io.BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(out, "JPEG")
    return base64.b64encode(out.getvalue()).decode()


def file(caller: Caller, key: str = "", **changes: Any) -> Any:
    body = {"text": TEXT, "place": PLACE, **changes}
    return caller.send("reports", body, key=key or str(uuid4()))


def test_filed_once_and_followed_by_its_application_and_by_its_code(
    town: Any, application: Caller, make_token: Any, anyone: Caller
) -> None:
    key = str(uuid4())
    photo = {"name": "lampu.jpg", "data": picture()}
    first = file(application, key, photos=[photo], reporter={"phone": "081234567890"})
    assert first.status_code == 201, first.content
    again = file(application, key, photos=[photo], reporter={"phone": "081234567890"})
    assert again.json() == {**first.json(), "repeated": True}
    changed = file(application, key, text="Yang lain sama sekali (contoh).")
    assert refused(changed, 409)["code"] == "key_reused"
    number, code = first.json()["number"], first.json()["code"]

    shown = anyone.get(f"reports/{number}").json()
    assert (shown["status"], shown["photos"], shown["text"]) == ("received", 1, "")
    assert shown["square"] != PLACE and abs(shown["square"]["lat"] - PLACE["lat"]) < 0.003
    assert "081234567890" not in str(shown)
    own = application.get(f"reports/{number}/follow")
    assert own.json()["report"] == shown
    assert not own.json()["support"] and own.json()["may"] == []
    other = Caller(make_token("apply"))
    refused(other.get(f"reports/{number}/follow"), 404)
    other.headers["report-code"] = code
    assert other.get(f"reports/{number}/follow").status_code == 200


def test_the_list_is_public_and_has_no_secret(
    town: Any, application: Caller, anyone: Caller
) -> None:
    sent = [file(application).json()["number"] for _ in range(3)]
    secret = file(application, visibility="secret").json()["number"]
    seen: list[str] = []
    cursor = ""
    while True:
        page = anyone.get("reports", limit=2, cursor=cursor, status="received").json()
        seen += [one["number"] for one in page["reports"]]
        cursor = page["next"]
        if not cursor:
            break
    assert set(sent) <= set(seen) and secret not in seen and len(seen) == len(set(seen))
    refused(anyone.get(f"reports/{secret}"), 404)
    assert application.get(f"reports/{secret}/follow").status_code == 200
    refused(anyone.get("reports", status="menunggu"), 422)


def test_supported_answered_confirmed_and_opened_again(
    town: Any, application: Caller, worker: Any
) -> None:
    from tests.regency import Applied

    from pendopo.ledger import api as ledger

    filed = file(application).json()
    number = filed["number"]
    for word in ("confirm", "reopen"):
        body = {"message": "Belum."} if word == "reopen" else b""
        early = application.send(f"reports/{number}/{word}", body, key=str(uuid4()))
        assert refused(early, 409)["code"] == "not_answered"
    ticket = application.send(f"reports/{number}/support", {"phone": ""}, key=str(uuid4()))
    assert ticket.status_code == 201 and ticket.json()["number"] != number
    assert ticket.json()["code"]

    now = ledger.clock().now()
    with ledger.use_region("35.11"):
        case_id = _case(number)
    case = Applied(town, case_id, number, filed["code"])
    case.do("koordinator.aduan", "teruskan", now, topik="jalan", instansi=ROADS)
    worker.drain(now)
    case.do("penghubung.dpupr", "jawab", now, jawaban="Sudah.", bukti="jawaban")
    case.do("verifikator.aduan", "terima", now)
    worker.drain(now)
    view = application.get(f"reports/{number}/follow").json()
    assert view["report"]["status"] == "answered" and {"confirm", "reopen"} <= set(view["may"])
    assert view["report"]["supporters"] == 1

    key = str(uuid4())
    done = application.send(f"reports/{number}/confirm", b"", key=key)
    assert done.status_code == 200, done.content
    assert application.send(f"reports/{number}/confirm", b"", key=key).status_code == 200
    worker.drain(now)
    assert application.get(f"reports/{number}").json()["status"] == "confirmed"
    again = application.send(
        f"reports/{number}/reopen", {"message": "Mati lagi (contoh)."}, key=str(uuid4())
    )
    assert again.status_code == 200, again.content
    worker.drain(now)
    assert application.get(f"reports/{number}").json()["reopen_count"] == 1


def _case(number: str) -> Any:
    from pendopo.ledger import api as ledger
    from pendopo.voice.models import Report

    with ledger.region_transaction():
        return Report.objects.get(number=number).pk


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": "Rusak"}, "invalid"),
        ({"text": "x" * 4001}, "request_invalid"),
        ({"place": {"lat": 113.82134, "lon": -7.91355}}, "point_swapped"),
        ({"place": {"lat": 1e9, "lon": 113.8}}, "request_invalid"),
        ({"place": {"lat": -6.2, "lon": 106.8}}, "point_outside"),
        ({"place": {"lat": -7.91355}}, "place_half"),
        ({"place": {"district": "99.99.99"}}, "place_unknown"),
        ({"place": {"village": "35.11.11.1007"}}, "place_unknown"),
        ({"topic": "topik-yang-tidak-ada"}, "topic_unknown"),
        ({"kind": "war"}, "request_invalid"),
        ({"visibility": "all"}, "request_invalid"),
        ({"photos": [{"name": "a.jpg", "data": "bukan base64!"}]}, "photo_letters"),
        ({"photos": [{"name": "a.jpg", "data": "TVqQAAMAAAAEAAAA"}]}, None),
        ({"photos": [{"name": "a.jpg", "data": "aa=="}] * 4}, "request_invalid"),
        ({"reporter": {"nik": "3511010101010001"}}, "request_invalid"),
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_told(
    town: Any, application: Caller, anyone: Caller, changes: Any, code: str | None
) -> None:
    before = anyone.get("reports").json()["total"]
    problem = refused(file(application, **changes), 422)
    assert code is None or problem["code"] == code
    assert anyone.get("reports").json()["total"] == before


def test_scripts_stay_text(town: Any, application: Caller) -> None:
    script = "<script>alert(1)</script> lampu mati di sini"
    filed = file(
        application, text=script, place={"landmark": script},
        reporter={"name": script, "email": "a@contoh.id"},
    )  # fmt: skip
    assert filed.status_code == 201, filed.content
    answer = application.get(f"reports/{filed.json()['number']}")
    assert (
        answer["Content-Type"].startswith("application/json") and b"<script" not in answer.content
    )


def test_swapped_says_what_was_meant(town: Any, application: Caller) -> None:
    problem = refused(file(application, place={"lat": 113.82134, "lon": -7.91355}), 422)
    assert "Maksud Anda -7.91355, 113.82134?" in problem["text"]["id"]


@pytest.mark.parametrize("name", hostile_photos.REFUSED)
def test_a_photo_that_would_break_us_is_refused(
    town: Any, application: Caller, anyone: Caller, name: str
) -> None:
    before = anyone.get("reports").json()["total"]
    data = base64.b64encode(hostile_photos.REFUSED[name]()).decode()
    problem = refused(file(application, photos=[{"name": "a.jpg", "data": data}]), 413, 422)
    assert problem["code"].startswith(("photo_", "file_"))
    assert anyone.get("reports").json()["total"] == before


@pytest.mark.parametrize("name", hostile_photos.TAKEN)
def test_what_a_camera_wrote_does_not_hurt(town: Any, application: Caller, name: str) -> None:
    data = base64.b64encode(hostile_photos.TAKEN[name]()).decode()
    filed = file(application, photos=[{"name": "a.jpg", "data": data}])
    assert filed.status_code == 201, filed.content


@pytest.mark.parametrize(
    ("text", "status"), [("Tlg", 422), ("lampu mati dpn psr", 201), ("🙏🙏🙏", 422), (" ", 422)]
)
def test_a_fragment_as_short_as_an_sms(
    town: Any, application: Caller, text: str, status: int
) -> None:
    answer = file(application, text=text)
    assert answer.status_code == status, answer.content
    if status == 422:
        refused(answer, 422)
