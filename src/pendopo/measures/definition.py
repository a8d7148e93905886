"""How a measure is declared: plain data, the same in a file, a verb and the database."""

from __future__ import annotations

import hashlib
from typing import Any, Literal

import msgspec

Kind = Literal["count", "rate", "on_time_share", "sum", "mean", "median", "percentile", "open"]
SHARES = ("rate", "on_time_share")
WITH_VALUE = ("sum", "mean", "median", "percentile")
EXACT_VALUES = ("median", "percentile")
"""Kinds whose cells keep every distinct value with its count."""
Filter = dict[str, tuple[str, ...]]
"""Field of a fact -> the values that count, as text ("true", "granted", an id); or, each with "!"
before it, those that do not."""


class Start(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An earlier fact about the same thing (its case, report, letter): the earliest that happened.
    `fact`: its kind; `where`: which ones."""

    fact: str
    where: Filter = {}


class Definition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A measure as declared.

    `name`, `unit`: by language (id, en). `kind`: count; rate (of the counted facts those that are
    `good`, in percent); on_time_share (the same, `good` being `on_time: true` unless said); sum,
    mean, median, percentile of `value`; open (things that `start` began and `fact` has not ended).
    `fact`: the kind counted; `where`: which ones. `start`: see there; facts without one are not
    counted, and its fields serve as filters and dimensions where the fact has none. `value`: a
    field, or with `lasting` the time from start to fact (days and hours in tenths, minutes whole).
    `take`: of several facts about one thing every one counts, or the first or last to happen.
    `by`: up to three fields to break down by. `window`: the one that pages show. `direction`: which
    way is better. `source`: the regulation or paper that asks for it. `public`: pages for everybody
    show it, small counts hidden.
    """

    slug: str
    name: dict[str, str]
    unit: dict[str, str]
    kind: Kind
    fact: str
    where: Filter = {}
    start: Start | None = None
    good: Filter = {}
    value: str = ""
    lasting: Literal["", "days", "hours", "minutes"] = ""
    percentile: int = 0
    take: Literal["every", "first", "last"] = "every"
    by: tuple[str, ...] = ()
    window: Literal["day", "week", "month", "quarter", "year"] = "year"
    direction: Literal["", "up", "down"] = ""
    source: dict[str, str] = {}
    public: bool = False

    @property
    def good_ones(self) -> Filter:
        """What makes a counted fact a good one."""
        return self.good or ({"on_time": ("true",)} if self.kind == "on_time_share" else {})

    @property
    def shared(self) -> bool:
        """Whether facts count by themselves: nothing else about the same thing changes it."""
        return self.start is None and self.take == "every"

    @property
    def rank(self) -> int:
        """The percentile wanted; 50 for a median."""
        return 50 if self.kind == "median" else self.percentile

    def plain(self) -> dict[str, Any]:
        """As JSON values; `read(plain())` gives the same."""
        return dict(msgspec.to_builtins(self))

    @property
    def hash(self) -> str:
        """Of what it says; one that is not public reads as before there were public ones."""
        said = msgspec.json.encode(self, order="deterministic")
        return hashlib.sha256(said.replace(b',"public":false}', b"}")).hexdigest()


def read(given: Any) -> Definition:
    """A definition out of plain data. A single value stands for a list of one; numbers and yes or
    no in filters are read as facts show them. Raises `msgspec.ValidationError`."""
    return msgspec.convert(_lenient(given), Definition)


def _lenient(given: Any) -> Any:
    if not isinstance(given, dict):
        return given
    made = dict(given)
    for name in ("where", "good"):
        if name in made:
            made[name] = _filter(made[name])
    if isinstance(made.get("start"), str):
        made["start"] = {"fact": made["start"]}
    elif isinstance(made.get("start"), dict) and "where" in made["start"]:
        made["start"] = {**made["start"], "where": _filter(made["start"]["where"])}
    if isinstance(made.get("by"), str):
        made["by"] = [made["by"]]
    return made


def _filter(given: Any) -> Any:
    if not isinstance(given, dict):
        return given
    return {
        name: [text(one) for one in (values if isinstance(values, list | tuple) else [values])]
        for name, values in given.items()
    }


def text(value: Any) -> str:
    """A field of a fact as filters and dimensions see it; "" for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
