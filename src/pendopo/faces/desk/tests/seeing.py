"""Reading pages as tests need it."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID


def text(response: Any) -> str:
    return str(response.content.decode())


def all_pages(client: Any, address: str) -> str:
    """A list from its first page to its last: other tests' cases may stand before ours."""
    pages = []
    while address:
        pages.append(text(client.get(address)))
        found = re.search(r'href="(/meja/[^"]*setelah=[^"]*)" rel="next"', pages[-1])
        address = found.group(1).replace("&amp;", "&") if found else ""
    return "\n".join(pages)


def open_task(case: Any, username: str, now: Any = None) -> Any:
    """The one open task of the case that this officer may end."""
    view = case.view(username, now) if now else case.view(username)
    (task,) = (one for one in view.tasks if one.outcomes)
    return task


def form(page: Any, form_id: str = "tugas") -> dict[str, str]:
    """Hidden fields of a form of the page, by name."""
    found = re.search(rf'<form[^>]*id="{form_id}".*?</form>', text(page), re.S)
    assert found, f"no form {form_id}"
    fields = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", found.group(0))
    return {_attribute(one, "name"): _attribute(one, "value") for one in fields}


def _attribute(element: str, name: str) -> str:
    found = re.search(rf'{name}="([^"]*)"', element)
    return found.group(1) if found else ""


def work(captured: Any) -> list[str]:
    """The statements that count."""
    frame = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SELECT set_config")
    return [one["sql"] for one in captured if not one["sql"].startswith(frame)]


def url(task_id: UUID, rest: str = "") -> str:
    return f"/meja/tugas/{task_id}/{rest}"
