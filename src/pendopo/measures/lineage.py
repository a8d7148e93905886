"""The facts behind a number: references, page by page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.measures import windows
from pendopo.measures.bookings import Counter, behind
from pendopo.measures.definition import Definition, Filter
from pendopo.measures.queries import measure
from pendopo.measures.refusals import Refused
from pendopo.measures.values import Lineage, Moment, Source
from pendopo.measures.versions import READER

MOST = 500
ROUNDS = 20
"""Pages of facts looked at for one page of sources, when most of them do not count."""


@ledger.within_region
def lineage(
    *,
    slug: str,
    since: Moment,
    until: Moment,
    where: Mapping[str, str] | None = None,
    after: str = "",
    limit: int = 50,
) -> Lineage:
    """The facts that a value counts, newest first, at most `limit` (500) a page; a page may hold
    fewer and still have a next one. Of an `open` measure: the starts of what is open on the last
    day. Each round is three statements, all by index. Raises `Refused`.
    """
    definition = measure(slug=slug).definition
    wanted = dict(where or {})
    for name in wanted:
        if name not in definition.by:
            known = ", ".join(definition.by)
            raise Refused("dimension_unknown", slug=slug, name=name, known=known)
    zone = directory.zone_of(ledger.current_region())
    first, last = windows.day(since, zone), windows.day(until, zone)
    windows.check(first, last)
    if definition.kind == "open":
        first = windows.BEGINNING
    one = Counter(id=0, definition=definition, zone=zone)
    most, found, cursor = max(1, min(limit, MOST)), list[ledger.Read](), _cursor(after)
    for _ in range(ROUNDS):
        page = ledger.happened(
            kind=_listed(definition),
            since=windows.begin(first, zone),
            before=windows.begin(last + windows.ONE, zone),
            fields=_fields(definition, wanted),
            after=cursor,
            most=most,
        )
        for fact in _counted(one, page, wanted, last):
            found.append(fact)
            if len(found) == most:
                break
        ended = len(page) < most
        if len(found) == most or ended:
            break
        cursor = page[-1].occurred_at, page[-1].id
    if found and len(found) == most:
        cursor, ended = (found[-1].occurred_at, found[-1].id), False
    return Lineage(tuple(map(_source, found)), "" if ended or not cursor else _written(cursor))


def _listed(one: Definition) -> str:
    return one.start.fact if one.kind == "open" and one.start else one.fact


def _fields(one: Definition, wanted: Mapping[str, str]) -> dict[str, Sequence[str]]:
    """What can be asked of the fact alone, to have fewer to look at; `behind` has the last word.
    With a start its fields may be meant, so nothing."""
    if one.start is not None:
        return _named(one.start.where) if one.kind == "open" else {}
    fields = _named(one.where)
    for name, value in wanted.items():
        fields[name] = [value] if value in fields.get(name, [value]) else []
    return fields


def _named(wanted: Filter) -> dict[str, Sequence[str]]:
    return {name: values for name, values in wanted.items() if values[0][:1] != "!"}


def _counted(
    one: Counter, page: Sequence[ledger.Read], wanted: Mapping[str, str], last: dt.date
) -> list[ledger.Read]:
    """Those of the page that count, in its order."""
    place = ledger.place_of(reader=READER)
    told: dict[UUID, list[ledger.Read]] = {}
    about = sorted({fact.about for fact in page})
    for fact in ledger.earlier(about=about, kinds=sorted(one.kinds), before=place):
        told.setdefault(fact.about, []).append(fact)
    able = set[UUID]()
    for facts in told.values():
        for fact, at in behind(one, facts, last):
            have = dict(zip(one.definition.by, (at.d1, at.d2, at.d3), strict=False))
            if all(have[name] == value for name, value in wanted.items()):
                able.add(fact.id)
    return [fact for fact in page if fact.id in able]


def _source(fact: ledger.Read) -> Source:
    return Source(
        seq=fact.seq or 0,
        id=fact.id,
        kind=fact.kind,
        occurred_at=fact.occurred_at,
        recorded_at=fact.recorded_at,
        about=fact.about,
    )


def _written(cursor: tuple[dt.datetime, UUID]) -> str:
    return f"{cursor[0].astimezone(dt.UTC).isoformat()}_{cursor[1]}"


def _cursor(after: str) -> tuple[dt.datetime, UUID] | None:
    if not after:
        return None
    moment, _, fact = after.partition("_")
    try:
        return dt.datetime.fromisoformat(moment).astimezone(dt.UTC), UUID(fact)
    except (ValueError, OverflowError) as wrong:
        raise Refused("page_unknown") from wrong
