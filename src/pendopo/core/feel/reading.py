"""The text of an expression and how far it has been read; its limits, and what to say of it."""

import re
from collections.abc import Iterable

from pendopo.core.feel import words
from pendopo.core.feel.errors import FeelError

LENGTH = 10_000
"""Characters of one expression."""
DEPTH = 50
"""Expressions within expressions."""

_SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)


class Reading:
    """A text, and how far it has been read. `at` stands before the next word or sign.

    `known` are the names that the text may use without binding them.
    """

    def __init__(self, text: str, known: Iterable[str], spaced: re.Pattern[str]) -> None:
        if len(text) > LENGTH:
            raise FeelError(
                f"Rumus lebih panjang dari {LENGTH} karakter.",
                f"The expression is longer than {LENGTH} characters.",
            )
        self.text = text
        self.at = 0
        self._known = [words.spelled(frozenset(known))]
        self._spaced = spaced
        self.go(0)

    def go(self, at: int) -> None:
        """Goes to a place, and over the spaces and comments there."""
        found = _SPACE.match(self.text, at)
        self.at = found.end() if found else at

    def ended(self) -> bool:
        return self.at >= len(self.text)

    def remember(self, names: words.Spelled) -> None:
        """Makes names known for good."""
        self._known.append(names)

    def name(self, bound: Iterable[words.Spelled], dotted: bool) -> int:
        """Where the name ends that comes next; 0 when there is none.

        It is the longest that is known here, else a word that is no keyword. After a dot a keyword
        is a name as well: nothing else could stand there.
        """
        text, at = self.text, self.at
        word, spaced = words.WORD.match(text, at), self._spaced.match(text, at)
        longest = spaced.end() if spaced else 0
        if word and (dotted or word.group() not in words.KEYWORDS):
            longest = max(longest, word.end())
        for names in (*self._known, *bound):
            for parts in names:
                longest = max(longest, words.end(parts, text, at))
        return longest

    def error(self, message: str, english: str, at: int | None = None) -> FeelError:
        """An error at a place of the text, this one unless another is given."""
        line, column = position(self.text, self.at if at is None else at)
        return FeelError(message, english, line=line, column=column, text=self.text)


def position(text: str, at: int) -> tuple[int, int]:
    """Line and column of a place, from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
