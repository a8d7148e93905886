"""What people see of the services in force: cards, standards, search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pendopo.core.clock import limit_words, plain_date
from pendopo.services.compiled import Compiled
from pendopo.services.schema import Mode
from pendopo.services.search import Entry, entry, search
from pendopo.services.text import Language, Text

_indexes: dict[str, Entry] = {}
FREE = Text(id="GRATIS", en="Free")
BY_RULE = Text(id="Sesuai ketentuan", en="By the rules")
GROUPS: dict[str, tuple[str, str, str]] = {
    "requirements": ("delivery", "Persyaratan", "Requirements"),
    "procedure": ("delivery", "Sistem, mekanisme, dan prosedur", "System and procedure"),
    "time": ("delivery", "Jangka waktu penyelesaian", "Time limit"),
    "cost": ("delivery", "Biaya/tarif", "Cost"),
    "product": ("delivery", "Produk pelayanan", "Product"),
    "complaints": ("delivery", "Penanganan pengaduan, saran, dan masukan", "Complaints"),
    "legal_basis": ("manufacturing", "Dasar hukum", "Legal basis"),
    "facilities": ("manufacturing", "Sarana, prasarana, dan/atau fasilitas", "Facilities"),
    "competence": ("manufacturing", "Kompetensi pelaksana", "Competence of staff"),
    "supervision": ("manufacturing", "Pengawasan internal", "Internal supervision"),
    "staff": ("manufacturing", "Jumlah pelaksana", "Number of staff"),
    "service_guarantee": ("manufacturing", "Jaminan pelayanan", "Guarantee of service"),
    "safety_guarantee": (
        "manufacturing",
        "Jaminan keamanan dan keselamatan pelayanan",
        "Guarantee of safety",
    ),
    "evaluation": ("manufacturing", "Evaluasi kinerja pelaksana", "Evaluation of performance"),
}
"""The 14 components in the order of UU 25/2009 Art. 21: 6 of delivery, 8 of manufacturing."""


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """A service as lists show it. agency: organisation code; version: content hash."""

    slug: str
    title: str
    summary: str
    agency: str
    sla: str
    fee: str
    free: bool
    life_events: tuple[str, ...]
    mode: Mode
    system_of_record: str
    version: str


@dataclass(frozen=True, slots=True)
class StandardPart:
    """One of the 14 components. lines: the text line by line; contoh: an example, no source."""

    key: str
    group: Literal["delivery", "manufacturing"]
    title: str
    lines: tuple[str, ...]
    contoh: bool


@dataclass(frozen=True, slots=True)
class BasisLine:
    """A regulation in force. verified: compared with its own text."""

    regulation: str
    article: str
    since: str
    note: str
    verified: bool


def card(compiled: Compiled, *, language: Language, on: date) -> ServiceCard:
    service = compiled.service
    limit = compiled.total_limit(on)
    fee = fee_words(compiled, on=on)
    return ServiceCard(
        slug=service.slug,
        title=service.title.within(language),
        summary=service.summary.within(language),
        agency=service.agency,
        sla=limit_words(limit.value, language),
        fee=fee.within(language),
        free=fee == FREE,
        life_events=service.life_events,
        mode=service.mode,
        system_of_record=service.system_of_record,
        version=compiled.hash,
    )


def fee_words(compiled: Compiled, *, on: date) -> Text:
    """GRATIS when nothing can be charged, the amount when it is flat, who sets it when another
    system does, else "by the rules"."""
    rule = compiled.fee_rule(on)
    if rule.elsewhere:
        system = compiled.system
        return Text(id=f"Ditetapkan di {system.id}", en=f"Set in {system.en}")
    if rule.amount == 0 or (rule.decision and _always_zero(compiled, rule.decision)):
        return FREE
    if rule.amount is None:
        return BY_RULE
    said = f"Rp{rule.amount:,}".replace(",", ".")
    return Text(id=said, en=said)


def _always_zero(compiled: Compiled, decision: str) -> bool:
    """Whether every answer of the fee's table is the number 0."""
    if compiled.decisions is None:
        return False
    logic = compiled.decisions.decisions[decision].logic
    rules = getattr(logic, "rules", ())
    answers = [one.text.strip() for rule in rules for one in rule.answers]
    return bool(answers) and set(answers) == {"0"}


def standard(compiled: Compiled, *, language: Language) -> tuple[StandardPart, ...]:
    """The 14 components."""
    parts = []
    for key, (group, indonesian, english) in GROUPS.items():
        component = getattr(compiled.service.standard, key)
        parts.append(
            StandardPart(
                key=key,
                group="delivery" if group == "delivery" else "manufacturing",
                title=english if language == "en" else indonesian,
                lines=component.text.lines(language),
                contoh=component.contoh,
            )
        )
    return tuple(parts)


def legal_basis(compiled: Compiled, *, language: Language, on: date) -> tuple[BasisLine, ...]:
    """The regulations in force on a day."""
    return tuple(
        BasisLine(
            regulation=law.regulation,
            article=law.article,
            since=plain_date(law.since, language),
            note=law.note.within(language) if law.note else "",
            verified=law.verified,
        )
        for law in compiled.laws(on)
    )


def find(packages: tuple[Compiled, ...], text: str) -> tuple[str, ...]:
    """Slugs that the words speak of, best first; both languages are searched."""
    return tuple(slug for slug, _ in search((index(one) for one in packages), text))


def index(compiled: Compiled) -> Entry:
    """The searchable words of a package, made once per version."""
    found = _indexes.get(compiled.hash)
    if found is None:
        if len(_indexes) > 512:
            _indexes.clear()
        found = _indexes[compiled.hash] = _index(compiled)
    return found


def _index(compiled: Compiled) -> Entry:
    service = compiled.service
    parts: list[tuple[float, str]] = []
    languages: tuple[Language, ...] = ("id", "en")
    for language in languages:
        parts.append((5.0, service.title.within(language)))
        parts += [(4.0, words) for words in service.keywords.within(language)]
        parts.append((2.0, service.summary.within(language)))
        parts.append((2.0, service.product.name.within(language)))
        parts.append((1.0, service.standard.requirements.text.within(language)))
        parts += [(1.0, q.title[language]) for q in compiled.form.questions.values() if q.file]
    return entry(service.slug, parts)
