"""Contracts, findings and the page of an agency, over HTTP."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from pendopo.faces.desk.tests.seeing import text, work
from pendopo.planning.tests.doors import Door, ledger, planning
from pendopo.planning.tests.planned import CODE, MONDAY

contracted: Any = Door("tests.house.contracted")
planned: Any = Door("tests.house.planned")
UNIT_BAR = 40
"""Statements of an agency's page, whatever it has."""


def lived(regency: Any) -> tuple[Any, Any]:
    with ledger.use_region(CODE):
        plan = planned.adopted(planned.drafted(regency), regency)
        return plan, planned.keys(plan)[f"{planned.ACTIVITY}.0001"]


def made(regency: Any, plan: Any, key: UUID, number: str) -> Any:
    with ledger.use_region(CODE):
        who = regency.actor("program.ptsp")
        return contracted.recorded(plan.id, key, f"{plan.id}/{number}", who, MONDAY)


def test_from_the_phone_to_the_plan(regency: Any, officer: Any, worker: Any) -> None:
    plan, key = lived(regency)
    one = made(regency, plan, key, "1")
    here = f"/meja/kontrak/{one}/"
    agency, planner = officer("program.ptsp"), officer("perencana.bappeda")
    came = agency.post(f"{here}hadir/", {"titik": "-7.9137, 113.8214"})
    found = re.search(r'name="token" value="([^"]+)"', text(came))
    assert came.status_code == 200 and found
    sent = {"fisik": "70", "tanggal": "2026-06-30", "token": found[1]}
    refused = agency.post(f"{here}lapor/", sent)
    assert refused.status_code == 422 and "paling sedikit satu foto" in text(refused)
    assert found[1] in text(refused), "the check-in is not lost with a mistake"
    photo = SimpleUploadedFile("a.jpg", contracted.picture(), content_type="image/jpeg")
    assert agency.post(f"{here}lapor/", {**sent, "foto": photo}).status_code == 302
    worker.drain(MONDAY)
    seen = text(planner.get(here))
    src = re.search(r'src="(/meja/kontrak/foto/[^"]+)"', seen)
    told = re.search(r'name="laporan" value="([^"]+)"', seen)
    assert src and told and "hadir, sekitar" in seen
    picture = planner.get(src[1])
    assert picture.status_code == 200 and b"Exif" not in picture.content
    for username, status in (("program.dpupr", 403), ("auditor.inspektorat", 200)):
        assert officer(username).get(src[1]).status_code == status
    verdict = {"laporan": told[1], "revisi": "1", "aksi": "terima"}
    assert agency.post(f"{here}periksa/", verdict).status_code == 403
    assert planner.post(f"{here}periksa/", verdict).status_code == 302
    node = f"/meja/rencana/{plan.id}/simpul/{key}/"
    assert "Pakai angka kontrak" in text(agency.get(node))
    taken = f"/meja/kontrak/angka/{plan.id}/{key}/"
    assert agency.post(taken, {"tahun": "2026", "periode": "Q2"}).status_code == 302
    with ledger.use_region(CODE):
        (figure,) = planned.page_of(plan.id, key).figures
    assert (figure.value, figure.source, figure.status) == (70, "contract", "entered")


def test_the_list_filters_by_its_address(regency: Any, officer: Any) -> None:
    plan, key = lived(regency)
    one = made(regency, plan, key, "7")
    client = officer("perencana.bappeda")
    mine = quote(f"{plan.id}/7")
    page = text(client.get(f"/meja/kontrak/?cari={mine}"))
    assert str(one) in page and page.count("<tbody>") == 1 and "Kritis" in page
    for other in ("&keadaan=handed_over", "&tahun=2031", f"&instansi={plan.id}"):
        assert str(one) not in text(client.get(f"/meja/kontrak/?cari={mine}{other}"))
    odd = client.get("/meja/kontrak/?halaman=9999&keadaan=%00&tahun=0000&instansi=x")
    assert odd.status_code == 200


def test_a_finding_stands_on_contract_node_and_agency(regency: Any, officer: Any) -> None:
    plan, key = lived(regency)
    one = made(regency, plan, key, "2")
    with ledger.use_region(CODE):
        number = contracted.a_finding(regency, MONDAY, contract=one)
        (card,) = planning.findings(now=MONDAY, contract_id=one)
    client = officer("auditor.inspektorat")
    for page in (
        f"/meja/kontrak/{one}/", f"/meja/rencana/{plan.id}/simpul/{key}/",
        f"/meja/unit/{card.organisation_id}/", "/meja/temuan/?keadaan=terbuka",
    ):  # fmt: skip
        assert f"/meja/berkas/{number}/" in text(client.get(page)), page
    assert client.get(f"/meja/berkas/{number}/").status_code == 200
    assert officer("loket.ptsp").get("/meja/temuan/baru/").status_code == 403
    wrong = client.post(f"/meja/temuan/baru/?kontrak={one}", {"sumber": "bpk"})
    assert wrong.status_code == 422 and "Ada masalah" in text(wrong)


def test_an_agency_costs_the_same_however_much_it_has(regency: Any, officer: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    plan, key = lived(regency)
    with ledger.use_region(CODE):
        agency = planning.node_page(
            version_id=plan.current.id, key=key, year=2026, on=dt.date(2026, 11, 16)
        ).node.organisation_id
    client, here = officer("perencana.bappeda"), f"/meja/unit/{agency}/"

    def statements() -> int:
        client.get(here)
        with CaptureQueriesContext(connection) as asked:
            page = client.get(here)
        assert page.status_code == 200
        return len(work(asked))

    before = statements()
    for number in range(3):
        one = made(regency, plan, key, f"u{number}")
        with ledger.use_region(CODE):
            contracted.a_finding(regency, MONDAY, contract=one)
    after = statements()
    assert before <= after <= before + 4 and after <= UNIT_BAR, (before, after)
    page = text(client.get(here))
    for words in ("Kepala Dinas", "Pelayanan penanaman modal", "Ruang layanan (contoh)"):
        assert words in page
    assert client.get(f"/meja/unit/{plan.id}/").status_code == 404
