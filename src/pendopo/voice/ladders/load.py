"""Reading `voice/ladders.yaml` of a region; every defect is named with file, line and rule."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path
from typing import Any

import msgspec
import yaml

from pendopo.core.problem import Problem
from pendopo.voice.ladders.values import COORDINATOR, DISTRICT, LATE_AGENCY, Ladder
from pendopo.voice.plain_yaml import LOADER, first_anchor

FILE_LIMIT = 256 * 1024
_NAMED = (LATE_AGENCY, DISTRICT, COORDINATOR)
RULES = {
    "unreadable": ("Berkas tidak dapat dibaca: {}.", "The file cannot be read: {}."),
    "not-yaml": ("Susunan YAML keliru: {}.", "Not well-formed YAML: {}."),
    "shape": ("Isinya tidak sesuai: {}.", "The content does not fit: {}."),
    "rungs": (
        "Jenjang “{}” memerlukan anak tangga dengan after yang tidak menurun, mulai 0.",
        "The ladder “{}” needs rungs whose after never falls, from 0 on.",
    ),
    "overlap": (
        "Jenjang “{}” berlaku pada waktu yang sama dengan jenjang lain bagi tingkat yang sama.",
        "The ladder “{}” holds at the same time as another one for the same tier.",
    ),
    "nobody-else": (
        "Tidak ada jenjang tanpa tiers, untuk perangkat daerah lainnya.",
        "There is no ladder without tiers, for all other agencies.",
    ),
    "unknown-organisation": (
        "Perangkat daerah “{}” tidak ada di organisations.yaml.",
        "The organisation “{}” is not in organisations.yaml.",
    ),
}


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    ladders: tuple[Ladder, ...]


class LaddersRefused(ValueError):
    """A file of ladders that cannot be used; `problems` names each defect."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(one) for one in problems))
        self.problems = problems


def load_ladders(*, path: Path, organisations: Set[str]) -> tuple[Ladder, ...]:
    """organisations: codes that the region's organisations.yaml knows. Raises `LaddersRefused`."""
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise OSError(0, f"> {FILE_LIMIT >> 10} kB")
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as wrong:
        raise LaddersRefused((_problem(path, 0, "unreadable", str(wrong)),)) from wrong
    try:
        anchored = first_anchor(text)
        # A safe loader: it builds plain values only.
        tree = None if anchored else yaml.load(text, Loader=LOADER)
        lines = [] if anchored else _lines(text)
    except (yaml.YAMLError, ValueError, RecursionError) as wrong:
        raise LaddersRefused((_problem(path, 1, "not-yaml", str(wrong)),)) from wrong
    if anchored:
        raise LaddersRefused((_problem(path, anchored, "not-yaml", "& * !"),))
    try:
        found = msgspec.convert(tree, _File).ladders
    except msgspec.ValidationError as wrong:
        raise LaddersRefused((_problem(path, 1, "shape", str(wrong)),)) from wrong
    problems = [
        _problem(path, line, rule, what)
        for line, one in zip(lines, found, strict=True)
        for rule, what in _defects(one, found, organisations)
    ]
    if not any(not one.tiers for one in found):
        problems.append(_problem(path, 1, "nobody-else", ""))
    if problems:
        raise LaddersRefused(tuple(problems))
    return found


def _defects(
    one: Ladder, among: tuple[Ladder, ...], organisations: Set[str]
) -> list[tuple[str, str]]:
    after = [rung.after for rung in one.rungs]
    wrong = []
    if not after or after[0] != 0 or after != sorted(after):
        wrong.append(("rungs", one.code))
    if any(_meets(one, other) for other in among if other is not one):
        wrong.append(("overlap", one.code))
    wrong += [
        ("unknown-organisation", rung.of)
        for rung in one.rungs
        if rung.of not in _NAMED and rung.of not in organisations
    ]
    return wrong


def _meets(one: Ladder, other: Ladder) -> bool:
    """Both hold on some day, for some organisation."""
    same = bool(set(one.tiers) & set(other.tiers)) or (not one.tiers and not other.tiers)
    return same and (
        (other.until is None or one.since < other.until)
        and (one.until is None or other.since < one.until)
    )


def _lines(text: str) -> list[int]:
    """The line of each ladder in turn."""
    node: Any = yaml.compose(text, Loader=LOADER)
    for name, value in getattr(node, "value", ()):
        if name.value == "ladders" and isinstance(value, yaml.SequenceNode):
            return [one.start_mark.line + 1 for one in value.value]
    return []


def _problem(path: Path, line: int, rule: str, what: str) -> Problem:
    message, english = (say.format(what) for say in RULES[rule])
    return Problem(path.name, line, "", rule, message, english)
