"""Every text of finding and applying has its English; the first page is light."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest

PORTAL = Path(__file__).parents[1]
ASSETS = PORTAL.parents[3] / "var" / "assets"
LIMIT = 100_000  # bytes: the page, its styles, scripts and typeface, compressed
CALL = re.compile(r'(?<![\w.])(?:_|later|ngettext|gettext)\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)')


def test_every_text_has_english() -> None:
    from pendopo.config.run import po

    known = {one.msgid for path in PORTAL.parent.rglob("locale/en.po") for one in po.parse(path)}
    texts = {
        "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', found))
        for path in [*PORTAL.glob("*.py"), *PORTAL.glob("templates/portal/*.html")]
        for found in CALL.findall(path.read_text("utf-8"))
    }
    assert len(texts) > 100
    assert sorted(texts - known) == []


@pytest.mark.skipif(not (ASSETS / "pendopo.css").is_file(), reason="run npm run build first")
def test_the_first_page_is_light(client: Any) -> None:
    html = client.get("/").content
    names = set(re.findall(r"/static/([\w./-]+)", html.decode())) | {"kawung.svg"}
    files = [(ASSETS / name).read_bytes() for name in names]
    sizes = [len(gzip.compress(data, 9)) for data in (html, *files)]
    assert len(names) >= 4
    assert sum(sizes) <= LIMIT
