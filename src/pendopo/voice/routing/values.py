"""What routing speaks of: an example, a suggestion, an estimate with its interval."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A text and where it went. topic: "" when it is not known."""

    text: str
    topic: str
    agency: str


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was left out. row: as a spreadsheet counts, the heading being row 1."""

    row: int
    rule: str
    message: str
    english: str


@dataclass(frozen=True, slots=True)
class Examples:
    """What a file held: the rows that can be used, and those that cannot, with the reason."""

    rows: tuple[Example, ...]
    bad: tuple[BadRow, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval; all three in 0..1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One of the likely answers. confidence: in 0..1, a calibrated probability.

    agency: the label that was learnt, or an organisation's code when a catalogue resolved it.
    automatic: whether it may be chosen without a person; never for a sensitive matter.
    """

    agency: str
    topic: str
    confidence: float
    automatic: bool
    sensitive: bool = False
    oversight: bool = False
