"""Updates: what became of requests, and what an application passes on for their reporters."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from django.http import HttpRequest

from pendopo.casework import api as casework
from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.faces.open311 import asked, shown, words
from pendopo.faces.open311.faults import Fault
from pendopo.ledger import api as ledger
from pendopo.voice import api as voice

OPEN = ("", "open", "in_progress", "investigating", "action_scheduled")
REOPENED = ("reopened",)
DONE = ("closed", "fixed", "confirmed")
"""States that FixMyStreet sends; what else it knows is for agencies to say."""


def listed(request: HttpRequest, now: dt.datetime, language: int) -> list[dict[str, Any]]:
    """Steps of public requests in the order in which they came to be known."""
    given = request.GET
    number = asked.one(given, "service_request_id")
    window = asked.window(given, now)
    zone, chart = shown.zone(), directory.chart()
    found = voice.report_updates(
        since=window.since,
        before=window.before,
        number=references.normalise(number) or number,
        most=asked.FIRST,
    )
    return [
        {
            "update_id": str(one.id),
            "service_request_id": one.number,
            "status": "open" if words.is_open(one.status) else "closed",
            "external_status_code": one.status,
            "description": words.STATUSES[one.status][language],
            "agency_responsible": chart.name_of(one.agency_id) or None,
            "updated_datetime": shown.w3c(one.known_at, zone),
            "media_url": None,
        }
        for one in found
    ]


def pass_on(request: HttpRequest, who: directory.Actor, now: dt.datetime) -> list[dict[str, Any]]:
    """A word of the reporter: a message, confirmed as done, or not done. The application filed the
    request, or sends its `code`. Raises `Fault` and what the rooms below refuse."""
    given = request.POST
    sent = {
        name: asked.one(given, name)
        for name in ("service_request_id", "update_id", "code", "account_id")
    }
    number = references.normalise(sent["service_request_id"]) or sent["service_request_id"]
    for name in ("service_request_id", "update_id"):
        if not sent[name]:
            raise Fault(400, "missing", name=name)
    status = asked.one(given, "status").lower()
    if status not in (*OPEN, *REOPENED, *DONE):
        known = ", ".join((*OPEN[1:], *REOPENED, *DONE))
        raise Fault(400, "status", known=known)
    message = asked.one(given, "description", most=asked.LONGEST)
    asked.moment(given, "updated_datetime")
    if not message and status in OPEN:
        raise Fault(400, "update_empty")
    report = _opened(number, sent["code"], who, now)
    _say(report, status, message, sent, who, now)
    return [{"update_id": sent["update_id"], "account_id": sent["account_id"] or None}]


def _opened(number: str, code: str, who: directory.Actor, now: dt.datetime) -> voice.Followed:
    try:
        return voice.follow(number=number, code=code, who=who, now=now)
    except voice.NotFound:
        voice.report_card(number=number)  # 404 when there is no such public report either
        raise Fault(403, "not_yours") from None


def _say(
    report: voice.Followed,
    status: str,
    message: str,
    sent: dict[str, str],
    who: directory.Actor,
    now: dt.datetime,
) -> None:
    assert who.account_id is not None, "nobody updates without a key"
    key = hashlib.sha256(f"{report.number}\n{sent['update_id']}".encode()).hexdigest()
    asked_for = f"{status}\n{message}".encode()
    to: dict[str, Any] = {
        "number": report.number,
        "code": sent["code"],
        "who": who,
        "now": now,
        "command": ledger.Command(who.account_id, key, asked_for),
    }
    with ledger.region_transaction():
        if ledger.recall(to["command"]) is not None:
            return  # sent again: it was said once
    if status in DONE:
        if "confirm" not in report.may:
            raise Fault(400, "not_answered")
        voice.confirm(**to)
    elif status in REOPENED or not words.is_open(report.card.status):
        voice.reopen(**to, message=message or "-")
    elif "reply" in report.may:
        voice.reply(**to, message=message)
    else:
        assert report.case is not None or report.support
        if report.case is None:
            raise Fault(403, "not_yours")
        casework.add_note(
            case_id=report.case.id, who=who, key=sent["code"], body=message, now=now,
            command=to["command"],
        )  # fmt: skip
