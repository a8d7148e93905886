"""What SP4N-LAPOR! says of a report after it came here, by its lists."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice.lapor import news
from pendopo.voice.models import ListedAnswer, ListedReport, Report


@dataclass(frozen=True, slots=True)
class ToldThere:
    """state: what is said of it there (`lapor.words.STATES`). answered_at: None without an answer.
    at: when the list came. text: "" where only the state changed, or the words are forgotten."""

    state: str
    answered_at: dt.datetime | None
    at: dt.datetime
    text: str = field(default="", repr=False)


@ledger.within_region
def told_elsewhere(*, number: str) -> tuple[ToldThere, ...]:
    """Oldest first. For officers at the case, whose right the caller has checked."""
    wanted = references.normalise(number) or number[:40]
    row = Report.objects.filter(number=wanted).first()
    return told_there(row) if row is not None else ()


def told_there(row: Report) -> tuple[ToldThere, ...]:
    """Oldest first; one statement, two where something was told."""
    rows = list(ListedAnswer.objects.filter(report=row).order_by("at", "row"))
    keys = directory.load_keys(one.key_id for one in rows) if rows else {}
    return tuple(
        ToldThere(one.state, one.answered_at, one.at, _opened(one, keys.get(one.key_id)))
        for one in rows
    )


def came_at(row: Report) -> dt.datetime | None:
    """When the list came with which the report began here; None for one that began here."""
    if row.channel != "lapor":
        return None
    found = ListedReport.objects.filter(report=row).values_list("batch__at", flat=True).first()
    return found if isinstance(found, dt.datetime) else None


def _opened(row: ListedAnswer, key: directory.DataKey | None) -> str:
    if row.sealed is None or key is None:
        return ""
    bound = directory.bound_to(news.TABLE, news.FIELD, row.id)
    return bytes(directory.sealer.open(key, bytes(row.sealed), aad=bound)).decode()
