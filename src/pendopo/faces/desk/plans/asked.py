"""What the address of a plan's page asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from pendopo.faces.components.access import actor, clock
from pendopo.faces.desk.plans import words
from pendopo.planning import api as planning

EXAMPLE: Final = UUID(int=0)
"""Stands in an address for the key of a node that is put there later."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The plan, the version that is looked at, and the year: the present one, else the first."""

    plan: planning.PlanCard
    version: planning.VersionCard
    year: int | None
    reports: bool = False  # who asks may bring files of figures

    def href(self, name: str, *args: object, **more: str) -> str:
        """Another page of the same version and year."""
        given = {"versi": "" if self.version == self.plan.current else str(self.version.number),
                 "tahun": "" if self.year is None else str(self.year), **more}  # fmt: skip
        query = urlencode({key: value for key, value in given.items() if value})
        path = reverse(f"desk:{name}", args=[self.plan.id, *args])
        return f"{path}?{query}" if query else path

    def context(self) -> dict[str, Any]:
        return {
            "plan": self.plan,
            "version": self.version,
            "version_name": words.version_name(self.version),
            "year": self.year,
            "reports": self.reports,
            "href": self.href,
            "levels": words.levels(),
            "kind_name": words.kinds()[self.plan.kind],
        }


def asked(request: HttpRequest, plan_id: UUID) -> Asked:
    """Raises `planning.NotFound`; a version or year that is none is passed over."""
    plan = planning.plan(plan_id=plan_id)
    wanted = request.GET.get("versi", "")
    version = next((one for one in plan.versions if str(one.number) == wanted), plan.current)
    year = _year(request.GET.get("tahun", ""), plan)
    return Asked(plan, version, year, planning.reports_figures(actor(request)))


def _year(text: str, plan: planning.PlanCard) -> int | None:
    if text == "semua" or len(plan.years) == 1:
        return None if len(plan.years) > 1 else plan.first_year
    if text.isascii() and text.isdigit() and int(text) in plan.years:
        return int(text)
    now = clock().year
    return now if now in plan.years else plan.first_year


def known_id(text: str) -> UUID | None:
    """An id from an address or a form; None for nothing and for nonsense."""
    try:
        return UUID(text)
    except ValueError:
        return None
