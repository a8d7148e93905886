"""A report of the wrong class: another one, with its own steps and clock, under the same number."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pendopo.faces.components.access import actor, clock, for_role
from pendopo.faces.components.commands import command
from pendopo.faces.desk.finishing import version
from pendopo.faces.desk.page import OFFICERS
from pendopo.faces.desk.reports import classes
from pendopo.faces.desk.told import told
from pendopo.voice import api as voice


@for_role(*OFFICERS)
@told
@require_POST
def reclassify(request: HttpRequest, number: str) -> HttpResponse:
    sort = next((one for one in voice.CLASSES if one == request.POST.get("kelas", "")), None)
    if sort is None:
        messages.error(request, _("Pilih jenisnya dulu."))
        return redirect("desk:case", number=number)
    voice.reclassify(
        number=number,
        who=actor(request),
        sort=sort,
        version=version(request),
        now=clock(),
        command=command(request),
    )
    said = _("Kini %(kind)s. Nomornya tetap; waktunya dihitung sejak laporan masuk.")
    messages.success(request, said % {"kind": str(classes.NAMES[sort]).lower()})
    return redirect("desk:case", number=number)
