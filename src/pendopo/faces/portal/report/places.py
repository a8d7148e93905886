"""The place of a report as it was typed: a village or district of the region's list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pendopo.directory import api as directory
from pendopo.voice import api as voice

_POINT = re.compile(r"^\s*\(?(-?\d{1,3}(?:[.]\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:[.]\d+)?)\)?\s*$")
_KINDS = re.compile(r"\b(kecamatan|kec|desa|kelurahan|kel)\b\.?", re.IGNORECASE)
SHOWN = 5
"""Namesakes that an error names."""


@dataclass(frozen=True, slots=True)
class Area:
    """A village, or a district when `village` is None."""

    name: str
    district: str
    village: str | None = None


def areas() -> tuple[Area, ...]:
    """Villages as "Badean, Bondowoso", then districts as "Kecamatan Bondowoso"; one statement."""
    places = directory.places()
    districts = {one.code: one.name for one in places if one.kind == "kecamatan"}
    villages = [
        Area(f"{one.name}, {districts[one.parent_code]}", one.parent_code, one.code)
        for one in places
        if one.kind != "kecamatan" and one.parent_code in districts
    ]
    named = [Area(_("Kecamatan %(name)s") % {"name": name}, code) for code, name in
             districts.items()]  # fmt: skip
    by_name = sorted(villages, key=lambda one: one.name)
    return (*by_name, *sorted(named, key=lambda one: one.name))


def find(typed: str, known: Iterable[Area]) -> tuple[Area | None, str]:
    """(area, "") for what was typed, or (None, sentence) when it is none or several."""
    wanted = _plain(typed)
    if not wanted:
        return None, ""
    known = tuple(known)
    whole = [one for one in known if _plain(one.name) == wanted]
    if len(whole) != 1:
        whole = whole or [one for one in known if _plain(one.name.partition(",")[0]) == wanted]
    if len(whole) == 1:
        return whole[0], ""
    if not whole:
        sentence = _("Kami tidak menemukan “%(typed)s”. Tulis nama desa atau kecamatannya.")
        return None, sentence % {"typed": typed[:60]}
    names = "; ".join(one.name for one in whole[:SHOWN])
    return None, _("Ada beberapa. Yang mana: %(names)s?") % {"names": names}


def point(typed: str) -> voice.Point | None:
    """A point typed or filled in by the phone, "-7.91355, 113.82134"; None for anything else."""
    found = _POINT.match(typed)
    return voice.Point(float(found[1]), float(found[2])) if found else None


def _plain(text: str) -> str:
    words = _KINDS.sub(" ", text.casefold())
    return " ".join(re.sub(r"[^\w\s,]", " ", words).replace(" ,", ",").split())
