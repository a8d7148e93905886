"""An instrument as its package says it: `packages/instruments/<slug>/instrument.yaml`."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

FILE = "instrument.yaml"
Shows = Literal["measure", "services", "letters"]
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same words in both languages."""

    id: str
    en: str


class Piece(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One piece of evidence: the number of a measure this year, and what is shown with it: nothing
    more (`measure`), the published services, or the latest letters."""

    shows: Shows
    measure: str
    says: Texts


class Indicator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One indicator. weight: percent of the index."""

    number: int
    aspect: int
    weight: Decimal
    name: Texts
    evidence: tuple[Piece, ...] = ()


class Aspect(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """weight: percent of the index, the sum of its indicators' weights."""

    weight: Decimal


class Instrument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A national index. status: `checked` against the regulation's own text, or `unchecked`."""

    slug: str
    name: Texts
    regulation: str
    status: Literal["checked", "unchecked"]
    aspects: dict[int, Aspect]
    indicators: tuple[Indicator, ...]


class InstrumentRefused(ValueError):
    """The file cannot be used: `problems` says each reason, with its place."""

    def __init__(self, path: Path, problems: tuple[str, ...]) -> None:
        super().__init__(f"{path}: " + "; ".join(problems))
        self.problems = problems


def load(path: Path) -> Instrument:
    """The instrument of a folder. Raises `InstrumentRefused`."""
    file = path / FILE
    try:
        plain = yaml.load(file.read_bytes(), Loader=_LOADER)  # a safe loader
        found = msgspec.convert(plain, Instrument, strict=False)
    except (OSError, yaml.YAMLError, msgspec.ValidationError) as wrong:
        raise InstrumentRefused(file, (str(wrong),)) from wrong
    if problems := _problems(found, folder=path.name):
        raise InstrumentRefused(file, problems)
    return found


def _problems(found: Instrument, *, folder: str) -> tuple[str, ...]:
    problems = [] if found.slug == folder else [f"slug: {found.slug}, folder: {folder}"]
    numbers = Counter(one.number for one in found.indicators)
    problems += [f"indicator {number} stands twice" for number, n in numbers.items() if n > 1]
    sums = {number: Decimal(0) for number in found.aspects}
    for one in found.indicators:
        if one.aspect not in sums:
            problems.append(f"indicator {one.number}: no aspect {one.aspect}")
            continue
        sums[one.aspect] += one.weight
    problems += [
        f"aspect {number}: weight {found.aspects[number].weight}, its indicators' {given}"
        for number, given in sums.items()
        if given != found.aspects[number].weight
    ]
    total = sum(sums.values())
    return tuple(problems if total == 100 else [*problems, f"all weights: {total}, not 100"])
