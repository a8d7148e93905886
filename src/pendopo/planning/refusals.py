"""Why planning cannot read a file: one sentence in each language."""

from __future__ import annotations


class Unreadable(Exception):
    """The file as a whole cannot be read; nothing of it was used.

    `text`: the sentence by language ("id", "en"), saying what to do.
    """

    def __init__(self, indonesian: str, english: str) -> None:
        self.text = {"id": indonesian, "en": english}
        super().__init__(english)
