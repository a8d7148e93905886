"""The applicant's own case over HTTP: opening it, messages, mending, answering, leaving."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from uuid import uuid4

import pytest

from pendopo.faces.portal.tests.walking import jpeg, picture, version

DAY = dt.timedelta(days=1)
MONDAY = dt.datetime(2026, 11, 16, 2, 0, tzinfo=dt.UTC)
RETURN = [{"field": "nama_tempat", "reason": "Nama klinik tidak sama dengan di surat pimpinan."}]


def text(answer: Any) -> str:
    return str(answer.content.decode())


def opened(client: Any, case: Any) -> str:
    """Type the code once; the path of the case."""
    path = f"/urus/{case.number}/"
    answer = client.post(f"{path}kode/", {"kode": case.code.lower(), "kunci": str(uuid4())})
    assert (answer.status_code, answer["Location"]) == (302, path), text(answer)
    return path


def link(page: str, part: str) -> str:
    found = re.search(rf'href="([^"#]*{part}[^"#]*)"', page)
    assert found, part
    return found[1]


@pytest.fixture
def returned(regency: Any) -> Any:
    case = regency.submit()
    case.do("loket.ptsp", "kembalikan", items=RETURN)
    return case


def test_the_code_is_asked_once_and_then_remembered(client: Any, other: Any, regency: Any) -> None:
    case = regency.submit(nama="dr. Sekar Puspita")
    path = f"/urus/{case.number}/"
    assert "Apa kode berkas Anda?" in text(client.get(path))
    opened(client, case)
    page = text(client.get(path))
    assert "dr. Sekar Puspita" in page and "Jawaban yang Anda kirim" in page
    assert "Sekar" not in text(other.get(path))


def test_wrong_codes_are_refused_then_slowed_down(client: Any, regency: Any) -> None:
    from pendopo.core import references
    from pendopo.faces.portal.patience import MOST

    case = regency.submit()
    path = f"/urus/{case.number}/kode/"
    for typed in ("", "abc", "\x00", case.code[:-1], case.number):
        assert client.post(path, {"kode": typed}).status_code == 422
    for _ in range(MOST):
        client.post(path, {"kode": references.new_reference()})
    assert client.post(path, {"kode": case.code}).status_code == 429


def test_one_case_is_guarded_against_many_addresses(
    client: Any, regency: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pendopo.core import references
    from pendopo.faces.portal.follow import guessing

    case = regency.submit()
    monkeypatch.setattr(guessing, "MOST_FOR_ONE", 3)
    path = f"/urus/{case.number}/kode/"
    for number in range(3):
        client.post(path, {"kode": references.new_reference()}, REMOTE_ADDR=f"10.0.0.{number}")
    answer = client.post(path, {"kode": case.code}, REMOTE_ADDR="10.0.9.9")
    assert answer.status_code == 429


@pytest.mark.parametrize("part", ["", "tarik/", "pesan/", f"jawab/{uuid4()}/"])
def test_nothing_of_a_case_opens_without_its_code(client: Any, regency: Any, part: str) -> None:
    case = regency.submit(nama="dr. Rahasia")
    path = f"/urus/{case.number}/{part}"
    for answer in (client.get(path), client.post(path, {"pesan": "halo"})):
        assert answer.status_code in (200, 302, 405) and "Rahasia" not in text(answer)
    assert case.mine().notes == () and case.mine().status == "checking"


def test_a_message_is_sent_once_and_read_by_the_officer(client: Any, regency: Any) -> None:
    case = regency.submit()
    path = opened(client, case)
    form = {"pesan": "Apakah foto saya terbaca?", "kunci": str(uuid4())}
    for _ in range(2):
        assert client.post(f"{path}pesan/", form).status_code == 302
    assert [note.body for note in case.mine().notes] == ["Apakah foto saya terbaca?"]
    assert "Apakah foto saya terbaca?" in text(client.get(path))
    assert client.post(f"{path}pesan/", {**form, "pesan": "lain"}).status_code == 409


@pytest.mark.parametrize("body", ["", "   ", "\x00", "x" * 4001])
def test_a_message_must_say_something_and_not_too_much(
    client: Any, regency: Any, body: str
) -> None:
    path = opened(client, regency.submit())
    answer = client.post(f"{path}pesan/", {"pesan": body, "kunci": "x"})
    assert answer.status_code == 422 and "Ada masalah" in text(answer)


def test_mending_question_by_question_then_sending(client: Any, returned: Any) -> None:
    path = opened(client, returned)
    page = text(client.get(path))
    assert "Mulai memperbaiki" in page
    mend = link(page, "/perbaiki/")
    question = f"{mend}nama_tempat/"
    form = {"versi": version(text(client.get(question))), "nama_tempat": ""}
    assert client.post(question, form).status_code == 422
    answer = client.post(question, {**form, "nama_tempat": "Klinik Sehat Bersama"})
    assert (answer.status_code, answer["Location"]) == (302, mend)
    page = text(client.get(mend))
    assert "Sudah diperbaiki" in page and "belum diubah" not in page
    send = {"versi": version(page), "kunci": str(uuid4())}
    for _ in range(2):
        assert client.post(mend, send).status_code in (302, 404)
    mine = returned.mine()
    assert mine.status != "returned"
    assert {one.name: one.value for one in mine.answers}["nama_tempat"] == "Klinik Sehat Bersama"


def test_a_file_is_replaced_without_scripts(client: Any, returned: Any) -> None:
    path = opened(client, returned)
    mend = link(text(client.get(path)), "/perbaiki/")
    question = f"{mend}pas_foto/" if "pas_foto" in text(client.get(mend)) else f"{mend}str/"
    name = question.rstrip("/").rsplit("/", 1)[1]
    page = text(client.get(question))
    answer = client.post(question, {"versi": version(page), name: picture("baru.jpg")})
    assert answer.status_code == 302, text(answer)
    assert "baru.jpg" in text(client.get(question))
    page = text(client.get(mend))
    sent = client.post(mend, {"versi": version(page), "kunci": str(uuid4())})
    assert sent.status_code == 302
    assert "baru.jpg" in {one.name for one in returned.mine().files}


def test_a_file_of_a_correction_goes_up_in_pieces_and_resumes(
    client: Any, other: Any, returned: Any
) -> None:
    path = opened(client, returned)
    mend = link(text(client.get(path)), "/perbaiki/")
    page = text(client.get(f"{mend}str/"))
    start = re.search(r'data-start="([^"]+)"', page)
    assert start and start[1].startswith(f"{path}unggah/")
    data = jpeg((400, 300))
    half = len(data) // 2
    announced = {"name": "baru.jpg", "size": len(data), "type": "image/jpeg"}
    for stranger in (other, type(client)(HTTP_HOST="localhost")):
        refused = stranger.post(start[1], announced, content_type="application/json")
        assert refused.status_code == 404 and refused.json()["detail"]
    place = client.post(start[1], announced, content_type="application/json").json()["url"]
    raw = {"content_type": "application/offset+octet-stream"}
    first = client.patch(place, data[:half], headers={"upload-offset": "0"}, **raw)
    assert first.status_code == 204
    assert other.head(place).status_code == 404
    assert client.head(place)["Upload-Offset"] == str(half)
    done = client.patch(place, data[half:], headers={"upload-offset": str(half)}, **raw)
    file = done.json()["id"]
    sent = client.post(f"{mend}str/", {"versi": version(page), "str": file})
    assert sent.status_code == 302, text(sent)
    page = text(client.get(mend))
    assert client.post(mend, {"versi": version(page), "kunci": str(uuid4())}).status_code == 302
    assert "baru.jpg" in {one.name for one in returned.mine().files}
    assert client.post(start[1], announced, content_type="application/json").status_code == 404


@pytest.mark.parametrize(
    ("question", "name", "data", "said"),
    [("str", "catatan.txt", b"halo", "str"), ("pas_foto", "foto.pdf", b"%PDF-1.4 x", "pas_foto")],
)
def test_a_correction_takes_only_what_its_question_takes(
    client: Any, returned: Any, question: str, name: str, data: bytes, said: str
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    mend = link(text(client.get(opened(client, returned))), "/perbaiki/")
    page = text(client.get(f"{mend}{question}/"))
    sent = client.post(
        f"{mend}{question}/",
        {"versi": version(page), question: SimpleUploadedFile(name, data)},
    )
    assert sent.status_code == 422
    assert f'href="#{said}"' in text(sent) and name in text(sent)


def test_hostile_corrections_are_refused(client: Any, returned: Any) -> None:
    path = opened(client, returned)
    mend = link(text(client.get(path)), "/perbaiki/")
    assert client.get(f"{mend}tidak-ada/").status_code == 404
    assert client.get(f"{path}perbaiki/{uuid4()}/").status_code == 404
    page = text(client.get(f"{mend}nama_tempat/"))
    for value in ("\x00", "x" * 100_000):
        form = {"versi": version(page), "nama_tempat": value}
        assert client.post(f"{mend}nama_tempat/", form).status_code in (302, 409, 422)
    assert client.post(mend, {"versi": "abc"}).status_code == 409


def test_a_question_of_an_officer_is_answered(client: Any, regency: Any) -> None:
    case = regency.submit()
    case.do("loket.ptsp", "lengkap")
    case.do("teknis.dinkes", "tanya_pemohon", MONDAY + DAY, pertanyaan="Jam praktik?")
    path = opened(client, case)
    page = text(client.get(path))
    assert "Jam praktik?" in page
    reply = link(page, "/jawab/")
    form = {"versi": version(text(client.get(reply))), "kunci": str(uuid4()), "hasil": "ngawur"}
    assert client.post(reply, {**form, "jawaban": ""}).status_code == 422
    answer = client.post(
        reply, {**form, "jawaban": "Senin dan Kamis", "lampiran": picture("a.jpg")}
    )
    assert (answer.status_code, answer["Location"]) == (302, path), text(answer)
    assert case.mine().status == "running"


def test_withdrawing_asks_first(client: Any, regency: Any) -> None:
    case = regency.submit()
    path = opened(client, case)
    assert "Ya, tarik permohonan" in text(client.get(f"{path}tarik/"))
    assert case.mine().status == "checking"
    form = {"kunci": str(uuid4())}
    assert client.post(f"{path}tarik/", form).status_code == 302
    assert client.post(f"{path}tarik/", form).status_code == 302
    assert case.mine().status == "withdrawn"
    assert client.post(f"{path}tarik/", {"kunci": str(uuid4())}).status_code in (403, 409)


def test_the_licence_is_downloaded_and_verified(client: Any, regency: Any, worker: Any) -> None:
    case = granted(regency, worker)
    path = opened(client, case)
    page = text(client.get(path))
    pdf = client.get(link(page, "/surat/"))
    assert pdf.content.startswith(b"%PDF") and "attachment" in pdf["Content-Disposition"]
    check = text(client.get(link(page, "/verify/[0-9A-Z]")))
    assert "Surat ini asli dan berlaku" in check and "SHA-256" in check
    assert "bukan BSrE" in check
    from django.core.files.uploadedfile import SimpleUploadedFile

    for data, said in (
        (pdf.content, "asli, utuh, dan berlaku"),
        (pdf.content + b"\n% tambahan", "sudah diubah"),
        (b"%PDF-1.4 rusak", "tidak dapat dibaca"),
        (b"bukan pdf", "tidak dapat dibaca"),
    ):
        told = client.post("/verify/", {"pdf": SimpleUploadedFile("a.pdf", data)})
        assert told.status_code == 200 and said in text(told), said
    assert client.post("/verify/", {}).status_code == 422


def test_a_letter_belongs_to_its_case(client: Any, regency: Any, worker: Any) -> None:
    case, mine = granted(regency, worker), regency.submit()
    letter = case.mine(MONDAY + 3 * DAY).letters[0].letter_id
    file = case.mine(MONDAY + 3 * DAY).files[0].file_id
    path = opened(client, mine)
    assert client.get(f"{path}surat/{letter}.pdf").status_code == 404
    assert client.get(f"{path}unggahan/{file}/").status_code == 404


def test_a_refusal_says_why_and_what_to_do_and_by_when(
    client: Any, other: Any, regency: Any, worker: Any
) -> None:
    why, law, way = "STR tidak berlaku.", "UU 17/2023", "Perpanjang STR, lalu ajukan lagi."
    case = regency.submit()
    case.do("loket.ptsp", "tolak", alasan="Catatan untuk penyusun surat.")
    case.do("penata.ptsp", "siap", alasan=why, dasar=law, langkah=way)
    path = opened(client, case)
    before = text(client.get(path))
    assert why not in before and law not in before  # nothing is decided before it is signed
    assert case.sign(MONDAY).ok
    worker.drain(MONDAY)
    page = text(client.get(path))
    for part in (why, law, way, "Mengapa ditolak", "21 hari kerja", "10 hari kerja"):
        assert part in page, part
    assert "Selasa, 15 Desember 2026" in page  # 21 working days after Monday 16 November
    assert "Catatan untuk penyusun" not in page
    assert "Alasan dan langkah berikutnya ada di surat penolakan" in page  # the package's words
    public = text(other.get(f"/lacak/{case.number}/"))
    assert "Permohonan Anda ditolak" in public
    assert why not in public and law not in public and way not in public


def test_a_granted_file_says_so_in_the_words_of_its_package(
    client: Any, regency: Any, worker: Any
) -> None:
    case = granted(regency, worker)
    page = text(client.get(opened(client, case)))
    assert "Izin Anda sudah terbit dan dapat diunduh." in page
    assert "Mengapa ditolak" not in page
    assert re.search(r'class="btn[^"]*" href="/urus/[^"]+/surat/[^"]+\.pdf"', page)


def granted(regency: Any, worker: Any) -> Any:
    return grant(regency.submit(), worker)


def grant(case: Any, worker: Any) -> Any:
    case.do("loket.ptsp", "lengkap")
    case.do("teknis.dinkes", "rekomendasikan", MONDAY + DAY, pertimbangan="Layak")
    case.do("penata.ptsp", "siap", MONDAY + 2 * DAY)
    for username in ("ketuatim.ptsp", "kabid.ptsp", "sekretaris.ptsp"):
        case.do(username, "paraf", MONDAY + 2 * DAY)
    assert case.sign(MONDAY + 2 * DAY).ok
    worker.drain(MONDAY + 2 * DAY)
    return case


@pytest.fixture
def visited(regency: Any) -> Any:
    """A practice of one's own: the health agency proposes Thursday at ten."""
    import yaml
    from tests.regency import CODE, ROOT, SERVICE

    from pendopo.casework import api as casework
    from pendopo.ledger import api as ledger

    story = ROOT / "packages/services" / SERVICE / "stories/praktik-mandiri.yaml"
    answers = yaml.safe_load(story.read_text())["given"]["answers"]
    case = regency.submit(**answers)
    case.do("loket.ptsp", "lengkap")
    officer = regency.actor("teknis.dinkes")
    with ledger.use_region(CODE):
        view = casework.case(case_id=case.case_id, who=officer, now=MONDAY)
        (task,) = (one for one in view.tasks if one.work == "visit")
        casework.set_appointment(
            task_id=task.id, who=officer, at=MONDAY + 30 * DAY, place="Klinik", now=MONDAY
        )
    return case


def test_a_visit_is_agreed_to(client: Any, visited: Any) -> None:
    path = opened(client, visited)
    page = text(client.get(path))
    assert "Tinjauan lapangan" in page and "Ya, saya bisa" in page
    found = re.search(r'action="([^"]+/setuju/)"', page)
    assert found
    form = {"versi": str(visited.mine().visits[0].version)}
    for _ in range(2):
        assert client.post(found[1], form).status_code == 302
    assert visited.mine().visits[0].status == "agreed"
    assert "sudah menyetujui" in text(client.get(path))


@pytest.mark.parametrize(
    "day", [("", "", ""), ("32", "13", "2026"), ("1", "1", "2020"), ("٣", "x", "\x00")]
)
def test_another_time_must_be_one(client: Any, visited: Any, day: tuple[str, str, str]) -> None:
    path = f"{opened(client, visited)}jadwal/{visited.mine().visits[0].id}/"
    assert "Minta waktu lain" in text(client.get(path))
    form = dict(zip(("tanggal-day", "tanggal-month", "tanggal-year"), day, strict=True))
    sent = client.post(path, {**form, "jam": "10.00", "versi": "1"})
    assert sent.status_code == 422


def test_another_time_is_wished_for(client: Any, visited: Any) -> None:
    visit = visited.mine().visits[0]
    path = f"{opened(client, visited)}jadwal/{visit.id}/"
    form = {"tanggal-day": "2", "tanggal-month": "2", "tanggal-year": "2027", "jam": "13.30"}
    assert client.post(path, {**form, "versi": str(visit.version)}).status_code == 302
    assert visited.mine().visits[0].status == "wished"
    assert client.post(path, {**form, "versi": "0"}).status_code == 409


def test_what_must_be_mended_is_named_with_its_reason(client: Any, returned: Any) -> None:
    path = opened(client, returned)
    page = text(client.get(path))
    assert RETURN[0]["reason"] in page
    mend = link(page, "/perbaiki/")
    page = text(client.get(mend))
    assert "Perlu diperbaiki" in page and "belum diubah" in page
    assert RETURN[0]["reason"] in text(client.get(f"{mend}nama_tempat/"))


def test_a_licence_of_an_account_is_listed_and_taken_away(
    client: Any, regency: Any, worker: Any
) -> None:
    from tests.regency import CODE, PASSWORD, SERVICE, Applied

    from pendopo.config.seeding import applying
    from pendopo.ledger import api as ledger

    with ledger.use_region(CODE):
        owner = regency.actor("warga")
        sent = applying.apply(SERVICE, regency.answers(), who=owner, now=MONDAY)
    grant(Applied(regency, sent.case_id, sent.number, sent.code), worker)
    client.post("/akun/login/", {"login": "warga", "password": PASSWORD})
    page = text(client.get("/berkas-saya/"))
    assert "Izin dan surat saya" in page and "Berlaku" in page
    assert client.get(link(page, "/surat/")).content.startswith(b"%PDF")
    licences = client.get("/data-saya/unduh.json").json()["licences"]
    assert licences[0]["case_number"] == sent.number
    assert licences[0]["service_title"] == "Surat Izin Praktik (SIP) Dokter"
