"""Dispositions on the screen: the chain of a case, and the words of a slip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as later

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.faces.components.access import actor
from pendopo.faces.components.asked import Error
from pendopo.faces.desk import clocks

WANTED = {
    "follow_up": later("Tindak lanjuti"),
    "advise": later("Tanggapan dan saran"),
    "coordinate": later("Koordinasikan"),
    "know": later("Untuk diketahui"),
}
"""What a head may ask for, in the words of the slip."""


def title_of(position_id: UUID) -> str:
    """ "Kepala Bidang Pelayanan Perizinan, DPMPTSP-Naker"."""
    chart = directory.chart()
    found = chart.positions.get(position_id)
    if found is None:
        return ""
    agency = chart.organisations[found.organisation_id]
    return f"{found.title}, {agency.short_name or agency.name}"


@dataclass(frozen=True, slots=True)
class Link:
    """One line of a chain as the page prints it."""

    row: casework.DispositionView
    given_by: str
    to: str
    wanted: str
    tag: clocks.Tag | None


def context(
    request: HttpRequest, view: casework.CaseView, errors: tuple[Error, ...] = ()
) -> dict[str, Any]:
    """The chain, and to whom the officer may give or pass one on."""
    gives = view.may_dispose or any(one.may_pass_on for one in view.dispositions)
    found = casework.disposable(case_id=view.id, who=actor(request)) if gives else ()
    return {
        "chain": [_link(one) for one in view.dispositions],
        "disposable": [{"value": str(one.id), "text": title_of(one.id)} for one in found],
        "wanted_items": [{"value": key, "text": text} for key, text in WANTED.items()],
        "chain_said": {error.field: error.text for error in errors},
        "chain_sent": request.POST if errors else {},
    }


def _link(one: casework.DispositionView) -> Link:
    return Link(
        row=one,
        given_by=title_of(one.from_position_id),
        to=title_of(one.to_position_id),
        wanted=str(WANTED.get(one.wanted, one.wanted)),
        tag=clocks.tag_left(one.clock) if one.status == "open" else None,
    )
