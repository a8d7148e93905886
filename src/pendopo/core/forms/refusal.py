"""Collecting what is wrong with a form package, each with its JSON pointer."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from pendopo.core.problem import Problem


class FormRefused(ValueError):
    """A schema or layout that cannot be used; `problems` says all that is wrong with it.

    `Problem.element` is a JSON pointer into the schema ("/properties/nik/x-when") or the layout
    ("layout:/steps/0/questions"); `line` is 0, JSON has no lines once read.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in self.problems))


class Report:
    """The problems of one form while it is read."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def add(self, pointer: str, rule: str, message: str, english: str) -> None:
        """Note a problem at a JSON pointer."""
        self.problems.append(Problem(self.source, 0, pointer, rule, message, english))

    def unknown_keys(self, pointer: str, given: Iterable[object], known: Iterable[str]) -> None:
        """Note every key that is not known, with the one that was probably meant."""
        names = sorted(known)
        for key in given:
            if key in names:
                continue
            near = get_close_matches(str(key), names, n=1)
            maybe = (
                (f" Maksudnya “{near[0]}”?", f' Did you mean "{near[0]}"?') if near else ("", "")
            )
            self.add(
                f"{pointer}/{token(key)}",
                "unknown_keyword",
                f"Kata kunci “{key}” tidak dikenal.{maybe[0]}",
                f'The keyword "{key}" is not known.{maybe[1]}',
            )


def token(key: object) -> str:
    """One step of a JSON pointer (RFC 6901)."""
    return str(key).replace("~", "~0").replace("/", "~1")
