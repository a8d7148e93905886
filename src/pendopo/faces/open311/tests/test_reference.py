"""What the reference says of the face is there, and what is there it says."""

from __future__ import annotations

import re
from pathlib import Path

from pendopo.faces.open311.tests.conftest import Caller

PAGE = Path(__file__).parents[5] / "docs" / "reference" / "open311.md"


def test_every_route_and_scope_is_told(still: None) -> None:
    from pendopo.faces.open311 import keys, urls

    text = PAGE.read_text(encoding="utf-8")
    told = {
        (method, _plain(part.strip("` ")))
        for method, cell in re.findall(r"^\| (GET|POST) (.+?) \|", text, re.MULTILINE)
        for part in cell.split(",")
    }
    there = {
        (method, _plain(str(one.pattern)))
        for one in urls.urlpatterns
        if one.name != "unknown"
        for method in one.callback.operations
    }
    assert told == there
    assert {f"`{keys.FILING}`", f"`{keys.UPDATING}`"} <= set(re.findall(r"`\w+`", text))


def _plain(address: str) -> str:
    """An address of the page or of a route, without prefix, ending and names."""
    found = address.replace("<ending:ending>", "").removeprefix("/open311/").removeprefix("v2/")
    return re.sub(r"<name:\w+>|\{\w+\}", "{}", found)


def test_every_argument_that_is_read_is_told() -> None:
    text = PAGE.read_text(encoding="utf-8")
    read: set[str] = set()
    for path in Path(__file__).parents[1].glob("*.py"):
        source = path.read_text(encoding="utf-8")
        read |= set(re.findall(r'asked\.(?:one|many|moment)\(\s*[\w.]+, "(\w+)"', source))
    assert len(read) > 15
    assert {name for name in read if f"`{name}`" not in text and name != "extensions"} <= {
        "status", "service_code",
    }  # fmt: skip
    assert "extensions=true" in text


def test_the_example_of_the_reference_is_the_default(anyone: Caller) -> None:
    assert anyone.get("services")["Content-Type"].startswith("text/xml")
