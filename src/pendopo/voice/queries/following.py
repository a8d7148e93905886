"""A report in the eyes of whoever holds its code: all of their own, and what was answered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.voice.models import Report, Support
from pendopo.voice.queries.listing import COLUMNS, cards
from pendopo.voice.refusals import NotFound
from pendopo.voice.tickets import open_ticket
from pendopo.voice.values import ReportCard


@dataclass(frozen=True, slots=True)
class Followed:
    """number: the ticket's own. case: the reporter's own view of the case; None for a supporter,
    who reads the tracking alone. may: words that can be said now (confirm, reopen, reply, rate)."""

    number: str
    card: ReportCard
    tracking: casework.Tracking
    case: casework.CaseView | None = field(repr=False)
    rating: int | None
    may: frozenset[str]
    support: bool = False


@ledger.within_region
def follow(*, number: str, code: str = "", who: directory.Actor, now: dt.datetime) -> Followed:
    """By the report's number or a ticket's, and its code (an account needs none). Raises
    `NotFound`."""
    ticket = open_ticket(number, code, who)
    row, support = ticket.report, ticket.support
    found = cards(Report.objects.filter(pk=row.pk).values(*COLUMNS))[0]
    case = None
    if support is None:
        try:
            case = casework.applicant_case(number=row.number, who=who, key=code, now=now)
        except casework.NotFound as gone:
            raise NotFound("report_forgotten") from gone
    tracking = case.tracking if case else casework.track(number=row.number, now=now)
    return Followed(
        number=support.number if support else row.number,
        card=found,
        tracking=tracking,
        case=case,
        rating=support.rating if support else row.rating,
        may=_may(row, support, case),
        support=support is not None,
    )


def _may(row: Report, support: Support | None, case: casework.CaseView | None) -> frozenset[str]:
    words = {"rate"} if row.answered_at is not None else set()
    spec = services.version(hash=row.version_hash).service.report
    if case is not None and spec is not None:
        waiting = {task.element for task in case.tasks if task.status == "open"}
        words |= {
            "reply" if word == "complete" else word
            for word, step in spec.reporter.items()
            if step.partition(".")[0] in waiting
        }
    if spec is not None and spec.reopened_by and row.status in ("answered", "confirmed"):
        words.add("reopen")
    return frozenset(words)


@ledger.within_region
def my_tickets(*, who: directory.Actor) -> tuple[str, ...]:
    """Numbers of the tickets that an account holds beside its own reports; newest first."""
    if who.account_id is None:
        return ()
    rows = Support.objects.filter(account_id=who.account_id).order_by("-at")
    return tuple(rows.values_list("number", flat=True)[:200])


@ledger.within_region
def report_of_case(*, number: str) -> ReportCard:
    """The card of any report, secret ones too: for officers at the case, whose right the caller
    has checked. Raises `NotFound`."""
    rows = list(Report.objects.filter(number=number).values(*COLUMNS))
    if not rows:
        raise NotFound("report_unknown")
    return cards(rows)[0]
