"""A verb or a policy said no: one code, one sentence in each language that says what to do."""

from __future__ import annotations

from abc import abstractmethod


class Refusal(Exception):
    """Base of what each context refuses with.

    `code` is a machine word that tests compare; `text` the sentence for people by language ("id",
    "en"); `details` what stands in the sentence.
    """

    def __init__(self, code: str, **words: object) -> None:
        indonesian, english = self.sentences_of(code)
        self.code = code
        self.details = words
        self.text = {"id": indonesian.format(**words), "en": english.format(**words)}
        super().__init__(f"{code}: {self.text['en']}")

    @abstractmethod
    def sentences_of(self, code: str) -> tuple[str, str]:
        """The sentence in Indonesian and in English, with gaps for the details."""
