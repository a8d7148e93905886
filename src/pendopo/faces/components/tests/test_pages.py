"""The gallery and the four layouts: whole pages under our content security policy."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from pendopo.faces.components.gallery import LAYOUTS, SAMPLES, groups, samples
from pendopo.faces.components.tests.test_macros import Tags

GROUPS = sorted(path.name for path in SAMPLES.iterdir() if path.is_dir())
PAGES = ["", *GROUPS, *(f"{layout}-page" for layout in LAYOUTS)]


@pytest.mark.parametrize("name", PAGES)
def test_pages_carry_no_inline_code(client: Client, name: str) -> None:
    answer = client.get(f"/gallery/{name}")
    html = answer.content.decode()
    assert answer.status_code == 200
    found = Tags(html)
    assert "style" not in found.tags and "style" not in found.attributes
    assert not [word for word in found.attributes if word.startswith("on")]
    assert html.count("<script") == html.count('<script type="module" src="/static/')
    assert html.count("<h1") == 1 and html.count("<main") == 1
    assert "{{ no such" not in html


def test_every_group_has_samples() -> None:
    assert sorted(groups()) == GROUPS
    for slug in GROUPS:
        assert samples(slug), slug


def test_unknown_part_is_not_found(client: Client) -> None:
    assert client.get("/gallery/no-such").status_code == 404


@pytest.mark.parametrize(("chosen", "shown"), [("dark", True), ("light", True), ('"><b', False)])
def test_theme_is_one_of_two(client: Client, chosen: str, shown: bool) -> None:
    html = client.get("/gallery/", {"tema": chosen}).content.decode()
    assert ("data-theme=" in html) is shown


def test_errors_lead_the_title(client: Client) -> None:
    html = client.get("/gallery/question-page").content.decode()
    assert "<title>Galat: Berapa NIK Anda?" in html
    assert html.index("Ada masalah") < html.index('id="nik"')


def test_signed_in_and_out(env: Any) -> None:
    page = env.get_template("layouts/portal.html")
    assert "Masuk" in page.render() and "Keluar" not in page.render()
    inside = page.render(account_name="Siti <b>")
    assert "Keluar" in inside and "Siti <b>" not in inside
