"""The menu of the desk by work, and the outbox of the demo page by page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest


def menu(client: Any, path: str = "/meja/") -> dict[str, tuple[bool, list[str]]]:
    """Heading -> whether it is open, and the links under it."""
    page = client.get(path).content.decode()
    side = page.split('class="side-views"')[1].split("</nav>")[0]
    return {
        heading: (bool(unfolded), [text.strip() for text in re.findall(r"<a [^>]*>([^<]+)", links)])
        for unfolded, heading, links in re.findall(
            r"<details( open)?><summary><h2>([^<]+)</h2>.*?</summary>(.*?)</details>", side, re.S
        )
    }


def test_groups_by_work(officer: Any) -> None:
    found = menu(officer("loket.ptsp"))
    assert next(iter(found)) == "Tugas" and list(found)[-2:] == ["Pusat kendali", "Pengelolaan"]
    assert found["Tugas"][0]
    assert sum(unfolded for unfolded, _links in found.values()) == 1, "the others unfold"
    assert found["Tugas"][1][:2] == ["Untuk saya", "Hampir lewat"]
    assert "Layar pusat kendali" not in found["Pusat kendali"][1]


def test_the_group_of_the_page_is_open(officer: Any) -> None:
    found = menu(officer("perencana.bappeda"), "/meja/ukuran/")
    assert found["Rencana"][0] and not found["Pengelolaan"][0]


def test_who_sees_the_wall_finds_it(officer: Any) -> None:
    found = menu(officer("bupati"))
    assert found["Pusat kendali"][1] == [
        "Arahan untuk saya", "Arahan dari saya", "Layar pusat kendali",
    ]  # fmt: skip
    assert "Laporan" in menu(officer("koordinator.aduan"))


@pytest.fixture
def sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An outbox with sixty messages, the latest last."""
    from pendopo.messages import gateways

    for at in range(60):
        name = f"sms-{1_760_000_000_000_000_000 + at}-abc.txt"
        text = f"To: +6281200000001\nSubject: \n\nPesan ke-{at}.\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(gateways, "_folder", lambda: tmp_path)
    return tmp_path


def test_the_outbox_has_pages(officer: Any, sent: Path) -> None:
    from django.test import override_settings

    client = officer("admin.kabupaten")

    def shown(query: str = "") -> list[int]:
        with override_settings(DEMO=True):
            page = client.get(f"/meja/kotak-keluar/{query}").content.decode()
        assert query or 'href="?halaman=2" rel="next"' in page
        return [int(one) for one in re.findall(r"Pesan ke-(\d+)\.", page)]

    assert shown() == list(range(59, 34, -1))
    assert shown("?halaman=3") == list(range(9, -1, -1))
    assert shown("?halaman=99") == shown("?halaman=3") and shown("?halaman=-1") == shown()
    assert shown("?halaman=%00") == shown()


def test_the_explorable_chart_is_loaded_where_it_is_shown(
    officer: Any, regency: Any, now: Any, worker: Any
) -> None:
    from pendopo.ledger import api as ledger
    from pendopo.measures import api as measures

    regency.submit(now=now)
    with ledger.use_region("35.11"):
        path = Path(__file__).parents[5] / "packages/measures/permohonan-masuk.yaml"
        measures.declare(measures.load(path), actor=None, now=now)
        worker.drain(now)
    client = officer("perencana.bappeda")
    page = client.get("/meja/ukuran/permohonan-masuk/").content.decode()
    assert "charts.js" in page and "data-series" in page and page.count("data-value=") == 12
    for other in ("/meja/", "/meja/ukuran/"):
        assert "charts." not in client.get(other).content.decode()
