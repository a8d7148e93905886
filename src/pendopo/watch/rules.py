"""Rules of alarms as data: read, checked, and applied to what is late or measured. No database."""

from __future__ import annotations

import datetime as dt
import hashlib
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

import msgspec

from pendopo.watch.facts import Priority
from pendopo.watch.refusals import Refused

Of = Literal["cases", "reports", "orders", "measure"]
Kind = Literal["late", "deemed_near", "deemed_passed"]
Each = Literal["case", "agency", "region"]
Window = Literal["day", "week", "month", "quarter", "year"]
MOST_STEPS = 4
LARGEST = Decimal(10) ** 18
"""As much as the column of an alarm holds."""
_SLUG = frozenset(string.ascii_lowercase + string.digits + "-")


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    en: str


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Unacknowledged for so many minutes it goes to `to`: `duty` (whoever has it), `head` (of the
    organisation concerned) or a position as `ORGANISATION CODE/POSITION CODE`."""

    minutes: int
    to: str


class RuleText(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule. of: what it looks at; kinds, services, late_by_hours: which late cases; each: an
    alarm per case, per agency that has at least `at_least` of them, or one for the region. measure,
    window, compare, threshold: of a measured number since the window began. owner: `holder` is the
    head of whoever has it now. contoh: no source gives it, it is a sample."""

    slug: str
    name: Text
    of: Of
    priority: Priority
    owner: str
    kinds: tuple[Kind, ...] = ("late",)
    services: tuple[str, ...] = ()
    late_by_hours: int = 0
    each: Each = "case"
    at_least: int = 1
    measure: str = ""
    window: Window = "day"
    compare: Literal["above", "below"] = "above"
    threshold: Decimal | None = None
    escalate: tuple[Step, ...] = ()
    contoh: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """Something that could need a person: a late case or order. organisation_id: who has it."""

    subject: UUID
    of: Of
    kind: Kind
    at: dt.datetime
    organisation_id: UUID | None = None
    owner_id: UUID | None = None
    number: str = ""
    service: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says should be an alarm now. service: of what it counts, when that is one."""

    subject: UUID
    kind: str
    organisation_id: UUID | None = None
    owner_id: UUID | None = None
    number: str = ""
    service: str = ""
    at: dt.datetime | None = None
    value: Decimal | None = None


def read_rule(raw: Any) -> RuleText:
    """A rule from plain data. Raises `Refused` with the key that is wrong."""
    try:
        rule = msgspec.convert(raw, RuleText, strict=False)
    except msgspec.ValidationError as error:
        raise _wrong(str(error), str(error)) from None
    problem = _problem(rule)
    if problem:
        raise _wrong(*problem)
    return rule


def content_hash(rule: RuleText) -> str:
    """Of the definition, whatever the order of its keys."""
    return hashlib.sha256(msgspec.json.encode(rule, order="deterministic")).hexdigest()


def plain(rule: RuleText) -> dict[str, Any]:
    """As JSON keeps it."""
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(rule))
    return found


def apply(
    rule: RuleText, *, rule_id: UUID, items: Iterable[Item], now: dt.datetime,
    value: Decimal | None = None,
) -> tuple[Finding, ...]:  # fmt: skip
    """What should be an alarm by this rule. value: of its measure, None when there is none yet."""
    if rule.of == "measure":
        return _measured(rule, rule_id, value)
    grace = dt.timedelta(hours=rule.late_by_hours)
    fitting = [
        one
        for one in items
        if one.of == rule.of
        and one.kind in rule.kinds
        and (not rule.services or one.service in rule.services)
        and (one.kind == "deemed_near" or one.at + grace <= now)
    ]
    if rule.each == "case":
        return tuple(_of_item(one) for one in fitting)
    if rule.each == "agency":
        return _by_agency(rule, fitting)
    return _counted(rule, rule_id, fitting, None)


def _of_item(one: Item) -> Finding:
    return Finding(
        one.subject, one.kind, one.organisation_id, one.owner_id, one.number, one.service, one.at
    )


def _by_agency(rule: RuleText, items: Sequence[Item]) -> tuple[Finding, ...]:
    held: dict[UUID, list[Item]] = {}
    for one in items:
        if one.organisation_id is not None:
            held.setdefault(one.organisation_id, []).append(one)
    return tuple(
        found
        for organisation, those in held.items()
        for found in _counted(rule, organisation, those, organisation)
    )


def _counted(
    rule: RuleText, subject: UUID, items: Sequence[Item], organisation: UUID | None
) -> tuple[Finding, ...]:
    if len(items) < max(1, rule.at_least):
        return ()
    first = min(items, key=lambda one: one.at)
    services = {one.service for one in items}
    return (
        Finding(
            subject,
            first.kind,
            organisation,
            service=services.pop() if len(services) == 1 else "",
            at=first.at,
            value=Decimal(len(items)),
        ),
    )


def _measured(rule: RuleText, rule_id: UUID, value: Decimal | None) -> tuple[Finding, ...]:
    if value is None or rule.threshold is None:
        return ()
    crossed = value > rule.threshold if rule.compare == "above" else value < rule.threshold
    return (Finding(rule_id, "measure", value=value),) if crossed else ()


def _problem(rule: RuleText) -> tuple[str, str] | None:
    """The first thing that is wrong, in both languages."""
    checks: Mapping[tuple[str, str], bool] = {
        ("slug: huruf kecil, angka dan tanda hubung, 2-64", "slug: small letters, digits, hyphens"):
            not _is_slug(rule.slug),
        ("measure dan threshold wajib untuk of: measure",
         "measure and threshold are needed for of: measure"):
            rule.of == "measure" and (not rule.measure or rule.threshold is None),
        ("threshold harus bilangan biasa", "threshold must be a finite number"):
            rule.threshold is not None
            and not (rule.threshold.is_finite() and -LARGEST < rule.threshold < LARGEST),
        ("measure hanya untuk of: measure", "measure belongs to of: measure"):
            rule.of != "measure" and bool(rule.measure),
        ("at_least paling sedikit 1", "at_least is 1 at least"): rule.at_least < 1,
        ("late_by_hours 0 sampai 2160", "late_by_hours from 0 to 2160"):
            not 0 <= rule.late_by_hours <= 2160,
        ("kinds tidak boleh kosong", "kinds must not be empty"):
            rule.of != "measure" and not rule.kinds,
        (f"escalate paling banyak {MOST_STEPS} langkah",
         f"escalate has {MOST_STEPS} steps at most"):
            len(rule.escalate) > MOST_STEPS,
        ("menit eskalasi naik dari 1", "minutes of escalation rise from 1"):
            not _rises([one.minutes for one in rule.escalate]),
    }  # fmt: skip
    return next((words for words, wrong in checks.items() if wrong), None)


def _is_slug(text: str) -> bool:
    return 2 <= len(text) <= 64 and set(text) <= _SLUG


def _rises(minutes: Sequence[int]) -> bool:
    pairs = zip((0, *minutes), minutes, strict=False)
    return all(before < after <= 43_200 for before, after in pairs)


def _wrong(indonesian: str, english: str) -> Refused:
    return Refused("rule_wrong", problem=indonesian, problem_en=english)
