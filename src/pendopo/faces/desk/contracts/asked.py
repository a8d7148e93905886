"""What addresses and forms about contracts say: filters, days, curves, points."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from pendopo.faces.desk.plans.asked import known_id
from pendopo.planning import api as planning

FIELDS = {
    "contract_number": "nomor", "contract_twice": "nomor", "contract_title": "judul",
    "provider_unknown": "penyedia", "amount_wrong": "nilai", "number_wrong": "nilai",
    "contract_over": "nilai", "contract_days": "selesai", "curve_wrong": "kurva",
    "contract_place": "titik", "basis_missing": "dasar", "addendum_twice": "dasar",
    "addendum_empty": "nilai", "addendum_paid": "nilai", "progress_day": "tanggal",
    "progress_twice": "tanggal", "percent_range": "fisik", "progress_back": "fisik",
    "payment_half": "sp2d", "payment_twice": "sp2d", "paid_over_contract": "dibayar",
    "photo_missing": "foto", "photos_many": "foto", "token_spent": "fisik",
    "point_outside": "titik", "point_swapped": "titik", "point_range": "titik",
    "point_not_number": "titik", "remark_missing": "catatan", "not_finished": "dasar",
    "progress_waiting": "dasar",
}  # fmt: skip
"""Which field a refusal is about; the others stand at the top alone."""
_LINE = re.compile(r"(\d{4})-(\d{1,2})\s*[:;,=\t ]\s*(\S+)")
_TURNED = re.compile(r"(\d{1,2})/(\d{4})\s*[:;,=\t ]\s*(\S+)")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which contracts a list shows; "" and None are all."""

    agency: UUID | None
    standing: str
    year: int | None
    words: str

    def href(self, page: int = 1) -> str:
        given = {
            "instansi": str(self.agency or ""), "keadaan": self.standing,
            "tahun": str(self.year or ""), "cari": self.words,
            "halaman": str(page) if page > 1 else "",
        }  # fmt: skip
        query = urlencode({key: value for key, value in given.items() if value})
        return reverse("desk:contracts") + (f"?{query}" if query else "")


def filters(sent: QueryDict) -> Filters:
    """Of an address; what is nothing is passed over."""
    standing, year = sent.get("keadaan", ""), sent.get("tahun", "")
    known = (*planning.STANDINGS, "late", "waiting")
    return Filters(
        agency=known_id(sent.get("instansi", "")),
        standing=standing if standing in known else "",
        year=int(year) if re.fullmatch("[12][0-9]{3}", year) else None,
        words=sent.get("cari", "").strip()[:100],
    )


def page_of(sent: QueryDict) -> int:
    text = sent.get("halaman", "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 5 else 1


def day(text: str) -> dt.date | None:
    """A day of a form, None for nothing and for nonsense."""
    try:
        return dt.date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def curve(text: str) -> dict[str, str]:
    """ "2026-03 12,5" or "03/2026 12,5", one month a line. A line that is none makes the whole
    curve wrong, which the verb says."""
    found: dict[str, str] = {}
    for line in text.strip().splitlines()[:120]:
        plain = line.strip()
        if not plain:
            continue
        straight, turned = _LINE.fullmatch(plain), _TURNED.fullmatch(plain)
        if straight:
            year, month, value = straight.groups()
        elif turned:
            month, year, value = turned.groups()
        else:
            return {"": plain[:20] and "0"}
        found[f"{year}-{int(month):02d}"] = value.rstrip("%")[:20]
    return found


def said(points: tuple[tuple[str, object], ...]) -> str:
    """A curve as it is typed."""
    return "\n".join(f"{month} {str(value).replace('.', ',')}" for month, value in points)


def point(text: str) -> tuple[str, str] | None:
    """ "-7.91355, 113.82134" as the verb reads numbers; None for nothing."""
    lat, _comma, lon = text.strip()[:60].partition(",")
    if not lat and not lon:
        return None
    return lat.strip().replace(".", ","), lon.strip().replace(".", ",")


def place(text: str) -> tuple[float, float] | None:
    """Latitude and longitude of a check-in; None for what is none."""
    lat, comma, lon = text.partition(",")
    try:
        found = (float(lat), float(lon)) if comma else None
    except ValueError:
        return None
    return found if found and abs(found[0]) <= 90 and abs(found[1]) <= 180 else None


def whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
