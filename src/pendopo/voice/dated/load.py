"""Reading `voice/pace.yaml` and `voice/reputation.yaml`; every defect with file, line and rule."""

from __future__ import annotations

from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from pendopo.core.problem import Problem
from pendopo.voice.dated.values import Pace, ReputationValues
from pendopo.voice.plain_yaml import LOADER, first_anchor

FILE_LIMIT = 64 * 1024
SMALLEST_CELL = 5
"""Fewer reports than this would point at people; no region may show them."""
MOST = 1_000_000
RULES = {
    "unreadable": ("Berkas tidak dapat dibaca: {}.", "The file cannot be read: {}."),
    "not-yaml": ("Susunan YAML keliru: {}.", "Not well-formed YAML: {}."),
    "shape": ("Isinya tidak sesuai: {}.", "The content does not fit: {}."),
    "none": ("Belum ada satu pun nilai.", "There are no values at all."),
    "order": (
        "valid_from {} harus sesudah yang sebelumnya.",
        "valid_from {} has to come after the one before.",
    ),
    "basis": (
        "Sebut dasarnya (basis), atau tulis contoh: true dengan alasannya.",
        "Name the source (basis), or write contoh: true with the reason.",
    ),
    "range": ("{} harus antara {} dan {}.", "{} has to lie between {} and {}."),
    "steps": (
        "Urutannya harus browser ≤ address ≤ refused, dan browser ≤ helper.",
        "The order has to be browser ≤ address ≤ refused, and browser ≤ helper.",
    ),
    "small-cell": (
        "shown_from dan period_from paling sedikit 5: sel yang lebih kecil menunjuk orang.",
        "shown_from and period_from are at least 5: a smaller cell points at people.",
    ),
    "ranked": (
        "ranked_from tidak boleh di bawah shown_from.",
        "ranked_from must not be below shown_from.",
    ),
    "weights": ("fixed dan prompt bersama harus 1.", "fixed and prompt have to be 1 together."),
}
_T = TypeVar("_T", Pace, ReputationValues)
_Defect = tuple[str, tuple[object, ...]]


class DatedRefused(ValueError):
    """A file of dated figures that cannot be used; `problems` names each defect."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(one) for one in problems))
        self.problems = problems


class _PaceFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    values: tuple[Pace, ...]


class _ReputationFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    values: tuple[ReputationValues, ...]


def load_pace(*, path: Path, organisations: Set[str] = frozenset()) -> tuple[Pace, ...]:
    """By day. organisations: not needed here. Raises `DatedRefused`."""
    tree, lines = _tree(path)
    found = _shaped(path, tree, _PaceFile).values
    _check(path, found, lines, {one: list(_pace(one)) for one in found})
    return found


def load_reputation(
    *, path: Path, organisations: Set[str] = frozenset()
) -> tuple[ReputationValues, ...]:
    """By day. organisations: not needed here. Raises `DatedRefused`."""
    tree, lines = _tree(path)
    found = _shaped(path, tree, _ReputationFile).values
    _check(path, found, lines, {one: list(_reputation(one)) for one in found})
    return found


def _pace(one: Pace) -> Iterator[_Defect]:
    for name in ("browser", "address", "helper", "refused"):
        if not 1 <= getattr(one, name) <= MOST:
            yield "range", (name, 1, MOST)
    if not (one.browser <= one.address <= one.refused and one.browser <= one.helper):
        yield "steps", ()


def _reputation(one: ReputationValues) -> Iterator[_Defect]:
    if min(one.shown_from, one.period_from) < SMALLEST_CELL:
        yield "small-cell", ()
    if one.ranked_from < one.shown_from:
        yield "ranked", ()
    if min(one.fixed, one.prompt) < 0 or abs(one.fixed + one.prompt - 1) > 1e-9:
        yield "weights", ()
    for name, low, high in (("rating_prior", 0, 1000), ("topic_prior", 0.001, 1000),
                            ("farthest", 1, 10)):  # fmt: skip
        if not low <= getattr(one, name) <= high:
            yield "range", (name, low, high)


def _check(
    path: Path, found: tuple[_T, ...], lines: list[int], defects: dict[_T, list[_Defect]]
) -> None:
    problems = [] if found else [_problem(path, 1, "none")]
    before = None
    for line, one in zip(lines, found, strict=True):
        if before is not None and one.valid_from <= before:
            problems.append(_problem(path, line, "order", one.valid_from))
        before = one.valid_from
        if not one.basis.strip():
            problems.append(_problem(path, line, "basis"))
        problems += [_problem(path, line, rule, *what) for rule, what in defects[one]]
    if problems:
        raise DatedRefused(tuple(problems))


def _tree(path: Path) -> tuple[Any, list[int]]:
    """The plain values, and the line of each period."""
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise OSError(0, f"> {FILE_LIMIT >> 10} kB")
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as wrong:
        raise DatedRefused((_problem(path, 0, "unreadable", wrong),)) from wrong
    try:
        anchored = first_anchor(text)
        if anchored:
            raise DatedRefused((_problem(path, anchored, "not-yaml", "& * !"),))
        # A safe loader: it builds plain values only.
        return yaml.load(text, Loader=LOADER), _lines(text)
    except (yaml.YAMLError, RecursionError) as wrong:
        raise DatedRefused((_problem(path, 1, "not-yaml", wrong),)) from wrong


_F = TypeVar("_F", _PaceFile, _ReputationFile)


def _shaped(path: Path, tree: Any, shape: type[_F]) -> _F:
    try:
        return msgspec.convert(tree, shape)
    except msgspec.ValidationError as wrong:
        raise DatedRefused((_problem(path, 1, "shape", wrong),)) from wrong


def _lines(text: str) -> list[int]:
    node: Any = yaml.compose(text, Loader=LOADER)
    for name, value in getattr(node, "value", ()):
        if name.value == "values" and isinstance(value, yaml.SequenceNode):
            return [one.start_mark.line + 1 for one in value.value]
    return []


def _problem(path: Path, line: int, rule: str, *what: object) -> Problem:
    message, english = (say.format(*what) for say in RULES[rule])
    return Problem(path.name, line, "", rule, message, english)
