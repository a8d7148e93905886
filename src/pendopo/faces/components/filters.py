"""How numbers, money, dates and sizes are written, in the reader's language.

Indonesian: `1.234,5`, `Rp 2.410.000`, `Senin, 16 November 2026`, `09.12`.
English: `1,234.5`, `Rp 2,410,000`, `Monday, 16 November 2026`, `09:12`.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats, timezone
from django.utils.translation import get_language, gettext

SPACE = "\u00a0"  # a number and its unit stay on one line


def number(value: float | Decimal | None, decimals: int | None = None) -> str:
    """Digits grouped by thousands; `decimals` fixes the places, else as few as needed."""
    if value is None:
        return "–"
    exact = Decimal(str(value))
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    elif exact == exact.to_integral_value():
        exact = exact.quantize(Decimal(1))
    text = f"{exact:,f}"
    if (get_language() or "id").startswith("en"):
        return text
    return text.translate(str.maketrans(",.", ".,"))


def percent(value: float | Decimal | None, decimals: int = 1) -> str:
    """A share already in per cent (96.2 -> `96,2 %`)."""
    return "–" if value is None else f"{number(value, decimals)}{SPACE}%"


def rupiah(value: float | Decimal | None, short: bool = False) -> str:
    """Whole rupiah; `short` rounds to `Rp 2,41 miliar` for headlines."""
    if value is None:
        return "–"
    exact = Decimal(str(value))
    if short:
        names = ((12, gettext("triliun")), (9, gettext("miliar")), (6, gettext("juta")))
        for power, name in names:
            if abs(exact) >= Decimal(10) ** power:
                figure = number((exact / Decimal(10) ** power).quantize(Decimal("0.01")))
                return f"Rp{SPACE}{figure}{SPACE}{name}"
    return f"Rp{SPACE}{number(exact, 0)}"


def _local(value: dt.date) -> dt.date:
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def long_date(value: dt.date | None, weekday: bool = True) -> str:
    """`Senin, 16 November 2026`, on the region's calendar."""
    return formats.date_format(_local(value), "l, j F Y" if weekday else "j F Y") if value else "–"


def short_date(value: dt.date | None, year: bool = True) -> str:
    """`16 Nov 2026`, or `16 Nov` without the year."""
    return formats.date_format(_local(value), "j M Y" if year else "j M") if value else "–"


def time(value: dt.datetime | dt.time | None) -> str:
    """`09.12` in the region's zone."""
    if value is None:
        return "–"
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return value.strftime("%H:%M" if (get_language() or "id").startswith("en") else "%H.%M")


def age(at: dt.datetime, now: dt.datetime) -> str:
    """How long ago, in the largest unit that fits."""
    minutes = int((now - at).total_seconds() // 60)
    if minutes < 2:
        return gettext("baru saja")
    if minutes < 120:
        return gettext("%(n)s menit lalu") % {"n": number(minutes)}
    if minutes < 48 * 60:
        return gettext("%(n)s jam lalu") % {"n": number(minutes // 60)}
    return gettext("%(n)s hari lalu") % {"n": number(minutes // (24 * 60))}


def moment(value: dt.datetime | None) -> str:
    """Date and time in one phrase: `Senin, 16 November 2026 pukul 09.12`."""
    if value is None:
        return "–"
    return gettext("%(date)s pukul %(time)s") % {"date": long_date(value), "time": time(value)}


def filesize(size: float | None) -> str:
    """Bytes as `840 B`, `12 KB`, `1,8 MB` (1 KB = 1,000 bytes, as phones count)."""
    if size is None:
        return "–"
    for unit, power in (("GB", 9), ("MB", 6), ("KB", 3)):
        if size >= 10**power:
            figure = Decimal(str(size)) / 10**power
            return f"{number(figure, 1 if figure < 10 and unit != 'KB' else 0)}{SPACE}{unit}"
    return f"{number(size, 0)}{SPACE}B"


def ref(value: object) -> str:
    """A reference number in groups that can be read aloud: `K7QM2X9A` -> `K7QM-2X9A`.

    A number that is already grouped (`503-2026-004417`) stays as it is.
    """
    text = str(value)
    if not text.isalnum() or len(text) <= 5:
        return text
    size = 4 if len(text) % 4 in (0, 3) or len(text) > 10 else 3
    return "-".join(re.findall(f".{{1,{size}}}", text))


def initials(name: str) -> str:
    """At most two capitals of a name, titles left out (`dr. Siti Aminah` -> `SA`)."""
    words = [word for word in name.split() if word[0].isalpha() and not word.endswith(".")]
    return "".join(
        word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)
    ).upper()


FILTERS = {
    "number": number,
    "percent": percent,
    "rupiah": rupiah,
    "long_date": long_date,
    "short_date": short_date,
    "time": time,
    "moment": moment,
    "filesize": filesize,
    "ref": ref,
    "initials": initials,
}
