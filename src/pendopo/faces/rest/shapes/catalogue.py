"""Services as the catalogue lists and describes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pendopo.directory import api as directory
from pendopo.faces.rest.shapes import forms
from pendopo.faces.rest.shapes.base import Lines, Organisation, Text, Told
from pendopo.services import api as services


class ServiceCard(Told):
    """A service in a list. `mode`: we decide (issue), collect for another (handover), or show
    (track); then `system_of_record` names who decides."""

    slug: str
    title: Text
    summary: Text
    agency: Organisation | None
    time_limit: Text
    fee: Text
    free: bool
    life_events: list[str]
    mode: Literal["issue", "handover", "track", "answer", "incident", "finding"]
    system_of_record: str
    version: str


class ServicePage(Told):
    services: list[ServiceCard]
    next: str


class Part(Told):
    """One of the 14 components of the service standard (UU 25/2009 Art. 21). `example`: no
    source gives this value."""

    key: str
    group: Literal["delivery", "manufacturing"]
    title: Text
    lines: Lines
    example: bool


class Basis(Told):
    """A regulation in force. `verified`: compared with the regulation's own text."""

    regulation: str
    article: str
    since: Text
    note: Text
    verified: bool


class Service(Told):
    """Everything one needs to apply."""

    card: ServiceCard
    standard: list[Part]
    legal_basis: list[Basis]
    form: forms.Form
    requirements: list[forms.Requirement]


def card(indonesian: services.ServiceCard, english: services.ServiceCard) -> ServiceCard:
    found = directory.chart().by_code.get(indonesian.agency)
    agency = Organisation(id=found.id, code=found.code, name=found.name) if found else None
    return ServiceCard(
        slug=indonesian.slug,
        title=Text(id=indonesian.title, en=english.title),
        summary=Text(id=indonesian.summary, en=english.summary),
        agency=agency,
        time_limit=Text(id=indonesian.sla, en=english.sla),
        fee=Text(id=indonesian.fee, en=english.fee),
        free=indonesian.free,
        life_events=list(indonesian.life_events),
        mode=indonesian.mode,
        system_of_record=indonesian.system_of_record,
        version=indonesian.version,
    )


def standard(
    indonesian: Sequence[services.StandardPart], english: Sequence[services.StandardPart]
) -> list[Part]:
    return [
        Part(
            key=one.key,
            group=one.group,
            title=Text(id=one.title, en=other.title),
            lines=Lines(id=list(one.lines), en=list(other.lines)),
            example=one.contoh,
        )
        for one, other in zip(indonesian, english, strict=True)
    ]


def legal_basis(
    indonesian: Sequence[services.BasisLine], english: Sequence[services.BasisLine]
) -> list[Basis]:
    return [
        Basis(
            regulation=one.regulation,
            article=one.article,
            since=Text(id=one.since, en=other.since),
            note=Text(id=one.note, en=other.note),
            verified=one.verified,
        )
        for one, other in zip(indonesian, english, strict=True)
    ]
