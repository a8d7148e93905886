"""Why a file of examples, a catalogue of topics or a stored model cannot be used."""

from __future__ import annotations


class RoutingRefused(ValueError):
    """`code` is a stable word; `text` a sentence per language ("id", "en")."""

    def __init__(self, code: str, indonesian: str, english: str) -> None:
        super().__init__(f"{code}: {indonesian}")
        self.code = code
        self.text = {"id": indonesian, "en": english}
