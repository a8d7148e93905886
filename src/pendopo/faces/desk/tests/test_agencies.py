"""Several agencies on one case: asking one more on the screen, and documents by their address."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest

from pendopo.faces.desk.tests.seeing import text

ROUTE = "izin-trayek"
MORE = "Badan Kesatuan Bangsa dan Politik"


@pytest.fixture
def case(regency: Any) -> Any:
    """Opinions of the transport agency, the traffic police and public works are open."""
    regency.publish(ROUTE)
    one = regency.submit(ROUTE, jalan_desa=True)
    one.do("loket.ptsp", "lengkap")
    one.do("teknis.dishub", "selesai", tanggal_survei="2026-11-16", layak=True)
    return one


def paper(case: Any, question: str) -> str:
    found = next(one for one in case.view("loket.ptsp").files if one.question == question)
    return f"/meja/dokumen/{found.file_id}/"


@pytest.mark.parametrize(
    ("question", "username", "status"),
    [
        ("stnk", "loket.ptsp", 200),
        ("stnk", "teknis.dishub", 200),
        ("stnk", "teknis.polres", 200),
        ("stnk", "teknis.pupr", 403),
        ("ktp", "loket.ptsp", 200),
        ("ktp", "teknis.polres", 403),
        ("izin_usaha", "teknis.pupr", 200),
        ("izin_usaha", "teknis.dinkes", 404),
        ("stnk", "teknis.dinkes", 404),
    ],
)
def test_a_document_opens_by_its_address_for_whom_the_package_says(
    case: Any, officer: Any, question: str, username: str, status: int
) -> None:
    assert officer(username).get(paper(case, question)).status_code == status


def test_the_page_of_a_closed_agency_holds_no_way_to_the_document(case: Any, officer: Any) -> None:
    page = text(officer("teknis.pupr").get(f"/meja/berkas/{case.number}/"))
    assert "(hanya untuk instansi tertentu)" in page
    part = page[page.index("STNK setiap kendaraan") : page.index("Izin usaha angkutan")]
    assert "Lihat, tercatat" not in part, "what is for others cannot be opened for a purpose"
    assert paper(case, "stnk") not in page and paper(case, "izin_usaha") in page


def test_the_owner_asks_one_more_agency(case: Any, officer: Any) -> None:
    client, address = officer("penata.ptsp"), f"/meja/berkas/{case.number}/"
    page = text(client.get(address))
    chosen = re.search(rf'<option value="([^"]+)"[^>]*>{MORE}<', page)
    assert chosen is not None
    sent = {"instansi": chosen[1], "langkah": "pendapat", "kunci": str(uuid.uuid4())}
    answers = [client.post(f"{address}pendapat/", sent).status_code for _time in range(2)]
    assert answers == [302, 302]
    page = text(client.get(address))
    assert "Bakesbangpol" in page
    assert re.search(rf"<option[^>]*>{MORE}<", page) is None, "it is asked once"
    assert officer("teknis.kesbangpol").get(address).status_code == 200


def test_nobody_else_is_offered_to_ask(case: Any, officer: Any) -> None:
    address = f"/meja/berkas/{case.number}/"
    assert "Minta pendapat instansi lain" not in text(officer("teknis.dishub").get(address))
    sent = {"instansi": str(uuid.uuid4()), "langkah": "pendapat", "kunci": str(uuid.uuid4())}
    assert officer("teknis.dishub").post(f"{address}pendapat/", sent).status_code == 403
    assert officer("teknis.dinkes").post(f"{address}pendapat/", sent).status_code == 404
    assert officer("penata.ptsp").post(f"{address}pendapat/", sent).status_code == 404


def test_asking_without_choosing_says_what_is_missing(case: Any, officer: Any) -> None:
    client, address = officer("penata.ptsp"), f"/meja/berkas/{case.number}/"
    answer = client.post(f"{address}pendapat/", {"instansi": "", "kunci": str(uuid.uuid4())})
    assert answer.status_code == 302
    assert "Pilih instansinya dulu." in text(client.get(answer["Location"]))


def test_each_agency_reads_its_own_task_and_the_others_state(case: Any, officer: Any) -> None:
    case.do("teknis.polres", "dengan_syarat", syarat="Tidak berhenti di tikungan")
    page = text(officer("teknis.dishub").get(f"/meja/berkas/{case.number}/"))
    assert page.count("Beri pendapat tentang trayek") >= 3
    assert "Satlantas Polres" in page and "DPUPR" in page
