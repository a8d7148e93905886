"""Words for people, in both languages at once."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = ("id", "en")


class Text(Struct, frozen=True):
    """A text in Bahasa Indonesia and in English; neither is empty."""

    id: str
    en: str

    def within(self, language: Language) -> str:
        return self.en if language == "en" else self.id

    def lines(self, language: Language) -> tuple[str, ...]:
        """The text line by line, without list dashes and empty lines."""
        rows = (row.strip().removeprefix("- ").strip() for row in self.within(language).split("\n"))
        return tuple(row for row in rows if row)


class Words(Struct, frozen=True):
    """Search words per language."""

    id: tuple[str, ...]
    en: tuple[str, ...]

    def within(self, language: Language) -> tuple[str, ...]:
        return self.en if language == "en" else self.id
