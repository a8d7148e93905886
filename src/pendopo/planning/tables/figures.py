"""Numbers as people type them: Indonesian 1.234.567,00 and English 1,234,567.00, told apart.

A cell may prove its decimal mark by itself ("966,7", "1.234.567"); "1.234" proves nothing and is
read as the rest of its column is. Decimal throughout: binary floating point only where a workbook
stores it, and then its 15 digits, which is what Excel shows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pendopo.planning.tables.sheet import Cell, text_of

Mark = Literal[",", "."]
Wrong = Literal["", "text", "date", "not_finite", "too_large", "exponent", "swapped", "unclear"]
MOST_DIGITS = 30
LARGEST = Decimal(10) ** 18
_PREFIX = re.compile(r"^(?:rp|idr)\.?\s*", re.I)
_BODY = re.compile(r"[\d.,]*\d[\d.,]*", re.ASCII)
_EXPONENT = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))[eE]([+-]?\d{1,9})", re.ASCII)
_NOT_FINITE = {"nan", "inf", "infinity", "-inf", "+inf", "-infinity", "+infinity", "-nan", "∞"}


@dataclass(frozen=True, slots=True)
class Style:
    """How a column writes numbers.

    `decimal`: its decimal mark, None when no cell proves one. `alone`: the mark that a lone
    "1.234" may be trusted to be decimal with although nothing proves it (a comma-separated file
    written by a program has decimal points). `whole`: rupiah, which have no thousandths, so that
    three digits after a mark are a group. `mixed`: cells of both kinds were seen; `open`: some
    that prove nothing.
    """

    decimal: Mark | None
    alone: Mark | None = None
    whole: bool = False
    mixed: bool = False
    open: bool = False

    def told(self, column: str) -> str:
        """What a reader should know; "" when every figure can be read in one way only."""
        if self.decimal:
            shown = "koma (1.234.567,00)" if self.decimal == "," else "titik (1,234,567.00)"
            return f"{column}: tanda desimal dibaca {shown}."
        if self.open and self.whole:
            return f"{column}: 1.234 dibaca seribu dua ratus tiga puluh empat."
        if self.open and self.alone:
            return f"{column}: 1.234 dibaca satu koma dua tiga empat."
        return ""


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is None for an empty cell and for one that is no number; `wrong` says why.

    A "swapped" number has a value when the cell by itself proves it.
    """

    value: Decimal | None
    wrong: Wrong = ""


EMPTY = Figure(None)


def settle(cells: Iterable[Cell], *, delimiter: str, whole: bool) -> Style:
    """The style of a column: what most of its proving cells show; on a tie what its file does."""
    seen: Counter[Mark] = Counter()
    unproven = False
    for cell in cells:
        if isinstance(cell, str) and ("," in cell or "." in cell) and (body := _body(cell)[1]):
            mark = _proof(body)
            if mark is None:
                unproven = True
            else:
                seen[mark] += 1
    usual: Mark = "," if delimiter == ";" else "."
    decimal: Mark | None = None
    if seen:
        decimal = usual if seen[","] == seen["."] else seen.most_common(1)[0][0]
    alone: Mark | None = "." if delimiter == "," and not whole else None
    return Style(decimal, alone, whole, len(seen) > 1, unproven)


def figure(cell: Cell, style: Style) -> Figure:
    """The number in the cell, read in its column's style."""
    if cell is None or cell == "":
        return EMPTY
    if isinstance(cell, bool | dt.date | dt.time | dt.timedelta):
        return Figure(None, "text" if isinstance(cell, bool) else "date")
    if isinstance(cell, int | float):
        return _native(cell)
    text = text_of(cell)
    if not text:
        return EMPTY
    if text.isascii() and text.isdigit():
        return _bounded(Decimal(text)) if len(text) <= MOST_DIGITS else Figure(None, "too_large")
    if text.lower() in _NOT_FINITE:
        return Figure(None, "not_finite")
    if found := _EXPONENT.fullmatch(text):
        return _scientific(found[1], int(found[2]), style)
    negative, body = _body(text)
    if not body:
        return Figure(None, "text")
    return _written(body, negative, style)


def _native(cell: int | float) -> Figure:
    value = Decimal(cell) if isinstance(cell, int) else Decimal(f"{cell:.15g}")
    return _bounded(value) if value.is_finite() else Figure(None, "not_finite")


def _scientific(digits: str, power: int, style: Style) -> Figure:
    """1e400 is no figure of a plan; 1,5E+09 of money has lost its last digits."""
    if abs(power) > MOST_DIGITS or len(digits) > MOST_DIGITS:
        return Figure(None, "too_large" if power > 0 else "exponent")
    if style.whole:
        return Figure(None, "exponent")
    return _bounded(Decimal(digits).scaleb(power))


def _body(text: str) -> tuple[bool, str]:
    """(negative, digits and marks), "" when there is anything else in the cell."""
    rest = text.strip().replace("\u2212", "-")
    negative = False
    if rest[:1] == "(" and rest[-1:] == ")":
        negative, rest = True, rest[1:-1].strip()
    if rest[:1] in "+-":
        negative, rest = negative or rest[:1] == "-", rest[1:].strip()
    rest = _PREFIX.sub("", rest)
    if rest[:1] == "-":
        negative, rest = True, rest[1:].strip()
    if rest.endswith((",-", ".-")):
        rest = rest[:-2]
    if " " in rest and re.fullmatch(r"\d{1,3}( \d{3})+([.,]\d+)?", rest, re.ASCII):
        rest = rest.replace(" ", "")
    return negative, rest if _BODY.fullmatch(rest) else ""


def _proof(body: str) -> Mark | None:
    """The decimal mark that these digits prove; None when they fit both ways or neither."""
    commas, points = body.count(","), body.count(".")
    if commas and points:
        return "," if body.rfind(",") > body.rfind(".") else "."
    if commas + points == 0:
        return None
    mark: Mark = "," if commas else "."
    if commas + points > 1:
        return "." if commas else ","
    left, right = body.split(mark)
    if len(right) != 3 or len(left) > 3 or left in ("", "0") or left.startswith("0"):
        return mark
    return None


def _written(body: str, negative: bool, style: Style) -> Figure:
    proof = _proof(body)
    if "," not in body and "." not in body:
        proof = "."
    elif proof is None:
        one: Mark = "," if "," in body else "."
        other: Mark = "." if one == "," else ","
        if style.decimal is None:
            if style.whole:
                proof = other
            elif style.alone == one:
                proof = one
            else:
                return Figure(None, "unclear")
        elif style.decimal == one and style.whole:
            return Figure(None, "swapped")  # 150.000 among 1,234,567.00: thousands or rupiah?
        elif style.mixed and not style.whole:
            return Figure(None, "unclear")
        else:
            proof = style.decimal
    value = _value(body, proof)
    if value is None:
        return Figure(None, "text")
    found = _bounded(-value if negative else value)
    if found.value is not None and style.decimal is not None and _marked(body):
        return found if proof == style.decimal else Figure(found.value, "swapped")
    return found


def _marked(body: str) -> bool:
    return "," in body or "." in body


def _value(body: str, decimal: Mark) -> Decimal | None:
    """The digits read with this decimal mark; None when groups are not of three."""
    group = "." if decimal == "," else ","
    whole, _, fraction = body.partition(decimal)
    if decimal in fraction or group in fraction or len(body) > MOST_DIGITS:
        return None
    if group in whole:
        first, *others = whole.split(group)
        if not 1 <= len(first) <= 3 or any(len(one) != 3 for one in others):
            return None
        whole = whole.replace(group, "")
    return Decimal(f"{whole or '0'}.{fraction or '0'}") if whole or fraction else None


def _bounded(value: Decimal) -> Figure:
    if abs(value) >= LARGEST:
        return Figure(None, "too_large")
    return Figure(value)
