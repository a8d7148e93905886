"""What can be reported here: the topics of the region, and the classes of reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pendopo.directory import api as directory
from pendopo.faces.open311 import words
from pendopo.faces.open311.faults import Fault
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.voice import api as voice

TOPICAL: services.ReportClass = "complaint"
"""Topics say what a complaint is about."""
ASKED = ("visibilitas", "melibatkan_petugas")
"""Questions of a report's form that the specification has no argument for."""
_remembered: dict[str, tuple[tuple[str, ...], dict[str, Service]]] = {}
"""By region, as long as its packages stay the same."""


@dataclass(frozen=True, slots=True)
class Service:
    """code: of a topic or a class. package: the form behind it. name, about: Indonesian, English.
    group: the class."""

    code: str
    sort: services.ReportClass
    topic: str | None
    name: tuple[str, str]
    about: tuple[str, str]
    keywords: tuple[str, ...]
    package: services.Compiled


def offered(now: dt.datetime) -> Mapping[str, Service]:
    """Services by code, classes first: only what a published package answers."""
    found = [(sort, services.report_service(kind=sort, at=now)) for sort in voice.CLASSES]
    hashes = tuple(package.hash if package else "" for _, package in found)
    region = ledger.current_region()
    known = _remembered.get(region)
    if known is None or known[0] != hashes:
        packages = {sort: package for sort, package in found if package is not None}
        known = _remembered[region] = (hashes, _listed(packages))
    return known[1]


def _listed(packages: Mapping[services.ReportClass, services.Compiled]) -> dict[str, Service]:
    found: dict[str, Service] = {}
    for sort, package in packages.items():
        name, about = words.CLASSES[sort]
        keywords = tuple(package.service.keywords.id)
        found[sort] = Service(sort, sort, None, name, about, keywords, package)
    topics = voice.topics().topics.values() if TOPICAL in packages else ()
    for one in topics:
        title = (one.name.id, one.name.en)
        made = Service(one.code, TOPICAL, one.code, title, title, one.keywords, packages[TOPICAL])
        found.setdefault(one.code, made)
    return found


def one(code: str, now: dt.datetime) -> Service:
    """Raises `Fault` 404."""
    found = offered(now).get(code)
    if found is None:
        raise Fault(404, "service_unknown")
    return found


def code_of(card: voice.ReportCard) -> str:
    """Under which service a report stands: its topic where the region names it, else its class."""
    known = voice.topics().topics
    if card.topic is not None and card.topic in known and card.sort == TOPICAL:
        return card.topic
    return card.sort


def name_of(code: str, language: int) -> str:
    topic = voice.topics().topics.get(code)
    if topic is not None:
        return (topic.name.id, topic.name.en)[language]
    return words.CLASSES[code][0][language]  # type: ignore[index]  # a code of a class


def listed(service: Service, language: int) -> dict[str, Any]:
    """One line of GET services."""
    return {
        "service_code": service.code,
        "service_name": service.name[language],
        "description": service.about[language],
        "metadata": bool(attributes(service, language)),
        "type": "realtime",
        "keywords": ",".join(service.keywords),
        "group": words.CLASSES[service.sort][0][language],
    }


def definition(service: Service, language: int) -> dict[str, Any]:
    return {"service_code": service.code, "attributes": attributes(service, language)}


def attributes(service: Service, language: int) -> list[dict[str, Any]]:
    """Further questions of the form. None is required: a report without them is an open one."""
    found: list[dict[str, Any]] = []
    for question in _questions(service):
        found.append(
            {
                "variable": True,
                "code": question.name,
                "datatype": "singlevaluelist",
                "required": False,
                "datatype_description": None,
                "order": len(found) + 1,
                "description": _said(question.title, language),
                "values": [
                    {"key": key, "name": name[language]} for key, name in choices(question).items()
                ],
            }
        )
    return found


def asked(service: Service, name: str) -> Any:
    """The question of an attribute; None when the service does not ask it."""
    return next((one for one in _questions(service) if one.name == name), None)


def choices(question: Any) -> dict[str, tuple[str, str]]:
    """Key -> name in both languages."""
    if question.kind == "boolean":
        return {"true": ("Ya", "Yes"), "false": ("Tidak", "No")}
    return {key: (_said(name, 0), _said(name, 1)) for key, name in question.labels.items()}


def _questions(service: Service) -> list[Any]:
    found = service.package.form.questions
    return [found[name] for name in ASKED if name in found]


def _said(text: Any, language: int) -> str:
    if isinstance(text, str):
        return text
    return str(dict(text)[("id", "en")[language]])


def agency_name(organisation: Any) -> str:
    return directory.chart().name_of(organisation)
