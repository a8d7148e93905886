"""Patterns as FEEL has them (XPath and XQuery Functions 3.1, 5.6.1) in the words of Python's re.

What differs: a class may be subtracted from a class ([A-Z-[OI]]), \\p{...} names categories and
blocks of Unicode, \\i and \\c are the characters of XML names, `.` leaves out the carriage return,
`$` is the very end, and the flag x drops white space.
"""

import unicodedata
from functools import cache

from pendopo.core.feel.words import PART, START

LAST = 0x1FFFF
"""The last code point that a category speaks of."""
_SPACE = " \t\n\r"
_PLAIN = set("nrt\\|.-^?*+{}()[]$ ")
_CLASSES = {
    "s": r"\t\n\r ", "d": r"\d", "w": r"\w", "i": f":{START}", "c": rf":.\-{PART}",
}  # fmt: skip
_NEGATED = {"S": r"\S", "D": r"\D", "W": r"\W"}
_BLOCKS = {
    "BasicLatin": (0x0000, 0x007F), "Latin-1Supplement": (0x0080, 0x00FF),
    "LatinExtended-A": (0x0100, 0x017F), "LatinExtended-B": (0x0180, 0x024F),
    "IPAExtensions": (0x0250, 0x02AF), "CombiningDiacriticalMarks": (0x0300, 0x036F),
    "Greek": (0x0370, 0x03FF), "GreekandCoptic": (0x0370, 0x03FF), "Cyrillic": (0x0400, 0x04FF),
    "Armenian": (0x0530, 0x058F), "Hebrew": (0x0590, 0x05FF), "Arabic": (0x0600, 0x06FF),
    "Devanagari": (0x0900, 0x097F), "Thai": (0x0E00, 0x0E7F), "Balinese": (0x1B00, 0x1B7F),
    "Sundanese": (0x1B80, 0x1BBF), "Batak": (0x1BC0, 0x1BFF), "Buginese": (0x1A00, 0x1A1F),
    "Javanese": (0xA980, 0xA9DF), "GeneralPunctuation": (0x2000, 0x206F),
    "CurrencySymbols": (0x20A0, 0x20CF), "Hiragana": (0x3040, 0x309F),
    "Katakana": (0x30A0, 0x30FF), "CJKUnifiedIdeographs": (0x4E00, 0x9FFF),
    "HangulSyllables": (0xAC00, 0xD7AF),
}  # fmt: skip


class NoPattern(ValueError):
    """The text is no pattern."""


def translated(pattern: str, flags: str = "") -> str:
    """The pattern in Python's words. Raises NoPattern."""
    return _Translator(pattern, flags).whole()


class _Translator:
    def __init__(self, pattern: str, flags: str) -> None:
        self._text = pattern
        self._drops = "x" in flags
        self._all = "s" in flags
        self._lines = "m" in flags
        self._at = 0
        self._groups = 0  # opened
        self._closed: set[int] = set()
        self._open: list[int] = []

    def whole(self) -> str:
        made: list[str] = []
        while self._at < len(self._text):
            made.append(self._piece())
        if self._open:
            raise NoPattern("a bracket is not closed")
        return "".join(made)

    def _take(self) -> str:
        if self._at >= len(self._text):
            raise NoPattern("the pattern is not complete")
        self._at += 1
        return self._text[self._at - 1]

    def _piece(self) -> str:
        char = self._take()
        if self._drops and char in _SPACE:
            return ""
        if char == "\\":
            return self._escape()
        if char == "[":
            return self._class()
        if char == "(":
            return self._group()
        if char == ")":
            if not self._open:
                raise NoPattern("a bracket closes that was not opened")
            self._closed.add(self._open.pop())
            return ")"
        if char == ".":
            return r"(?s:.)" if self._all else r"[^\n\r]"
        if char == "$":
            return "$" if self._lines else r"\Z"
        if char == "{":
            return self._quantity()
        if char in "]}":
            raise NoPattern(f"{char} stands alone")
        return char if char in "^|?*+" or char.isalnum() else "\\" + char

    def _group(self) -> str:
        if self._text.startswith("?:", self._at):
            self._at += 2
            self._open.append(0)
            return "(?:"
        if self._text.startswith("?", self._at):
            raise NoPattern("the bracket (? is not known")
        self._groups += 1
        self._open.append(self._groups)
        return "("

    def _quantity(self) -> str:
        end = self._text.find("}", self._at)
        inner = self._text[self._at : end]
        if self._drops:
            inner = "".join(inner.split())
        low, comma, high = inner.partition(",")
        if end < 0 or not low.isdigit() or (high and not high.isdigit()):
            raise NoPattern("a quantity is not well written")
        self._at = end + 1
        return f"{{{low}{comma}{high}}}"

    def _escape(self) -> str:
        char = self._take()
        while self._drops and char in _SPACE:
            char = self._take()
        if char.isdigit():
            return self._back(char)
        found = self._category(char)
        if found is not None:
            return f"[{found}]"
        return self._single(char)

    def _back(self, digit: str) -> str:
        number = digit
        while self._text[self._at : self._at + 1].isdigit():
            if int(number + self._text[self._at]) > self._groups:
                break
            number += self._take()
        if int(number) not in self._closed:
            raise NoPattern("a back reference to a group that is not there")
        return f"(?:\\{number})"

    def _single(self, char: str) -> str:
        if char not in _PLAIN:
            raise NoPattern(f"\\{char} is not known")
        return "\\" + char

    def _category(self, char: str) -> str | None:
        """The inside of a class for \\d, \\p{Lu} and the like; None for another escape."""
        if char in _CLASSES:
            return _CLASSES[char]
        if char in _NEGATED:
            return _NEGATED[char]
        if char not in "pP":
            return None
        if self._take() != "{":
            raise NoPattern("a category needs a name")
        end = self._text.find("}", self._at)
        name = self._text[self._at : end]
        if self._drops:
            name = "".join(name.split())
        if end < 0:
            raise NoPattern("a category is not closed")
        self._at = end + 1
        return _named(name, char == "P")

    def _class(self) -> str:
        negated = self._text.startswith("^", self._at)
        self._at += negated
        items: list[str] = []
        taken = ""
        while True:
            char = self._take()
            if char == "]" and items:
                break
            if char == "-" and self._text.startswith("[", self._at) and items:
                self._at += 1
                taken = f"(?!{self._class()})"
                if self._take() != "]":
                    raise NoPattern("nothing follows a subtraction")
                break
            items.append(self._item(char))
        return f"(?:{taken}[{'^' if negated else ''}{''.join(items)}])"

    def _item(self, char: str) -> str:
        if char == "\\":
            escaped = self._take()
            if escaped.isdigit():
                raise NoPattern("a back reference within a class")
            found = self._category(escaped)
            return self._single(escaped) if found is None else found
        if char in "[]":
            raise NoPattern(f"{char} within a class")
        return char if char == "-" and self._is_range() else _literal(char)

    def _is_range(self) -> bool:
        before = self._text[self._at - 2 : self._at - 1]
        return before not in ("[", "^") and self._text[self._at : self._at + 1] not in ("]", "")


def _literal(char: str) -> str:
    return char if char.isalnum() else "\\" + char


@cache
def _named(name: str, negated: bool) -> str:
    """The inside of a class for a category (L, Lu, ...) or a block (IsJavanese)."""
    if name.startswith("Is"):
        if name[2:] not in _BLOCKS:
            raise NoPattern(f"the block {name} is not known")
        spans = [_BLOCKS[name[2:]]]
    else:
        spans = _spans(name)
    if negated:
        spans = _others(spans)
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in spans)


def _spans(category: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begun: int | None = None
    for code in range(LAST + 2):
        within = code <= LAST and unicodedata.category(chr(code)).startswith(category)
        if within and begun is None:
            begun = code
        elif not within and begun is not None:
            spans.append((begun, code - 1))
            begun = None
    if not spans or len(category) > 2:
        raise NoPattern(f"the category {category} is not known")
    return spans


def _others(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    ends = [-1, *(last for _, last in spans)]
    starts = [*(first for first, _ in spans), 0x110000]
    pairs = zip(ends, starts, strict=True)
    return [(last + 1, first - 1) for last, first in pairs if last + 1 <= first - 1]
