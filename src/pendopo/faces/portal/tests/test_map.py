"""The public map: three zooms, never stale, and fresh only when something changed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pendopo.faces.portal.tests.conftest import work
from pendopo.faces.portal.tests.test_report import send

DISTRICT, VILLAGE = "35.11.11", "35.11.11.1007"
ZOOMS = ("", f"?kecamatan={DISTRICT}", f"?kecamatan={DISTRICT}&desa={VILLAGE}")


@pytest.fixture
def told(town: Any, client: Any, worker: Any) -> Any:
    send(client, wilayah="Dabasah, Bondowoso", titik=middle())
    worker.drain()
    return client


def middle() -> str:
    """A point of the village, from the region's own list of centroids."""
    from pendopo.config.environment import ROOT

    lines = (ROOT / "packages/regions/bondowoso/centroids.csv").read_text().splitlines()
    (found,) = (one.split(",") for one in lines if one.startswith(f"{VILLAGE},"))
    return f"{found[-2]}, {found[-1]}"


@pytest.mark.parametrize("zoom", ZOOMS)
def test_every_zoom_has_outlines_numbers_and_few_bytes(told: Any, zoom: str) -> None:
    page = told.get(f"/aduan/peta/{zoom}")
    text = page.content.decode()
    assert page.status_code == 200 and len(page.content) < 100_000
    assert text.count("<path") > 3 and "<circle cx" in text
    assert re.search(r'<td class="n">[1-9]', text)


def test_villages_lie_among_their_neighbours(told: Any) -> None:
    """A person finds the district: its neighbours with their names and ways, where it lies in the
    region, and names that fit; borders that nobody surveyed have no hard corners."""
    text = told.get(f"/aduan/peta/?kecamatan={DISTRICT}").content.decode()
    near = re.findall(r'<a href="([^"]+)"[^>]*><path class="near"', text)
    assert len(near) >= 4 and all("kecamatan=" in one and "desa=" not in one for one in near)
    assert 'class="little"' in text and 'class="here"' in text
    names = re.findall(r"<text[^>]*>([^<]+)</text>", text)
    assert {"Dabasah", "Tenggarang"} <= set(names) and "Bondowoso" not in names
    shapes = re.findall(r'<path class="d\d" d="([^"]+)"', text)
    assert len(shapes) == 11 and all("q" in one for one in shapes)
    whole = told.get("/aduan/peta/").content.decode()
    assert "Bondowoso" in re.findall(r"<text[^>]*>([^<]+)</text>", whole)
    assert 'class="near"' not in whole and 'class="little"' not in whole


@pytest.mark.parametrize("zoom", ZOOMS)
def test_a_view_costs_five_statements_and_one_when_nothing_changed(
    told: Any, statements: Any, zoom: str
) -> None:
    path = f"/aduan/peta/{zoom}"
    first = told.get(path)
    with statements() as captured:
        told.get(path)
    assert len(work(captured.captured_queries)) <= 5
    with statements() as captured:
        again = told.get(path, HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 304 and not again.content
    assert len(work(captured.captured_queries)) <= 2


def test_a_new_report_makes_the_view_stale(told: Any, worker: Any) -> None:
    first = told.get("/aduan/peta/")
    send(told)
    worker.drain()
    again = told.get("/aduan/peta/", HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 200 and again["ETag"] != first["ETag"]


def test_a_view_belongs_to_its_reader(told: Any) -> None:
    first = told.get("/aduan/peta/")
    assert "private" in first["Cache-Control"] and "no-cache" in first["Cache-Control"]
    told.cookies["bahasa"] = "en"
    again = told.get("/aduan/peta/", HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 200


@pytest.mark.parametrize("value", ["99.99.99", "35", "-", "<script>", "x" * 500])
def test_a_place_that_is_none_is_an_empty_map(told: Any, value: str) -> None:
    for path in (
        f"/aduan/peta/?kecamatan={value}",
        f"/aduan/peta/?kecamatan=35.11.11&desa={value}",
    ):
        page = told.get(path)
        assert page.status_code == 200 and b"<script>" not in page.content


def test_filters_that_hold_are_chips_with_a_way_out(told: Any) -> None:
    text = told.get(
        "/aduan/?kecamatan=35.11.11&status=berjalan&desa=35.11.11.1007&topik=lampu-jalan"
    ).content.decode()
    chips = re.findall(r'class="chip" href="([^"]+)"><small>([^<]+)</small><span>([^<]+)', text)
    assert [(label, said) for _href, label, said in chips] == [
        ("Keadaan", "Masih berjalan"), ("Topik", "Lampu jalan"), ("Kecamatan", "Bondowoso"),
        ("Desa atau kelurahan", "Dabasah"),
    ]  # fmt: skip
    out = {label: href for href, label, _said in chips}
    assert "desa" not in out["Kecamatan"] and "status=berjalan" in out["Kecamatan"]
    assert '<details class="more"><summary>' in text  # folded: the list comes first
