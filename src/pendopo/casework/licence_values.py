"""A licence as others see it: in the register, on a page, and what it is worth today."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from uuid import UUID

from pendopo.services.api import Text


@dataclass(frozen=True, slots=True)
class Standing:
    """What a licence is worth today, as anyone may know: status, since when, the class of the
    reason; `until` is the last day of a suspension. `origin`: case, or import."""

    status: Literal["valid", "suspended", "revoked", "expired"]
    words: Text
    since: date | None
    reason: str
    reason_words: Text
    until: date | None
    changed_on: date | None
    origin: str


@dataclass(frozen=True, slots=True)
class LicenceView:
    """A line of the register. `letter_id` and `case_number` are missing for what was copied from
    an older register."""

    id: UUID
    number: str
    service: str
    service_title: Text
    valid_from: date
    valid_to: date | None
    status: str
    letter_id: UUID | None
    case_number: str
    standing: Standing
    dated: date
    organisation_id: UUID
    holder_masked: str
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided about a licence, whose `version` was looked at. `reason` is a class of
    `REASONS`, told to anyone; `ground` the article; `number` that of the decision, where it has
    one; `explanation` rests sealed, for the holder and the agency."""

    version: int
    reason: str
    ground: str
    number: str = ""
    explanation: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class LicenceEvent:
    """One thing that happened to a licence. `changes` holds (field, old, new), empty unless
    the viewer opened them; `by` is the title of the office."""

    kind: str  # granted | import | suspend | lift | revoke | change | expire
    on: date
    reason_words: Text
    ground: str
    decision: str
    until: date | None
    by: str
    explanation: str = field(default="", repr=False)
    changes: tuple[tuple[Text, str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class LicenceProof:
    """A licence copied from an older register, as anyone with its code may see it."""

    verify_id: str
    number: str
    service_title: Text
    agency: str
    holder_masked: str
    dated: date
    valid_from: date
    valid_to: date | None
    signer: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class LicenceFile:
    """A licence opened by an officer of the agency that keeps it: its data and its history.
    `acts`: what this officer may do with it now; `data`: (field, label, value)."""

    view: LicenceView
    signer: str
    verify_id: str
    history: tuple[LicenceEvent, ...]
    acts: tuple[str, ...]
    unsealed: bool
    fields: tuple[tuple[str, Text], ...] = ()  # what a decision may change
    data: tuple[tuple[str, Text, str], ...] = field(default=(), repr=False)
