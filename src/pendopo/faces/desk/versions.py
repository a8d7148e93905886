"""Running cases move to another version of their service: looked at first, begun, undone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pendopo.casework import api as casework
from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.commands import command
from pendopo.faces.components.wording import words
from pendopo.faces.desk.drawing import Mark, picture
from pendopo.faces.desk.page import show
from pendopo.faces.desk.told import status, told
from pendopo.services import api as services

MOVERS = ("supervisor", "administrator")
PLACE = "ganti-"
"""Fields `ganti-<element>`: what takes the place of an element of the older version."""


@for_role(*MOVERS)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def versions(request: HttpRequest) -> HttpResponse:
    """Choose two versions, see what would become of each case, begin."""
    sent = request.POST if request.method == "POST" else request.GET
    asked = {name: sent.get(name, "")[:100] for name in ("layanan", "dari", "ke")}
    chosen: dict[str, Any] = {
        "service": asked["layanan"],
        "old": asked["dari"],
        "new": asked["ke"],
        "mapping": mapping_of(sent),
        "who": actor(request),
    }
    try:
        if request.method == "POST":
            move = casework.migrate(**chosen, now=clock(), command=command(request))
            return redirect("desk:version_move", move_id=move)
        plan = casework.plan_migration(**chosen) if asked["ke"] else None
    except casework.Refused as refused:
        code = 422 if request.method == "POST" else status(refused)
        return _page(request, asked, error=words(refused.text), code=code)
    return _page(request, asked, plan)


def mapping_of(sent: QueryDict) -> dict[str, str]:
    """Element of the older version -> of the newer one, as the fields of the form say."""
    return {
        name.removeprefix(PLACE): str(value)[:100]
        for name, value in sent.items()
        if name.startswith(PLACE) and value
    }


def _page(
    request: HttpRequest,
    asked: Mapping[str, str],
    plan: casework.MovePlan | None = None,
    *,
    error: str = "",
    code: int = 200,
) -> HttpResponse:
    who = actor(request)
    groups: dict[str, list[casework.VersionCount]] = {}
    for one in casework.service_versions(who=who):
        if not plan or one.service == plan.service:  # one that was chosen stands alone
            groups.setdefault(one.service, []).append(one)
    return show(
        request,
        "versions",
        here="packages",
        groups={slug: found for slug, found in groups.items() if len(found) > 1},
        asked=asked,
        plan=plan,
        targets=_targets(plan) if plan else [],
        **(_drawn(plan) if plan else {}),
        answers=answers(),
        moves=casework.version_moves(who=who),
        states=states(),
        error=error,
        place=PLACE,
        status=code,
    )


def _targets(plan: casework.MovePlan) -> list[dict[str, str]]:
    """Tasks of the newer version that may take the place of one of the older."""
    new = services.version(hash=plan.new)
    return [
        {"value": element, "text": f"{words(task.title)} ({element})"}
        for element, task in new.tasks.items()
    ]


def _drawn(plan: casework.MovePlan) -> Mapping[str, Any]:
    """The older version, each step with the cases that stand there, coloured by the verdict."""
    old = services.version(hash=plan.old)
    return picture(old, [_mark(one) for one in plan.elements])


def _mark(one: casework.ElementVerdict) -> Mark:
    state, sign = {"automatic": ("done", "✓"), "needs mapping": ("soon", "?")}.get(
        one.answer, ("late", "✕")
    )
    if not one.standing and state == "done":
        return Mark(one.element, "", "", "")
    cases = ngettext("%(n)d berkas", "%(n)d berkas", one.standing) % {"n": one.standing}
    said = f"{one.label}: {cases}, {answers()[one.answer][0]}"
    return Mark(one.element, state, f"{one.standing} {sign}" if one.standing else sign, said)


@for_role(*MOVERS)
@told
@require_http_methods(["GET", "HEAD", "POST"])
def version_move(request: HttpRequest, move_id: UUID) -> HttpResponse:
    """How far a move is, what stayed behind and why; the button that undoes it."""
    if request.method == "POST":
        text = request.POST.get("versi", "")
        version = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
        casework.revert_migration(move_id=move_id, who=actor(request), version=version, now=clock())
        return redirect("desk:version_move", move_id=move_id)
    found = casework.version_move(move_id=move_id, who=actor(request))
    done = sum(found.outcomes.values())
    if found.status == "reverting":
        done = found.outcomes.get("reverted", 0) + found.outcomes.get("stayed", 0)
    return show(
        request,
        "version_move",
        here="packages",
        one=found,
        state=states()[found.status],
        percent=100 * done // found.cases if found.cases else 100,
        seen=done,
        moved=found.outcomes.get("moved", 0),
    )


def states() -> dict[str, tuple[str, str]]:
    """Status of a move -> words and state of its tag."""
    return {
        "running": (_("Sedang dipindahkan"), "soon"),
        "done": (_("Selesai"), "ok"),
        "reverting": (_("Sedang dikembalikan"), "soon"),
        "reverted": (_("Dikembalikan"), "idle"),
    }


def answers() -> dict[str, tuple[str, str]]:
    """Verdict -> words and state of its tag."""
    return {
        "automatic": (_("Dapat dipindahkan"), "ok"),
        "needs mapping": (_("Perlu padanan"), "soon"),
        "blocked": (_("Tidak dapat"), "late"),
    }
