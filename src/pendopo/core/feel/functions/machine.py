"""A matcher that counts its steps, for patterns that Python's own engine could take years over.

It backtracks as that one does, but with a stack of its own and an allowance: what needs more is
given up. Only patterns that cannot be shown to be quick come here.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from re import IGNORECASE, MULTILINE, _constants
from typing import Any

from pendopo.core.feel.errors import charge

STEPS = 400_000
"""Steps of one search, replacement or split: about half a second."""
SIZE = 5_000
"""Instructions of one program."""


SHARE = 20
"""Steps of the matcher that count as one step of an evaluation."""


class GivenUp(Exception):
    """The allowance is used up."""


class TooLong(ValueError):
    """The pattern makes too long a program."""


@dataclass(frozen=True, slots=True)
class Found:
    """A match: the places of its groups, 0 the whole; -1 for a group that took no part."""

    text: str
    places: tuple[int, ...]

    def __getitem__(self, group: int) -> str | None:
        start, end = self.places[2 * group], self.places[2 * group + 1]
        return None if start < 0 or end < 0 else self.text[start:end]


class Machine:
    """A program made of a parsed pattern. `groups` counts its groups."""

    def __init__(self, tree: Any, flags: int, groups: int) -> None:
        self.groups = groups
        self._fold = bool(flags & IGNORECASE)
        self._lines = bool(flags & MULTILINE)
        self._marks = 0
        self._code: list[tuple[Any, ...]] = []
        self._emit(tree)
        self._code.append(("match",))

    def search(self, text: str) -> Found | None:
        """The first match. Raises GivenUp."""
        with _counted() as allowance:
            return self._from(text, 0, allowance)

    def sub(self, replaced: Callable[[Found], str], text: str) -> str:
        """The text with every match replaced."""
        made: list[str] = []
        at = 0
        for found in self._all(text):
            made += (text[at : found.places[0]], replaced(found))
            at = found.places[1]
        return "".join((*made, text[at:]))

    def split(self, text: str) -> list[str]:
        """The parts between the matches."""
        made: list[str] = []
        at = 0
        for found in self._all(text):
            made.append(text[at : found.places[0]])
            at = found.places[1]
        return [*made, text[at:]]

    def _all(self, text: str) -> Iterator[Found]:
        with _counted() as allowance:
            at = 0
            while at <= len(text):
                found = self._from(text, at, allowance)
                if found is None:
                    return
                yield found
                at = found.places[1] + (found.places[1] == found.places[0])

    def _from(self, text: str, at: int, allowance: list[int]) -> Found | None:
        for start in range(at, len(text) + 1):
            places = self._run(text, start, 0, allowance)
            if places is not None:
                return Found(text, places)
        return None

    # Making the program

    def _emit(self, items: Any) -> None:
        for operator, value in items:
            if len(self._code) > SIZE:
                raise TooLong
            name = str(operator)
            if name in ("MAX_REPEAT", "MIN_REPEAT"):
                self._repeat(*value, greedy=name == "MAX_REPEAT")
            elif name == "SUBPATTERN":
                self._group(value)
            elif name == "BRANCH":
                self._branch(value[1])
            elif name in ("ASSERT", "ASSERT_NOT"):
                self._look(value[1], name == "ASSERT")
            elif name == "AT":
                self._code.append(("at", str(value)))
            elif name in ("GROUPREF", "GROUPREF_IGNORE"):
                self._code.append(("ref", value))
            else:
                self._code.append(("char", _one(name, value, self._fold)))

    def _group(self, value: Any) -> None:
        group, inner = value[0], value[3]
        if group is None:
            self._emit(inner)
            return
        self._code.append(("save", 2 * group))
        self._emit(inner)
        self._code.append(("save", 2 * group + 1))

    def _branch(self, branches: Any) -> None:
        ends: list[int] = []
        for branch in branches[:-1]:
            split = self._hold()
            self._emit(branch)
            ends.append(self._hold())
            self._code[split] = ("split", split + 1, len(self._code))
        self._emit(branches[-1])
        for end in ends:
            self._code[end] = ("jump", len(self._code))

    def _look(self, inner: Any, wanted: bool) -> None:
        place = self._hold()
        self._emit(inner)
        self._code.append(("match",))
        self._code[place] = ("look", place + 1, len(self._code), wanted)

    def _repeat(self, low: int, high: Any, inner: Any, *, greedy: bool) -> None:
        for _ in range(low):
            self._emit(inner)
        if high is _constants.MAXREPEAT:
            mark = self._mark()
            split = self._hold()
            self._code.append(("mark", mark))
            self._emit(inner)
            self._code += (("moved", mark), ("jump", split))
            self._code[split] = _split(split + 1, len(self._code), greedy)
            return
        splits: list[int] = []
        for _ in range(high - low):
            splits.append(self._hold())
            self._emit(inner)
        for split in splits:
            self._code[split] = _split(split + 1, len(self._code), greedy)

    def _mark(self) -> int:
        self._marks += 1
        return self._marks - 1

    def _hold(self) -> int:
        self._code.append(())
        return len(self._code) - 1

    # Running it

    def _run(
        self, text: str, start: int, entry: int, allowance: list[int]
    ) -> tuple[int, ...] | None:
        code, size = self._code, len(text)
        blank = (-1,) * (2 * self.groups + 2)
        stack = [(entry, start, blank, (-1,) * self._marks)]
        while stack:
            step, at, places, marks = stack.pop()
            while True:
                allowance[0] -= 1
                if allowance[0] < 0:
                    raise GivenUp
                kind, *what = code[step]
                if kind == "char":
                    if at >= size or not what[0](text[at]):
                        break
                    at += 1
                elif kind == "split":
                    stack.append((what[1], at, places, marks))
                    step = what[0]
                    continue
                elif kind == "jump":
                    step = what[0]
                    continue
                elif kind == "save":
                    places = (*places[: what[0]], at, *places[what[0] + 1 :])
                elif kind == "mark":
                    marks = (*marks[: what[0]], at, *marks[what[0] + 1 :])
                elif kind == "moved":
                    if marks[what[0]] == at:  # a round that took nothing would go on for ever
                        break
                elif kind == "at":
                    if not self._stands(what[0], text, at):
                        break
                elif kind == "ref":
                    found = text[places[2 * what[0]] : places[2 * what[0] + 1]]
                    there = text[at : at + len(found)]
                    same = found == there or (self._fold and found.lower() == there.lower())
                    if places[2 * what[0] + 1] < 0 or not same:
                        break
                    at += len(found)
                elif kind == "look":
                    held = self._run(text, at, what[0], allowance) is not None
                    if held is not what[2]:
                        break
                    step = what[1]
                    continue
                else:
                    return (start, at, *places[2:])
                step += 1
        return None

    def _stands(self, where: str, text: str, at: int) -> bool:
        if where == "AT_BEGINNING":
            return at == 0 or (self._lines and text[at - 1] == "\n")
        return at == len(text) or (where == "AT_END" and text[at] == "\n")


@contextmanager
def _counted() -> Iterator[list[int]]:
    """An allowance; what is used of it counts against the evaluation."""
    allowance = [STEPS]
    try:
        yield allowance
    finally:
        charge((STEPS - max(0, allowance[0])) // SHARE)


def _split(inside: int, after: int, greedy: bool) -> tuple[str, int, int]:
    return ("split", inside, after) if greedy else ("split", after, inside)


def _one(name: str, value: Any, fold: bool) -> Callable[[str], bool]:
    """Whether a character is the one, or one of those, that an item of the pattern asks for."""
    negated = name == "NOT_LITERAL"
    if name == "ANY":
        return lambda char: True
    if name == "IN":
        negated = bool(value) and str(value[0][0]) == "NEGATE"
        items = [(str(one), what) for one, what in value if str(one) != "NEGATE"]
    else:
        items = [("LITERAL", value)]
    known: dict[str, bool] = {}

    def is_one(char: str) -> bool:
        if char not in known:
            cases = {char, char.lower(), char.upper()} if fold else {char}
            within = any(_within(items, one) for one in cases if len(one) == 1)
            known[char] = within is not negated
        return known[char]

    return is_one


def _within(items: list[tuple[str, Any]], char: str) -> bool:
    code = ord(char)
    for name, what in items:
        if name == "LITERAL":
            found = code == what
        elif name == "RANGE":
            found = what[0] <= code <= what[1]
        else:
            kind = str(what).removeprefix("CATEGORY_")
            found = _CATEGORIES[kind.removeprefix("NOT_")](char) is not kind.startswith("NOT_")
        if found:
            return True
    return False


_CATEGORIES: dict[str, Callable[[str], bool]] = {
    "DIGIT": str.isdecimal,
    "SPACE": str.isspace,
    "WORD": lambda char: char.isalnum() or char == "_",
}
