"""The drawing of a process, as its agency drew it: where all its cases stand, or the way of one.

The picture is drawn by the browser from the package's own file; the table beside it says the
same in words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from pendopo.casework import api as casework
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.wording import words
from pendopo.faces.desk.page import OFFICERS, show
from pendopo.faces.desk.told import told
from pendopo.services import api as services

FILE = "process.bpmn"
YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands on one element of the drawing. `state`: done, now, soon, late or none."""

    element: str
    state: str
    badge: str
    said: str


@for_role(*OFFICERS)
@told
@require_safe
def process(request: HttpRequest, slug: str) -> HttpResponse:
    """The drawing of a service with the open cases at each step; `versi` asks for an older one."""
    now = clock()
    versions = {one.hash: one for one in services.versions_of(slug=slug)}
    current = services.version_at(slug=slug, at=now)
    asked = request.GET.get("versi", "") or (current.hash if current else "")
    if asked not in versions:
        raise Http404
    crowds = casework.crowds(service=slug, now=now)
    compiled = services.version(hash=asked)
    here = {one.element: one for one in crowds if one.version_hash == asked}
    rows = [
        {"element": element, "title": words(task.title), "lane": task.lane, "crowd": crowd}
        for element, task in compiled.tasks.items()
        for crowd in [here.get(element)]
    ]
    others = {one.version_hash for one in crowds} - {asked}
    return show(
        request,
        "process",
        here="packages",
        title=words(compiled.service.title),
        rows=rows,
        now=now,
        others=[versions[one] for one in versions if one in others],
        **picture(compiled, [_crowded(one, now) for one in _together(compiled, here.values())]),
    )


@for_role(*OFFICERS)
@told
@require_safe
def path(request: HttpRequest, number: str) -> HttpResponse:
    """The way of one case on its drawing."""
    view = casework.case_of_number(number=number, who=actor(request), now=clock())
    stages = view.tracking.stages
    return show(
        request,
        "path",
        here="search",
        case=view,
        stages=stages,
        **picture(services.version(hash=view.version_hash), [_passed(one) for one in stages]),
    )


@for_role(*OFFICERS)
@told
@require_safe
def drawing(request: HttpRequest, slug: str, version: str) -> HttpResponse:
    """The file itself, for the picture and for any modeller. It never changes under its name."""
    if version not in {one.hash for one in services.versions_of(slug=slug)}:
        raise Http404
    data = services.version(hash=version).source.files[FILE]
    return HttpResponse(
        data,
        content_type="application/xml",
        headers={
            "Content-Disposition": f'inline; filename="{slug}.bpmn"',
            "Cache-Control": f"private, max-age={YEAR}, immutable",
        },
    )


def picture(compiled: services.Compiled, marks: Sequence[Mark]) -> Mapping[str, Any]:
    """What the page needs for the drawing. What is inside of a call stands on the call; of several
    marks there the one that needs somebody most."""
    where = [compiled.service.slug, compiled.source.hash]
    weight = {"late": 3, "soon": 2, "now": 1}
    best: dict[str, dict[str, str]] = {}
    for one in sorted(marks, key=lambda mark: weight.get(mark.state, 0)):
        if one.state:
            shown = {"state": one.state, "badge": one.badge, "said": one.said}
            best[compiled.drawn(one.element)] = shown
    found = [{"element": element, **shown} for element, shown in best.items()]
    return {"source": reverse("desk:drawing", args=where), "marks": json.dumps(found)}


def _together(
    compiled: services.Compiled, crowds: Iterable[casework.Crowd]
) -> Iterable[casework.Crowd]:
    """The crowds by what is drawn: those inside of one call are one."""
    found: dict[str, casework.Crowd] = {}
    for one in crowds:
        place = compiled.drawn(one.element)
        here = found.get(place)
        found[place] = replace(
            one,
            element=place,
            open=one.open + (here.open if here else 0),
            late=one.late + (here.late if here else 0),
            oldest=min(one.oldest, here.oldest) if here else one.oldest,
        )
    return found.values()


def _crowded(crowd: casework.Crowd, now: Any) -> Mark:
    days = (now - crowd.oldest).days
    cases = ngettext("%(n)d berkas", "%(n)d berkas", crowd.open) % {"n": crowd.open}
    age = ngettext("tertua %(n)d hari", "tertua %(n)d hari", days) % {"n": days}
    late = f", {_('%(n)d terlambat') % {'n': crowd.late}}" if crowd.late else ""
    state = "late" if crowd.late else "now"
    return Mark(crowd.element, state, str(crowd.open), f"{cases}, {age}{late}")


def _passed(stage: casework.Stage) -> Mark:
    said = {"done": _("Selesai"), "now": _("Sedang dikerjakan")}.get(stage.state, "")
    state = stage.state if said else ""
    return Mark(stage.element, state, {"done": "✓", "now": "●"}.get(state, ""), said)
