"""Questions to the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pendopo.directory import api as directory
from pendopo.services import catalogue as cards
from pendopo.services import flow, versions
from pendopo.services.assembly import Find
from pendopo.services.catalogue import BasisLine, ServiceCard, StandardPart
from pendopo.services.compiled import Compiled
from pendopo.services.flow.starts import Trigger
from pendopo.services.report_schema import ReportClass
from pendopo.services.source import Source
from pendopo.services.text import Language
from pendopo.services.versions import Version

NOT_APPLIED_FOR = ("answer", "incident", "finding")
"""Modes of services that nobody applies for."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A version that opens cases by the clock, from `since` on and up to `until`."""

    package: Compiled
    starts: tuple[flow.Start, ...]
    since: datetime
    until: datetime


def version_at(*, slug: str, at: datetime) -> Version | None:
    """The version of a service in force at a moment, None when there is none."""
    return next((one for one in versions.in_force(at) if one.slug == slug), None)


def service_at(*, slug: str, at: datetime) -> Compiled | None:
    """The compiled package in force at a moment."""
    found = version_at(slug=slug, at=at)
    return versions.compiled(found.hash) if found else None


def version(*, hash: str) -> Compiled:
    """The compiled package of a content hash: what a case pins. Raises LookupError."""
    return versions.compiled(hash)


def published(*, at: datetime) -> Find:
    """What a call of another package means in this region at a moment: its version in force."""

    def find(slug: str) -> Source | None:
        found = service_at(slug=slug, at=at)
        return found.source if found is not None else None

    return find


def versions_of(*, slug: str) -> tuple[Version, ...]:
    """Every version ever published of a service, oldest first."""
    return tuple(one for one in versions.all_versions() if one.slug == slug)


def report_service(*, kind: ReportClass, at: datetime) -> Compiled | None:
    """The package in force that answers this class of reports; None when the region has none."""
    found = (versions.compiled(one.hash) for one in versions.in_force(at))
    return next(
        (one for one in found if one.service.report and one.service.report.kind == kind), None
    )


def starters(*, trigger: Trigger, name: str, at: datetime) -> tuple[Compiled, ...]:
    """The packages in force of which this message or signal begins a case, by slug."""
    found = (versions.compiled(one.hash) for one in versions.in_force(at))
    return tuple(one for one in found if flow.started_by(one, trigger, name))


def schedules(*, at: datetime, back_to: datetime) -> tuple[Schedule, ...]:
    """The versions that open cases by the clock, of those that were in force between two moments,
    with the time in which each does so."""
    found: list[Schedule] = []
    known = versions.all_versions()
    for place, one in enumerate(known):
        later = [next_.valid_from for next_ in known[place + 1 :] if next_.slug == one.slug]
        ends = min([*later, at, *([one.valid_to] if one.valid_to else [])])
        begins = max(one.valid_from, one.created)
        if back_to <= ends and begins <= at:
            package = versions.compiled(one.hash)
            timed = tuple(s for s in flow.starts(package) if s.trigger == "timer")
            if timed:
                found.append(Schedule(package, timed, begins, ends))
    return tuple(found)


def catalogue(*, language: Language, at: datetime) -> tuple[ServiceCard, ...]:
    """The services in force, by title."""
    on = directory.today(at)
    found = [cards.card(one, language=language, on=on) for one in _packages(at)]
    return tuple(sorted(found, key=lambda one: one.title.casefold()))


def search(*, text: str, language: Language, at: datetime) -> tuple[ServiceCard, ...]:
    """The services that the words speak of, best first; typos and stems are understood."""
    on = directory.today(at)
    packages = {one.slug: one for one in _packages(at)}
    slugs = cards.find(tuple(packages.values()), text)
    return tuple(cards.card(packages[slug], language=language, on=on) for slug in slugs)


def standard(*, slug: str, language: Language, at: datetime) -> tuple[StandardPart, ...]:
    """The 14 components of the service standard; empty when there is no such service."""
    package = service_at(slug=slug, at=at)
    return cards.standard(package, language=language) if package else ()


def legal_basis(*, slug: str, language: Language, at: datetime) -> tuple[BasisLine, ...]:
    """The regulations in force behind a service; empty when there is no such service."""
    package = service_at(slug=slug, at=at)
    on: date = directory.today(at)
    return cards.legal_basis(package, language=language, on=on) if package else ()


def _packages(at: datetime) -> tuple[Compiled, ...]:
    """Those one applies for; what citizens report comes in by another door."""
    found = (versions.compiled(one.hash) for one in versions.in_force(at))
    return tuple(
        one for one in found if one.service.mode not in NOT_APPLIED_FOR and flow.is_applied_for(one)
    )


def finding_service(*, at: datetime) -> Compiled | None:
    """The package in force by which findings are followed up; the first by slug of several."""
    found = (versions.compiled(one.hash) for one in versions.in_force(at))
    mine = sorted((one for one in found if one.service.mode == "finding"), key=lambda one: one.slug)
    return mine[0] if mine else None


def services_of(*, agency: str, at: datetime) -> tuple[Compiled, ...]:
    """Every package in force that an agency (its directory code) owns, by slug; also those that
    nobody applies for."""
    found = (versions.compiled(one.hash) for one in versions.in_force(at))
    mine = (one for one in found if one.service.agency == agency)
    return tuple(sorted(mine, key=lambda one: one.slug))


def incident_services(*, at: datetime) -> tuple[Compiled, ...]:
    """The packages in force by which the command centre opens an incident, by slug."""
    found = (versions.compiled(one.hash) for one in versions.in_force(at))
    return tuple(
        sorted((one for one in found if one.service.mode == "incident"), key=lambda one: one.slug)
    )
