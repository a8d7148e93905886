"""Reads the text of an expression, from its start to its end: words, signs and names.

FEEL cannot be cut into words beforehand: a name may hold spaces and signs (`Umur pemohon`), and
which names there are depends on the place. So the parser asks for what it expects, here and now.
"""

import re
from collections.abc import Iterable

from pendopo.core.feel import words
from pendopo.core.feel.errors import FeelError

LENGTH = 10_000
"""Characters of one expression."""
DEPTH = 50
"""Expressions within expressions."""

_SPACE = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_NUMBER = re.compile(r"(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,4})?")
_SIGN = re.compile(r"\*\*|\.\.|->|<=|>=|!=|[-+*/=<>()\[\]{},.:?]")


class Reading:
    """A text, and how far it has been read. `at` stands before the next word or sign."""

    def __init__(self, text: str, known: Iterable[str], spaced: re.Pattern[str]) -> None:
        if len(text) > LENGTH:
            raise FeelError(
                f"Rumus lebih panjang dari {LENGTH} karakter.",
                f"The expression is longer than {LENGTH} characters.",
            )
        self.text = text
        self.at = 0
        self._spaced = spaced
        self._names = [words.pattern(known)]
        self._keys: list[re.Pattern[str]] = []
        self._depth = 0
        self.skip()

    def skip(self) -> None:
        """Goes over spaces and comments."""
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def ended(self) -> bool:
        return self.at >= len(self.text)

    def sees(self, sign: str) -> bool:
        """Whether this sign comes next; no part of a longer one."""
        if not self.text.startswith(sign, self.at):
            return False
        found = _SIGN.match(self.text, self.at)
        return found is not None and found.group() == sign

    def takes(self, sign: str) -> bool:
        """Reads the sign if it comes next."""
        if not self.sees(sign):
            return False
        self.at += len(sign)
        self.skip()
        return True

    def needs(self, sign: str) -> None:
        if not self.takes(sign):
            raise self.unexpected()

    def match(self, pattern: re.Pattern[str]) -> str | None:
        """Reads what the pattern matches here, if it does."""
        found = pattern.match(self.text, self.at)
        if found is None:
            return None
        self.at = found.end()
        self.skip()
        return found.group()

    def word(self) -> str:
        """The word that comes next, be it a keyword; "" when there is none."""
        found = words.WORD.match(self.text, self.at)
        return found.group() if found else ""

    def says(self, word: str) -> bool:
        """Reads the keyword if it comes next."""
        if self.word() != word:
            return False
        self.at += len(word)
        self.skip()
        return True

    def wants(self, word: str) -> None:
        if not self.says(word):
            raise self.unexpected()

    def string(self) -> str | None:
        """Reads a text in quotation marks, with its marks."""
        if not self.text.startswith('"', self.at):
            return None
        found = self.match(_STRING)
        if found is None:
            raise self.error("Tanda kutip tidak ditutup.", "A quotation mark is not closed.")
        return found

    def number(self) -> str | None:
        return self.match(_NUMBER)

    def name(self, dotted: bool = False) -> str | None:
        """Reads a name: the longest that is known here, else one word that is no keyword.

        After a dot a keyword is a name as well: nothing else could stand there.
        """
        longest = ""
        for pattern in (*self._names, *self._keys, self._spaced):
            found = pattern.match(self.text, self.at) if pattern else None
            if found and len(found.group()) > len(longest):
                longest = found.group()
        word = self.word()
        if len(word) > len(longest) and (dotted or word not in words.KEYWORDS):
            longest = word
        if not longest:
            return None
        self.at += len(longest)
        self.skip()
        return words.tidy(longest)

    def learn(self, names: Iterable[str]) -> None:
        """Makes names known from here on, until they are forgotten."""
        self._names.append(words.pattern(names))

    def forget(self) -> None:
        self._names.pop()

    def remember(self, key: str) -> None:
        """Makes the key of a context known for good: a path or a filter may follow the context."""
        pattern = words.pattern((key,))
        if pattern is not None:
            self._keys.append(pattern)

    def deeper(self) -> None:
        """Counts expressions within expressions."""
        self._depth += 1
        if self._depth > DEPTH:
            raise self.error("Kurung terlalu dalam.", "Brackets are nested too deeply.")

    def shallower(self) -> None:
        self._depth -= 1

    def unexpected(self) -> FeelError:
        """What to say of that which comes next."""
        if self.ended():
            end = len(self.text.rstrip())
            return self.error("Rumus belum selesai.", "The expression is not complete.", end)
        char = self.text[self.at]
        if char == '"' and not _STRING.match(self.text, self.at):
            return self.error("Tanda kutip tidak ditutup.", "A quotation mark is not closed.")
        for pattern in (words.WORD, _STRING, _NUMBER, _SIGN):
            found = pattern.match(self.text, self.at)
            if found:
                token = found.group()
                return self.error(
                    f"“{token}” tidak diharapkan di sini.", f"'{token}' is not expected here."
                )
        return self.error(
            f"Tanda {char!r} tidak dikenal di sini.", f"The sign {char!r} is not known here."
        )

    def error(self, message: str, english: str, at: int | None = None) -> FeelError:
        """An error at a place of the text, this one unless another is given."""
        place = self.at if at is None else at
        line, column = position(self.text, place)
        return FeelError(message, english, line=line, column=column, text=self.text)


def position(text: str, at: int) -> tuple[int, int]:
    """Line and column of a place, from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
