"""Filling a form of a page the way a browser does: what stands in it, and what is typed."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from django.test import Client

Fields = dict[str, list[str]]


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[tuple[str, str, Fields]] = []
        self._area = ""
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((given.get("method", "get").lower(), given.get("action", ""), {}))
        if not self.forms:
            return
        if tag == "input" and given.get("name"):
            kind = given.get("type", "text")
            ticked = kind not in ("checkbox", "radio") or "checked" in given
            if ticked and kind not in ("file", "submit", "button"):
                self._put(given["name"], given.get("value", ""))
        elif tag == "textarea":
            self._area = given.get("name", "")
            self._put(self._area, "")
        elif tag == "select":
            self._select = given.get("name", "")
        elif tag == "option" and self._select and "selected" in given:
            self._put(self._select, given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1][2][self._area][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""

    def _put(self, name: str, value: str) -> None:
        if name:
            self.forms[-1][2].setdefault(name, []).append(value)


def form(client: Client, page: str, action: str = "") -> Fields:
    """The fields of the form on `page` that is sent to `action` (default: the page itself)."""
    response = client.get(page)
    assert response.status_code == 200, (page, response.status_code)
    found = _Forms()
    found.feed(response.content.decode())
    wanted = action or page
    for method, target, fields in found.forms:
        place = urljoin(page, target).split("?")[0].split("#")[0] if target else page
        if method == "post" and place == wanted.split("?")[0]:
            return fields
    raise AssertionError(f"{page} has no form for {wanted}: {[one[1] for one in found.forms]}")


def send(client: Client, page: str, action: str = "", /, **typed: Any) -> Any:
    """Fill the form and send it; a name with a dash is written with two underscores."""
    fields: dict[str, Any] = dict(form(client, page, action))
    fields |= {name.replace("__", "-"): value for name, value in typed.items()}
    return client.post(action or page, fields)
