"""The form of a report: what was typed, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, cast

from django.http import HttpRequest
from django.utils.translation import gettext as _

from pendopo.directory import api as directory
from pendopo.faces.components.access import clock
from pendopo.faces.components.asked import Error
from pendopo.faces.portal.report import places
from pendopo.services import api as services
from pendopo.voice import api as voice

SHORTEST, LONGEST = 10, 4000
STORY = "cerita"
"""Id of the field `isi`: every page has its main part under that name."""
SORTS = voice.CLASSES
Sort = Literal["complaint", "aspiration", "information"]
Seen = Literal["open", "anonymous", "secret"]


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields as they came, cleaned of what no field can mean. Fields are named as the form of
    the package names them, so that its sentences find their place."""

    jenis: str = "complaint"
    isi: str = ""
    wilayah: str = ""
    patokan: str = ""
    titik: str = ""
    melibatkan_petugas: bool = False
    visibilitas: str = "open"
    nama: str = ""
    telepon: str = ""
    kabar: str = ""
    district: str | None = None
    village: str | None = None

    @property
    def sort(self) -> Sort:
        return cast(Sort, self.jenis)

    @property
    def visibility(self) -> Seen:
        return cast(Seen, self.visibilitas)

    @property
    def hears(self) -> voice.Hears:
        return cast(voice.Hears, self.kabar)

    @property
    def place(self) -> voice.Place:
        return voice.Place(
            point=places.point(self.titik),
            landmark=self.patokan,
            district=self.district,
            village=self.village,
        )


def read(request: HttpRequest) -> Typed:
    """What stands in the form that was sent."""

    def text(name: str, most: int) -> str:
        return request.POST.get(name, "").strip()[:most]

    return Typed(
        jenis=text("jenis", 20) or "complaint",
        isi=text("isi", LONGEST + 1),
        wilayah=text("wilayah", 120),
        patokan=text("patokan", 300),
        titik=text("titik", 60),
        melibatkan_petugas=text("melibatkan_petugas", 5) != "",
        visibilitas=text("visibilitas", 20) or "open",
        nama=text("nama", 120),
        telepon=text("telepon", 30),
        kabar=text("kabar", 10),
    )


def sorts() -> tuple[str, ...]:
    """The classes that a service of the region answers now."""
    now = clock()
    return tuple(one for one in SORTS if services.report_service(kind=one, at=now))


def checked(typed: Typed) -> tuple[Typed, tuple[Error, ...]]:
    """With district and village found, and every error at once."""
    errors = [*_words(typed)]
    area, wrong = places.find(typed.wilayah, places.areas())
    if wrong:
        errors.append(Error("wilayah", wrong))
    if typed.titik and places.point(typed.titik) is None:
        errors.append(Error("titik", _("Tulis lintang dan bujur, misalnya -7.91355, 113.82134.")))
    told = typed.wilayah or typed.patokan or typed.titik
    if not told and typed.jenis == "complaint":
        errors.append(Error("patokan", _("Tulis di mana: alamat, patokan, atau nama desanya.")))
    if area:
        typed = replace(typed, district=area.district, village=area.village)
    return typed, tuple(errors)


def _words(typed: Typed) -> list[Error]:
    errors = []
    if typed.jenis not in sorts():
        errors.append(Error("jenis", _("Pilih jenis laporannya.")))
    if len(typed.isi) < SHORTEST:
        sentence = _("Ceritakan apa yang terjadi, paling sedikit %(num)s huruf.")
        errors.append(Error(STORY, sentence % {"num": SHORTEST}))
    if len(typed.isi) > LONGEST:
        sentence = _("Ceritanya terlalu panjang. Paling banyak %(num)s huruf.")
        errors.append(Error(STORY, sentence % {"num": LONGEST}))
    if typed.visibilitas not in voice.VISIBILITIES:
        errors.append(Error("visibilitas", _("Pilih siapa yang boleh tahu.")))
    if typed.kabar not in voice.HEARS:
        errors.append(Error("kabar", _("Pilih lewat mana kami mengabari.")))
    if typed.telepon and not _is_phone(typed.telepon):
        errors.append(Error("telepon", _("Tulis nomor seperti 0812 3456 7890, atau kosongkan.")))
    return errors


def _is_phone(text: str) -> bool:
    try:
        directory.normal_phone(text)
    except directory.Refused:
        return False
    return True
