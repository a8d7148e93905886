"""Parts that every shape is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Header
from pydantic import BaseModel, ConfigDict, Field

from pendopo.core.clock import Reading
from pendopo.directory import api as directory
from pendopo.services import api as services

Identifier = Annotated[UUID, Field(strict=False)]
Version = Annotated[int, Field(ge=0, le=2_000_000_000)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$")]
CaseNumber = Annotated[str, Field(min_length=9, max_length=24)]
CommandKey = Annotated[
    str,
    Header(
        ...,
        alias="Idempotency-Key",
        pattern=r"^[!-~]{8,80}$",
        description="Made by the client, once per thing it wants done; repeat it when you retry.",
    ),
]
Cursor = Annotated[str, Field(max_length=400, description="`next` of the page before.")]
Most = Annotated[int, Field(ge=1, le=100)]


class Given(BaseModel):
    """What a client sends: exact types, no other fields."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Told(BaseModel):
    """What we answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Told):
    """Words for people in both languages."""

    id: str
    en: str


class Lines(Told):
    """A text line by line."""

    id: list[str]
    en: list[str]


class Organisation(Told):
    """An organisation of the region. `code` is the SKPD code, NIB or village code, or empty."""

    id: UUID
    code: str
    name: str


class Clock(Told):
    """A deadline's clock. Numbers are in `unit`; `share` is used / total."""

    state: str
    unit: str
    used: int
    total: int
    left: int
    share: float
    late_by: int
    colour: Literal["on_time", "soon", "late"]


def text(given: services.Text | Mapping[str, str]) -> Text:
    if isinstance(given, services.Text):
        return Text(id=given.id, en=given.en)
    return Text(id=given["id"], en=given["en"])


def maybe_text(given: Any) -> Text | None:
    """None for no text and for an empty one."""
    found = text(given) if given else None
    return found if found and (found.id or found.en) else None


def organisation(organisation_id: UUID | None) -> Organisation | None:
    found = directory.chart().organisations.get(organisation_id) if organisation_id else None
    return Organisation(id=found.id, code=found.code, name=found.name) if found else None


def clock(reading: Reading | None) -> Clock | None:
    if reading is None:
        return None
    return Clock(
        state=str(reading.state),
        unit=str(reading.unit),
        used=reading.used,
        total=reading.total,
        left=reading.left,
        share=round(float(reading.share), 4),
        late_by=reading.late_by,
        colour=reading.colour,
    )
