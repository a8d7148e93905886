"""Every macro: no inline style or script, hostile text stays text, documented in one line."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from pendopo.faces.components.jinja import MACROS
from pendopo.faces.components.tests.hostile import AROUND, CALLS, EVIL


class Tags(HTMLParser):
    """Collects start tags and attributes; CSP forbids some, hostile text would add others."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]


def clean(html: str) -> None:
    found = Tags(html)
    assert not {"script", "style", "img"} & set(found.tags), html
    assert "style" not in found.attributes, html
    assert not [name for name in found.attributes if name.startswith("on")], html
    assert "49" not in re.sub(r"[\d.]+,[\d.]+", "", html) or "{{ 7*7 }}" in html


@pytest.mark.parametrize("name", sorted(CALLS))
def test_hostile_text_stays_text(env: Any, name: str) -> None:
    args, kwargs = CALLS[name]
    html = str(getattr(env.globals["ui"], name)(*args, **kwargs))
    clean(html)
    assert len(html.strip()) > 10


@pytest.mark.parametrize("name", sorted(AROUND))
def test_hostile_text_in_a_call_block(env: Any, name: str) -> None:
    page = f"{{% call ui.{name}(*args) %}}{{{{ evil }}}}{{% endcall %}}"
    html = env.from_string(page).render(args=AROUND[name], evil=EVIL)
    clean(html)
    assert "&lt;script&gt;" in html


def test_every_macro_is_called_here(env: Any) -> None:
    names = set(env.globals["ui"].names())
    assert names == set(CALLS) | set(AROUND)


@pytest.mark.parametrize("path", sorted(MACROS.glob("*.html")), ids=lambda path: path.name)
def test_every_macro_is_documented(path: Any) -> None:
    lines = path.read_text(encoding="utf-8")
    for name in re.findall(r"{% macro ([a-z]\w*)\(", lines):
        assert re.search(rf"{{# {name}: [^\n]+", lines), f"{path.name}: say what {name} is for"


def test_a_missing_macro_is_an_error(env: Any) -> None:
    with pytest.raises(Exception, match="no_such"):
        env.from_string("{{ ui.no_such('x') }}").render()


def test_error_and_hint_are_tied_to_the_field(env: Any) -> None:
    html = str(env.globals["ui"].field("nik", "NIK", hint="16 angka", error="Isi NIK"))
    assert re.search(r'<input[^>]*aria-describedby="nik-hint nik-error"', html)
    assert "Galat:" in html


def test_no_state_by_colour_alone(env: Any) -> None:
    for state in ("ok", "go", "soon", "late", "idle"):
        html = str(env.globals["ui"].tag("kata", state))
        assert "<svg" in html and "kata" in html
