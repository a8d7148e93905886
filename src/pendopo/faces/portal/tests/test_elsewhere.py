"""Services that another system receives or decides, written as pure data, and how they show."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

LONG_AGO = dt.datetime(2025, 1, 2, 2, 0, tzinfo=dt.UTC)
Publish = Callable[[str, str, str], None]


@pytest.fixture
def publish(regency: Any, tmp_path: Path) -> Publish:
    """Publishes a new package under a slug, with a mode and a system of record."""
    from pendopo.ledger import api as ledger
    from pendopo.services import api as services

    def make(slug: str, mode: str, system: str) -> None:
        services.new_package(folder=tmp_path / slug)
        path = tmp_path / slug / "service.yaml"
        text = path.read_text("utf-8")
        assert "mode: issue" in text
        text = text.replace("mode: issue", f"mode: {mode}")
        text = text.replace("system_of_record: pendopo", f"system_of_record: {system}")
        path.write_text(text, "utf-8")
        with ledger.use_region("35.11"):
            package = services.load(tmp_path / slug)
            services.publish(package=package, valid_from=LONG_AGO, now=LONG_AGO)

    return make


def test_a_service_that_is_only_shown_says_where_to_go(client: Any, publish: Publish) -> None:
    publish("izin-usaha-uji", "track", "oss")
    page = client.get("/layanan/izin-usaha-uji/").content.decode()
    assert "diajukan dan diputuskan di OSS" in page
    assert "https://oss.go.id/" in page
    assert "/ajukan/izin-usaha-uji/" not in page
    assert client.get("/ajukan/izin-usaha-uji/").status_code == 404
    assert client.post("/ajukan/izin-usaha-uji/", {"kunci": "k" * 12}).status_code == 403


def test_a_service_that_is_handed_over_says_who_decides(client: Any, regency: Any) -> None:
    regency.publish("pbg")
    page = client.get("/layanan/pbg/").content.decode()
    assert "meneruskannya ke SIMBG" in page
    assert "Ditetapkan di SIMBG" in page
    assert "/ajukan/pbg/" in page


def test_an_estimate_is_called_one_and_the_receipt_says_who_decides(
    client: Any, regency: Any
) -> None:
    from pendopo.faces.portal.tests.walking import Walk

    regency.publish("pbg")
    walk = Walk(client, regency.answers("pbg", story="rumah-sederhana"))
    walk.begin("pbg")
    assert walk.fill() == f"{walk.draft}periksa/"
    page = client.get(f"{walk.draft}periksa/").content.decode()
    assert "Perkiraan retribusi, bukan tagihan" in page
    assert "Rp\u00a0324.000" in page
    assert "di sini tidak ada yang ditagih" in page
    walk.send()
    sent = client.get(f"{walk.draft}terkirim/").content.decode()
    number = re.search(r"\b[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}\b", sent)
    assert number is not None
    for path in (f"/lacak/{number[0]}/", f"/tanda-terima/{number[0]}/", f"/urus/{number[0]}/"):
        assert "Diputuskan di SIMBG" in client.get(path).content.decode(), path
    assert "Perkiraan retribusi" not in client.get(f"/lacak/{number[0]}/").content.decode()


def test_every_life_event_of_our_packages_has_words() -> None:
    from tests.regency import ROOT

    from pendopo.faces.portal.vocabulary import LIFE_EVENTS
    from pendopo.services import api as services

    folders = [one for one in (ROOT / "packages/services").iterdir() if one.is_dir()]
    used = {event for one in folders for event in services.load(one).service.life_events}
    assert used and used <= set(LIFE_EVENTS)


def test_any_package_can_be_applied_for(client: Any, publish: Publish) -> None:
    """What a section head writes without a programmer, and our own declaration at the end."""
    from pendopo.faces.portal.tests.walking import Walk

    publish("surat-uji", "issue", "pendopo")
    walk = Walk(client, {"nama": "Siti Aminah", "nik": "3511014507900001", "keperluan": "Uji"})
    walk.begin("surat-uji")
    assert walk.fill() == f"{walk.draft}periksa/"
    page = client.get(f"{walk.draft}periksa/").content.decode()
    assert 'type="checkbox"' in page  # the form has no declaration, so the page asks for ours
    assert walk.send(pernyataan="").status_code == 422
    assert walk.send()["Location"] == f"{walk.draft}terkirim/"
