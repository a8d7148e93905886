"""What an order is about: in words, and the way there for whoever looks."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from pendopo.directory import api as directory
from pendopo.watch import api as watch


def topic_words(one: watch.OrderCard, now: dt.datetime) -> str:
    """ "Berkas K7M-4QP-2XD", "Ubin: terlambat"; "" when it names nothing."""
    names = {
        "case": _("Berkas %(code)s"),
        "report": _("Laporan %(code)s"),
        "measure": _("Ukuran %(code)s"),
        "alarm": _("Alarm di pusat kendali"),
    }
    if one.topic in names:
        return names[one.topic] % {"code": one.code}
    if one.topic == "agency":
        organisation = directory.chart().by_code.get(one.code)
        return organisation.name if organisation else ""
    if one.topic == "district":
        found = [place for place in directory.places() if place.code == one.code]
        return _("Kecamatan %(name)s") % {"name": found[0].name} if found else ""
    return _("Angka di pusat kendali") if one.code else ""


def topic_link(one: watch.OrderCard, who: directory.Actor) -> str:
    """The case at the desk, or what the public sees of it; the alarm; "" where there is no page."""
    if one.topic == "case" and one.organisation_id in who.organisation_ids:
        return reverse("desk:case", args=[one.code])
    if one.topic == "case":
        return reverse("portal-tracking", args=[one.code])
    if one.topic == "report":
        return reverse("portal-report-public", args=[one.code])
    return ""
