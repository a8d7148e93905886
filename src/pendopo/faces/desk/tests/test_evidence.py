"""The page of evidence: for officers, with its measures named or told to be missing."""

from __future__ import annotations

from typing import Any

from pendopo.faces.desk.tests.seeing import text


def test_each_indicator_stands_with_its_evidence(regency: Any, officer: Any) -> None:
    page = text(officer("auditor.inspektorat").get("/meja/bukti/"))
    for words in ("Indikator 11", "Indikator 17", "Indikator 19", "naskah belum dicocokkan"):
        assert words in page
    assert "Nilai tetap diberikan oleh asesor" in page


def test_it_is_no_citizens_page(regency: Any, officer: Any) -> None:
    assert officer("warga").get("/meja/bukti/").status_code == 403
