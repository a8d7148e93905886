"""What is wrong with a declaration, against the kinds of facts that there are. Pure."""

from __future__ import annotations

import datetime as dt
import difflib
import enum
import re
import typing
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from pendopo.core.problem import Problem
from pendopo.ledger import api as ledger
from pendopo.measures.bookings import MOST_BY
from pendopo.measures.definition import (
    EXACT_VALUES,
    SHARES,
    WITH_VALUE,
    Definition,
    Filter,
)

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LANGUAGES = ("id", "en")
PLACES = frozenset({"organisation", "agency", "position"})
"""Ids that are few enough to break a measure down by."""
ENDLESS = frozenset({"number", "sha256", "definition", "version", "letter", "key"})
"""Machine words of which every fact may have its own."""
Fields = Mapping[str, Any]
Kinds = Mapping[str, type[ledger.Fact]]


def check(definition: Definition, kinds: Kinds | None = None) -> tuple[Problem, ...]:
    """Everything wrong with it; empty when it can be counted. kinds: of facts (None: those of the
    loaded contexts)."""
    known = ledger.kinds() if kinds is None else kinds
    return tuple(
        Problem(f"{definition.slug or '?'}.yaml", 0, element, rule, said, english)
        for element, rule, said, english in _defects(definition, known)
    )


Defect = tuple[str, str, str, str]


def _defects(one: Definition, kinds: Kinds) -> Iterator[Defect]:
    yield from _words(one)
    own = yield from _kind(one.fact, "fact", kinds)
    first = (yield from _kind(one.start.fact, "start", kinds)) if one.start else {}
    if own is None or first is None:
        return
    if one.start is not None:
        yield from _filter(one.start.where, "start", first)
    both = {**first, **own} if one.kind != "open" else own
    yield from _filter(one.where, "where", both)
    yield from _filter(one.good, "good", own)
    yield from _counting(one, own)
    yield from _dimensions(one, first if one.kind == "open" else both)


def _words(one: Definition) -> Iterator[Defect]:
    if not SLUG.fullmatch(one.slug) or len(one.slug) > 64:
        yield (
            "slug", "slug", "Nama pendek ditulis dengan huruf kecil dan tanda hubung.",
            "The slug is written in small letters and hyphens.",
        )  # fmt: skip
    for name, texts in (("name", one.name), ("unit", one.unit)):
        missing = [language for language in LANGUAGES if not texts.get(language, "").strip()]
        if missing or set(texts) - set(LANGUAGES):
            yield (
                name, "language", f"{name} ditulis dalam id dan en.",
                f"{name} is written in id and en.",
            )  # fmt: skip


def _kind(name: str, element: str, kinds: Kinds) -> typing.Generator[Defect, None, Fields | None]:
    if name in ("", "*") or name.endswith(".*"):
        yield (
            element, "scans-everything",
            "Ukuran harus menyebut satu jenis fakta; yang menghitung semua fakta tidak diterima.",
            "A measure names one kind of fact; one that would count all of them is refused.",
        )  # fmt: skip
        return None
    if name not in kinds:
        near = difflib.get_close_matches(name, kinds, 1)
        hint = f" ({near[0]}?)" if near else ""
        yield (
            element, "kind-unknown", f"Jenis fakta {name} tidak ada.{hint}",
            f"There is no kind of fact {name}.{hint}",
        )  # fmt: skip
        return None
    hints = typing.get_type_hints(kinds[name], include_extras=True)
    return {one: hints[one] for one in kinds[name].__struct_fields__} | {"organisation": UUID}


def _unknown(element: str, name: str, fields: Fields) -> Defect:
    near = difflib.get_close_matches(name, fields, 1)
    hint = f" ({near[0]}?)" if near else ""
    return (
        element, "field-unknown", f"Fakta ini tidak membawa {name}.{hint}",
        f"The fact carries no {name}.{hint}",
    )  # fmt: skip


def _filter(wanted: Filter, element: str, fields: Fields) -> Iterator[Defect]:
    for name, values in wanted.items():
        if name not in fields:
            yield _unknown(element, name, fields)
            continue
        if not values:
            yield (
                element, "filter-empty", f"{name} tidak menyebut nilai.", f"{name} names no value.",
            )  # fmt: skip
        if len({value.startswith("!") for value in values}) > 1:
            yield (
                element, "filter-mixed", f"{name}: semua nilai dengan tanda ! atau tanpa.",
                f"{name}: all values with ! before them, or none.",
            )  # fmt: skip
        able = _able(fields[name])
        for value in (one.removeprefix("!") for one in values):
            if able is not None and value not in able:
                known = ", ".join(sorted(one for one in able if one))
                yield (
                    element, "value-unknown", f"{name} tidak pernah {value}; yang ada: {known}.",
                    f"{name} is never {value}; there are: {known}.",
                )  # fmt: skip


def _able(hint: Any) -> frozenset[str] | None:
    """The values that a field can have, when they are a closed list."""
    leaves = list(_leaves(hint))
    if not leaves or any(one is None for one in leaves):
        return None
    return frozenset(value for one in leaves if one is not None for value in one)


def _leaves(hint: Any) -> Iterator[frozenset[str] | None]:
    if hint is type(None):
        yield frozenset({""})
    elif hint is bool:
        yield frozenset({"true", "false"})
    elif typing.get_origin(hint) is typing.Literal:
        yield frozenset(map(str, typing.get_args(hint)))
    elif isinstance(hint, type) and issubclass(hint, enum.Enum):
        yield frozenset(str(one.value) for one in hint)
    elif typing.get_args(hint) and typing.get_origin(hint) not in (tuple, typing.Annotated):
        for one in typing.get_args(hint):
            yield from _leaves(one)
    else:
        yield None


def _bases(hint: Any) -> set[Any]:
    """The types of a field without `None`."""
    if typing.get_origin(hint) is typing.Annotated or hint == ledger.Code:
        return {ledger.Code}
    arguments = typing.get_args(hint)
    if arguments and typing.get_origin(hint) not in (tuple, typing.Literal):
        return set[Any]().union(*(_bases(one) for one in arguments)) - {type(None)}
    return {typing.get_origin(hint) or hint}


def _counting(one: Definition, own: Fields) -> Iterator[Defect]:
    if one.kind == "open" and one.start is None:
        yield (
            "start", "end-without-start", "Ukuran 'open' perlu fakta awal (start) dan akhir.",
            "An 'open' measure needs a start and an end.",
        )  # fmt: skip
    if one.lasting and (one.start is None or one.value):
        yield (
            "lasting", "distance-without-end",
            "Jarak waktu perlu dua fakta: start dan fact; value tidak dipakai.",
            "A distance needs two facts, start and fact, and no value.",
        )  # fmt: skip
    if one.kind in WITH_VALUE and not one.lasting:
        yield from _value(one, own)
    if one.kind not in WITH_VALUE and (one.value or one.lasting):
        yield (
            "value", "value-unused", f"Ukuran {one.kind} tidak memakai value atau lasting.",
            f"A {one.kind} measure uses neither value nor lasting.",
        )  # fmt: skip
    if (one.kind == "percentile") != (one.percentile != 0) or not 0 <= one.percentile < 100:
        yield (
            "percentile", "percentile",
            "Persentil 1 sampai 99, hanya untuk jenis percentile.",
            "A percentile is 1 to 99, and only for the kind percentile.",
        )  # fmt: skip
    if one.good and one.kind not in SHARES:
        yield ("good", "good-unused", "good hanya untuk rate.", "good is only for a rate.")
    if one.kind == "rate" and not one.good:
        yield ("good", "good-missing", "rate perlu good: mana yang baik.", "A rate needs good.")
    if one.kind == "on_time_share" and not one.good and "on_time" not in own:
        yield _unknown("good", "on_time", own)


def _value(one: Definition, own: Fields) -> Iterator[Defect]:
    if one.value not in own:
        yield _unknown("value", one.value or "value", own)
        return
    bases = _bases(own[one.value])
    if not bases <= {int, Decimal} or (one.kind in EXACT_VALUES and bases != {int}):
        yield (
            "value", "no-number", f"{one.value} bukan bilangan yang dapat dihitung begini.",
            f"{one.value} is no number that can be counted like this.",
        )  # fmt: skip


def _dimensions(one: Definition, fields: Fields) -> Iterator[Defect]:
    if len(one.by) > MOST_BY or len(set(one.by)) < len(one.by):
        yield (
            "by", "too-many", f"Rincian paling banyak {MOST_BY}, masing-masing sekali.",
            f"At most {MOST_BY} dimensions, each once.",
        )  # fmt: skip
    for name in one.by:
        if name not in fields:
            yield _unknown("by", name, fields)
            continue
        bases = _bases(fields[name])
        endless = {UUID, dt.date, dt.datetime, Decimal, tuple} & bases
        if name not in PLACES and (name in ENDLESS or endless):
            yield (
                "by", "scans-everything",
                f"{name} berbeda pada hampir setiap fakta; rinciannya tidak pernah selesai.",
                f"{name} differs in almost every fact; such a breakdown has no end.",
            )  # fmt: skip
