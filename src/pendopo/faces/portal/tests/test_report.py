"""Making a report, being told of similar ones, and following it."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest

from pendopo.faces.portal.tests.conftest import work

HERE = "-7.91355, 113.82134"
TEXT = "Lampu jalan di tikungan dekat pasar mati sejak seminggu, gelap sekali."


def a_photo() -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    out = io.BytesIO()
    Image.effect_noise((64, 48), 40).convert("RGB").save(out, "JPEG")
    return SimpleUploadedFile("lampu.jpg", out.getvalue(), content_type="image/jpeg")


def form(client: Any, **changes: Any) -> dict[str, Any]:
    """The fields of the page, filled in."""
    page = client.get("/lapor/").content.decode()
    key = re.search(r'name="kunci" value="([^"]+)"', page)
    assert key is not None
    return {
        "kunci": key[1], "jenis": "complaint", "isi": TEXT, "patokan": "Timur pasar",
        "titik": HERE, "visibilitas": "open", **changes,
    }  # fmt: skip


def send(client: Any, **changes: Any) -> str:
    """Send one in spite of similar ones; answers with its number."""
    answer = client.post("/lapor/", form(client, lanjut="ya", **changes))
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return str(answer["Location"].split("/")[3])


def test_a_report_is_sent_and_its_code_shown_once_to_its_browser(
    town: Any, client: Any, other: Any
) -> None:
    number = send(client, foto=a_photo(), telepon="0812 3456 7890")
    page = client.get(f"/lapor/ikuti/{number}/terkirim/")
    assert page.status_code == 200 and number in page.content.decode()
    assert "Paling lambat" in page.content.decode()
    code = re.search(r"data-code>([^<]+)<", page.content.decode())
    assert code is not None
    assert other.get(f"/lapor/ikuti/{number}/terkirim/").status_code == 302
    asked = other.get(f"/lapor/ikuti/{number}/").content.decode()
    assert TEXT not in asked and "0812" not in asked
    wrong = other.post("/lapor/ikuti/", {"nomor": number, "kode": "K7M-4QP-2XD"})
    assert wrong.status_code == 422
    right = other.post("/lapor/ikuti/", {"nomor": number.lower(), "kode": code[1]})
    assert right.status_code == 302
    assert TEXT in other.get(f"/lapor/ikuti/{number}/").content.decode()


def test_the_same_form_sent_twice_is_one_report(town: Any, client: Any) -> None:
    fields = form(client, lanjut="ya")
    first, again = client.post("/lapor/", fields), client.post("/lapor/", fields)
    assert first["Location"] == again["Location"]
    assert client.get(first["Location"]).status_code == 200


def test_a_report_whose_answer_was_lost_gets_its_number_not_itself_as_similar(
    town: Any, client: Any
) -> None:
    """The phone sends again what had arrived, before or after somebody decided to send anyway."""
    fields = form(client, isi="Tiang miring di simpang tiga, hampir roboh ke jalan raya desa.")
    first = client.post("/lapor/", {**fields, "foto": a_photo(), "lanjut": "ya"})
    again = client.post("/lapor/", {**fields, "foto": a_photo()})
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"]
    changed = client.post("/lapor/", {**fields, "isi": fields["isi"] + " Sekarang roboh."})
    assert changed.status_code == 409


def test_the_page_without_a_line_has_its_script(client: Any, town: Any) -> None:
    script = client.get("/lapor/luring.js")
    assert script.status_code == 200 and script["Content-Type"].startswith("text/javascript")
    assert "worker-src" not in script["Content-Security-Policy"]  # it falls back to scripts: 'self'
    assert client.post("/lapor/luring.js").status_code == 405


def test_similar_reports_are_shown_before_another_is_sent(
    town: Any, client: Any, other: Any
) -> None:
    number = send(client)
    fields = form(other)
    shown = other.post("/lapor/", {**fields, "foto": a_photo()})
    page = shown.content.decode()
    assert shown.status_code == 200 and number in page and "Saya juga" in page
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert hidden["isi"] == TEXT and hidden["foto_tersimpan"]
    answer = other.post("/lapor/", {**hidden, "lanjut": "ya"})
    own = other.get(answer["Location"].replace("terkirim/", "")).content.decode()
    assert "lampu.jpg" in own  # the photo waited, and went along


def test_somebody_else_joins_with_a_ticket_of_their_own(town: Any, client: Any, other: Any) -> None:
    number = send(client)
    page = other.get(f"/aduan/{number}/saya-juga/").content.decode()
    key = re.search(r'name="kunci" value="([^"]+)"', page)
    assert key is not None
    joined = other.post(f"/aduan/{number}/saya-juga/", {"kunci": key[1], "telepon": ""})
    ticket = joined["Location"].split("/")[3]
    assert ticket != number
    own = other.get(f"/lapor/ikuti/{ticket}/").content.decode()
    assert number in own and TEXT not in own


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("isi", "Rusak", "paling sedikit"),
        ("titik", "113.82134, -7.91355", "Maksud Anda -7.91355, 113.82134?"),
        ("titik", "0.1, 101.2", "di luar wilayah"),
        ("wilayah", "Kota Atlantis", "tidak menemukan"),
        ("telepon", "12", "0812 3456 7890"),
        ("jenis", "perang", "Pilih jenis"),
        ("visibilitas", "semua", "Pilih siapa"),
    ],
)
def test_what_cannot_be_meant_is_told_beside_its_field(
    town: Any, client: Any, field: str, value: str, said: str
) -> None:
    answer = client.post("/lapor/", form(client, lanjut="ya", **{field: value}))
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page
    anchor = "cerita" if field == "isi" else field
    assert f'href="#{anchor}' in page
    if field != "isi":
        assert TEXT in page


def test_a_file_that_is_no_photo_is_told(town: Any, client: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    fake = SimpleUploadedFile("foto.jpg", b"MZ" + b"\0" * 400, content_type="image/jpeg")
    answer = client.post("/lapor/", form(client, lanjut="ya", foto=fake))
    assert answer.status_code == 422 and "foto-error" in answer.content.decode()


def test_a_script_in_any_field_stays_text(town: Any, client: Any) -> None:
    hostile = "<script>alert(1)</script> lampu mati di sini"
    number = send(client, isi=hostile, patokan=hostile, nama=hostile[:60])
    page = client.get(f"/lapor/ikuti/{number}/").content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;" in page


def test_a_secret_report_is_nowhere_to_be_found(town: Any, client: Any, other: Any) -> None:
    number = send(client, visibilitas="secret")
    for path in (f"/aduan/{number}/", f"/aduan/{number}/saya-juga/"):
        assert other.get(path).status_code == 404
    assert number not in other.get("/aduan/").content.decode()
    assert number not in other.get("/aduan/umpan.atom").content.decode()
    assert number not in other.get("/aduan/data.csv").content.decode()


def test_a_borrowed_phone_forgets(town: Any, client: Any) -> None:
    number = send(client)
    client.post("/lapor/lupakan/")
    assert client.get(f"/lapor/ikuti/{number}/terkirim/").status_code == 302
    assert TEXT not in client.get(f"/lapor/ikuti/{number}/").content.decode()


def test_a_list_costs_five_statements_however_long(town: Any, client: Any, statements: Any) -> None:
    for _count in range(3):
        send(client)
    client.get("/aduan/")
    with statements() as captured:
        page = client.get("/aduan/?kecamatan=35.11.11&periode=30&waktu=tepat")
    assert page.status_code == 200
    assert len(work(captured.captured_queries)) <= 5
    with statements() as captured:
        client.get("/aduan/peta/")
    assert len(work(captured.captured_queries)) <= 5
    with statements() as captured:
        client.get("/instansi/")
    assert len(work(captured.captured_queries)) <= 5


def test_the_map_is_light(town: Any, client: Any, worker: Any) -> None:
    send(client)
    worker.drain()
    page = client.get("/aduan/peta/")
    assert page.status_code == 200 and len(page.content) < 200_000
    assert b"http" not in re.sub(rb'"https?://www\.(lapor|w3)[^"]*"', b"", page.content)


def test_lists_say_nothing_of_people(town: Any, client: Any, other: Any) -> None:
    number = send(client, nama="Zubaidah Kirana", telepon="081298765432")
    paths = ["/aduan/", "/aduan/peta/", "/aduan/umpan.atom", "/aduan/data.csv", "/instansi/"]
    for path in (*paths, f"/aduan/{number}/"):
        body = other.get(path).content.decode()
        assert "Zubaidah" not in body and "98765432" not in body and TEXT not in body, path
