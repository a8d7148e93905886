"""A service's published standard, arranged for its page. All of it is the package's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import ngettext

from pendopo.core.clock import limit_words
from pendopo.directory import api as directory
from pendopo.faces.components.wording import language, words
from pendopo.faces.portal.vocabulary import System, system
from pendopo.services import api as services

MAIN = {
    "requirements": later("Syarat"),
    "procedure": later("Langkah-langkahnya"),
    "time": later("Berapa lama"),
}
"""Components that most people come for, under plain titles; the others keep their legal ones."""


@dataclass(frozen=True, slots=True)
class Glance:
    """A service at one moment, in the reader's language. minutes: to fill in the form."""

    slug: str
    title: str
    summary: str
    agency: str
    mode: str
    system: System
    time: str
    starts: str
    fee: str
    free: bool
    product: str
    validity: str
    minutes: int
    parts: tuple[services.StandardPart, ...]
    laws: tuple[services.BasisLine, ...]

    @property
    def main(self) -> tuple[services.StandardPart, ...]:
        return tuple(part for part in self.parts if part.key in MAIN)

    @property
    def rest(self) -> tuple[services.StandardPart, ...]:
        return tuple(part for part in self.parts if part.key not in (*MAIN, "legal_basis"))

    @property
    def requirements(self) -> tuple[str, ...]:
        return next((part.lines for part in self.parts if part.key == "requirements"), ())

    @property
    def has_examples(self) -> bool:
        return any(part.contoh for part in self.parts)


def at_a_glance(slug: str, now: datetime) -> Glance | None:
    """The service in force now, or None."""
    compiled = services.service_at(slug=slug, at=now)
    return glance(compiled, now) if compiled else None


def glance(compiled: services.Compiled, now: datetime) -> Glance:
    """`compiled` as it stands in the catalogue of today."""
    service, today, tongue = compiled.service, directory.today(now), language()
    fee = services.fee_words(compiled, on=today)
    return Glance(
        slug=service.slug,
        title=words(service.title),
        summary=words(service.summary),
        agency=agency_name(service.agency),
        mode=service.mode,
        system=system(service.system_of_record),
        time=limit_words(compiled.total_limit(today).value, tongue),
        starts=words(service.sla.starts),
        fee=words(fee),
        free=is_free(compiled, now),
        product=words(service.product.name),
        validity=_validity(compiled, now),
        minutes=max(5, 5 * round(len(compiled.form.steps) / 5)),
        parts=services.standard(slug=service.slug, language=tongue, at=now),
        laws=services.legal_basis(slug=service.slug, language=tongue, at=now),
    )


def is_free(compiled: services.Compiled, now: datetime) -> bool:
    """Whether nothing is ever charged."""
    return services.fee_words(compiled, on=directory.today(now)).id == "GRATIS"


def agency_name(code: str) -> str:
    """Name of the organisation with that code; "" when the region has none."""
    found = directory.chart().by_code.get(code)
    return found.name if found else ""


def _validity(compiled: services.Compiled, now: datetime) -> str:
    if not compiled.service.validity:
        return ""  # another system says it
    rule = compiled.validity_rule(directory.today(now))
    if rule.forever:
        return _("Selamanya")
    if not rule.amount:
        return ""
    texts = {
        "days": ngettext("%(num)s hari", "%(num)s hari", rule.amount),
        "months": ngettext("%(num)s bulan", "%(num)s bulan", rule.amount),
        "years": ngettext("%(num)s tahun", "%(num)s tahun", rule.amount),
    }
    return texts[rule.unit] % {"num": rule.amount}
