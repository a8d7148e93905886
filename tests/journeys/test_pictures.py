"""Pictures for README and docs, from the running product: PENDOPO_PICTURES=1 pytest this file."""

from __future__ import annotations

import datetime as dt
import io
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.journeys.browsing import Visitor
from tests.journeys.citizens import Citizen
from tests.journeys.officers import Visit, decide, officer, to_signer
from tests.journeys.site import Site

IMAGES = Path(__file__).parents[2] / "docs" / "images"
MOST = 150_000  # bytes of one picture
NAMES = ("dr. Citra Dewanti", "dr. Dimas Prakoso", "drg. Eka Puspita", "dr. Farhan Alatas")

pytestmark = pytest.mark.skipif(
    os.environ.get("PENDOPO_PICTURES") != "1",
    reason="makes the pictures of the docs anew; set PENDOPO_PICTURES=1",
)


def test_pictures(visit: Visit, site: Site, regency: Any) -> None:
    with ThreadPoolExecutor(1) as apart:
        for count, name in enumerate(NAMES):
            day = site.now() - dt.timedelta(days=5 - count)
            apart.submit(regency.submit, now=day, nama=name).result()
    ayu = Citizen(visit("Ayu"))
    number = ayu.apply(nama="dr. Ayu Larasati")
    decide(visit, "loket.ptsp", number, "Lengkap dan benar")
    site.pass_time(days=1)
    ayu.visitor.open("/")
    shoot(ayu.visitor, "home", 1200, 800)
    ayu.track()
    shoot(ayu.visitor, "track", 1200, 960)

    loket = officer(visit, "loket.ptsp")
    loket.inbox()
    loket.visitor.page.locator("[data-row] a").first.click()
    shoot(loket.visitor, "desk", 1440, 860)

    decide(visit, "teknis.dinkes", number, "Rekomendasikan", pertimbangan="Layak.")
    to_signer(visit, number)
    kadis = officer(visit, "kadis.ptsp")
    kadis.visitor.open("/meja/tanda-tangan/")
    kadis.row(number).locator("input.pick").check()
    shoot(kadis.visitor, "sign", 1200, 760)

    bupati = officer(visit, "bupati")
    bupati.visitor.open("/pusat/")
    shoot(bupati.visitor, "command", 1440, 860)


def shoot(one: Visitor, name: str, width: int, height: int) -> None:
    """The top of the page as a small PNG of 256 colours."""
    one.page.set_viewport_size({"width": width, "height": height})
    one.page.wait_for_timeout(500)
    shot = one.page.screenshot()
    one.open("about:blank")
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    small = picture.quantize(256, dither=Image.Dither.NONE)
    IMAGES.mkdir(parents=True, exist_ok=True)
    small.save(IMAGES / f"{name}.png", optimize=True)
    assert (IMAGES / f"{name}.png").stat().st_size < MOST
