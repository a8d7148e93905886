"""Texts of packages and verbs come in both languages; here one is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, cast

from django.utils import translation


def language() -> Literal["id", "en"]:
    """The reader's language."""
    return "en" if (translation.get_language() or "id").startswith("en") else "id"


def words(text: Any) -> str:
    """The reader's half of a text: a mapping {"id", "en"}, a package's Text, or "" for None."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    if isinstance(text, Mapping):
        return str(text.get(language()) or text.get("id") or "")
    return cast(str, text.within(language()))


def lines(text: Any) -> tuple[str, ...]:
    """A package's text as a list: one item a line, dashes taken off."""
    rows = (row.strip().removeprefix("- ").strip() for row in words(text).split("\n"))
    return tuple(row for row in rows if row)
