"""People and positions, for administrators only."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from pendopo.faces.desk.tests.seeing import text


def _position(client: Any, title: str) -> UUID:
    page = text(client.get("/meja/pegawai/undang/"))
    found = re.search(rf'<option value="([0-9a-f-]+)"[^>]*>\s*{title}', page)
    assert found, title
    return UUID(found.group(1))


def test_only_administrators(officer: Any) -> None:
    for path in ("", "undang/", "mutasi/", "mutasi/contoh.xlsx"):
        assert officer("loket.ptsp").get(f"/meja/pegawai/{path}").status_code == 403
        assert officer("admin.kabupaten").get(f"/meja/pegawai/{path}").status_code == 200


def test_an_invitation_needs_a_proper_nip(officer: Any) -> None:
    client = officer("admin.kabupaten")
    page = client.post("/meja/pegawai/undang/", {"nama": "Uji (contoh)", "nip": "12"})
    assert page.status_code == 422
    assert 'href="#nip"' in text(page)


def test_a_mandate_without_a_date_is_asked_for_it(officer: Any) -> None:
    client = officer("admin.kabupaten")
    position = re.search(r"/meja/pegawai/jabatan/([0-9a-f-]+)/", text(client.get("/meja/pegawai/")))
    assert position
    path = f"/meja/pegawai/jabatan/{position.group(1)}/"
    assert client.get(path).status_code == 200
    page = client.post(path, {"aksi": "tugaskan", "jenis": "plt"})
    assert page.status_code == 422
    assert 'href="#mulai"' in text(page)


def test_a_position_of_elsewhere_is_not_there(officer: Any) -> None:
    path = "/meja/pegawai/jabatan/00000000-0000-7000-8000-000000000000/"
    assert officer("admin.kabupaten").get(path).status_code == 404


def test_a_transfer_list_is_tried_before_it_is_applied(officer: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = officer("admin.kabupaten")
    empty = client.post("/meja/pegawai/mutasi/", {})
    assert empty.status_code == 422
    book = client.get("/meja/pegawai/mutasi/contoh.xlsx").content
    page = text(
        client.post("/meja/pegawai/mutasi/", {"daftar": SimpleUploadedFile("m.xlsx", book)})
    )
    assert "Daftar ini kosong." in page


def test_registers_and_packages_open(officer: Any) -> None:
    client = officer("kadis.ptsp")
    assert "sip-dokter" in text(client.get("/meja/register/?nomor=x&status=valid&halaman=zz"))
    assert client.get("/meja/paket/").status_code == 200
