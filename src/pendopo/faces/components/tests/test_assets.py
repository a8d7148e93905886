"""Built assets: budgets of a first visit, nothing from outside, nothing of GOV.UK's own looks."""

from __future__ import annotations

import gzip
import os
import re
from pathlib import Path

import pytest
from django.test import Client

ROOT = Path(__file__).parents[5]
# Tests run with a data folder of their own; the assets of the ordinary one serve as well.
FOLDERS = [Path(os.environ.get("PENDOPO_VAR") or ROOT / "var"), ROOT / "var"]
ASSETS = next((var for var in FOLDERS if (var / "assets/pendopo.css").is_file()), ROOT) / "assets"
pytestmark = pytest.mark.skipif(
    not (ASSETS / "pendopo.css").is_file(), reason=f"{ASSETS} is not built: run npm run build"
)


def packed(name: str) -> int:
    return len(gzip.compress((ASSETS / name).read_bytes(), 9))


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("pendopo.css", 22_000),
        ("pendopo.js", 20_000),
        ("desk.js", 34_000),
        ("command.js", 30_000),
        ("charts.js", 25_000),
        ("charts.css", 2_000),
    ],
)
def test_budgets(name: str, limit: int) -> None:
    assert packed(name) <= limit


def test_first_visit_to_the_home_page(client: Client) -> None:
    html = client.get("/gallery/portal-page").content
    files = set(re.findall(r"/static/([\w./-]+)", html.decode())) | {"kawung.svg"}
    total = len(gzip.compress(html, 9)) + sum(
        (ASSETS / name).stat().st_size if name.endswith("woff2") else packed(name) for name in files
    )
    assert total <= 100_000, total
    assert any(name.endswith("woff2") for name in files)


@pytest.mark.parametrize("name", ["pendopo.css", "desk.css", "command.css"])
def test_nothing_from_outside(name: str) -> None:
    sheet = (ASSETS / name).read_text(encoding="utf-8")
    for address in re.findall(r"url\(([^)]+)\)", sheet):
        bare = address.strip("\"'")
        assert bare.startswith("data:") or (ASSETS / bare).is_file(), address
    assert "GDS Transport" not in sheet


def test_a_reader_may_turn_motion_off() -> None:
    assert "prefers-reduced-motion" in (ASSETS / "pendopo.css").read_text(encoding="utf-8")
