"""The forms of a draft: which verb each of them calls, and what stands in it at first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import QueryDict

from pendopo.directory import api as directory
from pendopo.faces.desk.plans.asked import known_id
from pendopo.planning import api as planning

NEW: Final = "baru"


@dataclass(frozen=True, slots=True)
class By:
    """Who changes the draft, and when."""

    who: directory.Actor
    now: dt.datetime


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _indicator(sent: QueryDict, version: UUID, node: UUID, by: By) -> None:
    """Targets of years that the form does not show stay: they are sent along."""
    planning.set_indicator(
        version_id=version,
        node_key=node,
        key=_changed(sent),
        name=sent.get("nama", "")[:2000],
        formula=sent.get("rumus", "")[:4000],
        unit=sent.get("satuan", ""),
        direction=sent.get("arah", ""),
        accumulation=sent.get("akumulasi", ""),
        baseline=sent.get("awal", ""),
        baseline_year=_year(sent.get("tahun_awal", "")),
        benchmark=sent.get("pembanding", ""),
        benchmark_of=sent.get("pembanding_dari", ""),
        targets={
            name.removeprefix("target-"): value
            for name, value in sent.items()
            if name.startswith("target-") and isinstance(value, str)
        },
        note=sent.get("sumber", "")[:4000],
        example=sent.get("contoh") == "ya",
        revision=_whole(sent.get("revisi", "")) or 0,
        who=by.who,
        now=by.now,
    )


def _year(text: str) -> int | None:
    """Raises `planning.Refused` for what is no year."""
    if not text.strip():
        return None
    year = _whole(text.strip())
    if year is None or not 1900 <= year <= 2200:
        raise planning.Refused("year_outside", year=text.strip()[:12])
    return year


def _changed(sent: QueryDict) -> UUID | None:
    """The key of what is changed; None for something new. What is no key names nothing."""
    key = sent.get("kunci_isi", "")
    return None if key in ("", NEW) else known_id(key) or UUID(int=0)


def _contribution(sent: QueryDict, version: UUID, node: UUID, by: By) -> None:
    planning.set_contribution(
        version_id=version,
        target_key=node,
        key=_changed(sent),
        giver=sent.get("siapa", ""),  # type: ignore[arg-type]  # the verb refuses other words
        giver_key=known_id(sent.get("program", "")),
        giver_name=sent.get("nama", ""),
        share=sent.get("bagian", ""),
        amount=sent.get("rupiah", ""),
        note=sent.get("sumber", "")[:4000],
        example=sent.get("contoh") == "ya",
        revision=_whole(sent.get("revisi", "")) or 0,
        who=by.who,
        now=by.now,
    )


def _no_contribution(sent: QueryDict, version: UUID, node: UUID, by: By) -> None:
    key = _changed(sent) or UUID(int=0)
    planning.remove_contribution(
        version_id=version, key=key, revision=_whole(sent.get("revisi", "")) or 0, who=by.who,
        now=by.now,
    )  # fmt: skip


def _budget(sent: QueryDict, version: UUID, node: UUID, by: By) -> None:
    planning.set_budget(
        version_id=version,
        node_key=node,
        year=_year(sent.get("tahun_pagu", "")) or 0,
        account=sent.get("rekening", ""),
        account_name=sent.get("nama", ""),
        amount=sent.get("rupiah", ""),
        seen=sent.get("semula", ""),
        example=sent.get("contoh") == "ya",
        who=by.who,
        now=by.now,
    )


def _tags(sent: QueryDict, version: UUID, node: UUID, by: By) -> None:
    planning.set_tags(
        version_id=version,
        key=node,
        tags=sent.get("tanda", "").replace(",", " ").split()[:100],
        revision=_whole(sent.get("revisi", "")) or 0,
        who=by.who,
        now=by.now,
    )


ACTS: Final[Mapping[str, Callable[[QueryDict, UUID, UUID, By], None]]] = {
    "indikator": _indicator,
    "sumbangan": _contribution,
    "lepas": _no_contribution,
    "pagu": _budget,
    "tanda": _tags,
}
_FIELDS: Final = {
    "direction_unknown": "arah", "accumulation_unknown": "akumulasi", "share_range": "bagian",
    "shares_over": "bagian", "giver_unknown": "siapa", "node_unknown": "program",
    "account_wrong": "rekening", "amount_wrong": "rupiah", "tag_wrong": "tanda",
    "title_missing": "nama", "benchmark_whose": "pembanding_dari",
}  # fmt: skip


def field_of(code: str) -> str:
    """The field that a refusal is about; the form as a whole otherwise."""
    return _FIELDS.get(code, "isian")


def opened(
    name: str, page: planning.NodePage, sent: Mapping[str, str], years: Sequence[int], year: int
) -> dict[str, Any] | None:
    """The form that is open, "indikator:<key>" or "pagu:2026:5.1", with what stands in the draft,
    and over it what was sent; None when none is."""
    kind, _, which = name.partition(":")
    makers: dict[str, Callable[[], dict[str, Any] | None]] = {
        "indikator": lambda: _indicator_form(page, which, years, year),
        "sumbangan": lambda: _contribution_form(page, which),
        "pagu": lambda: _budget_form(page, which, year),
        "tanda": lambda: {"tanda": ", ".join(page.node.tags), "revisi": page.node.revision},
    }
    found = makers[kind]() if kind in makers else None
    if found is None:
        return None
    periods = found.pop("periods", [])
    values = {**found, **{key: value for key, value in sent.items() if key != "aksi"}}
    return {"kind": kind, "name": name, "new": which in ("", NEW), "filled": values,
            "periods": periods}  # fmt: skip


def _indicator_form(
    page: planning.NodePage, which: str, years: Sequence[int], year: int
) -> dict[str, Any] | None:
    """A target for each year, for the quarters of the year that is looked at, and for whatever
    else has one."""
    periods = [*map(str, years), *(f"{year}{quarter}" for quarter in planning.QUARTERS)]
    if which == NEW:
        return {"kunci_isi": NEW, "periods": periods}
    one = next((one for one in page.indicators if str(one.key) == which), None)
    if one is None:
        return None
    periods += [period for period in one.targets if period not in periods]
    return {
        "kunci_isi": which, "nama": one.name, "rumus": one.formula, "satuan": one.unit,
        "arah": one.direction, "akumulasi": one.accumulation, "awal": _typed(one.baseline),
        "tahun_awal": one.baseline_year or "", "pembanding": _typed(one.benchmark),
        "pembanding_dari": one.benchmark_of, "sumber": one.note, "revisi": one.revision,
        "contoh": "ya" if one.example else "", "periods": periods,
        **{f"target-{period}": _typed(value) for period, value in one.targets.items()},
    }  # fmt: skip


def _contribution_form(page: planning.NodePage, which: str) -> dict[str, Any] | None:
    if which == NEW:
        return {"kunci_isi": NEW}
    one = next((one for one in page.contributions if str(one.key) == which), None)
    if one is None:
        return None
    return {
        "kunci_isi": which, "siapa": one.giver, "program": str(one.giver_key or ""),
        "nama": "" if one.giver_key else one.name, "bagian": _typed(one.share),
        "rupiah": _typed(one.amount), "sumber": one.note, "revisi": one.revision,
        "contoh": "ya" if one.example else "",
    }  # fmt: skip


def _budget_form(page: planning.NodePage, which: str, year: int) -> dict[str, Any] | None:
    if which == NEW:
        return {"tahun_pagu": year, "semula": ""}
    wanted, _, account = which.partition(":")
    there = (one for one in page.accounts if (str(one.year), one.account) == (wanted, account))
    one = next(there, None)
    if one is None:
        return {"tahun_pagu": wanted, "semula": ""} if not account else None
    return {
        "tahun_pagu": one.year, "rekening": one.account, "nama": one.name,
        "rupiah": _typed(one.amount), "semula": _typed(one.amount),
        "contoh": "ya" if one.example else "",
    }  # fmt: skip


def _typed(value: Any) -> str:
    """A number as it is typed here: 1250,5. "1,234" could be read in two ways, "1,2340" cannot."""
    if value is None:
        return ""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    whole, _, part = text.partition(".")
    return f"{whole},{part}{'0' if len(part) == 3 else ''}" if part else whole
