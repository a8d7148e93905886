"""The methods of the specification, each a few lines: read, call, show."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from pendopo.casework import api as casework
from pendopo.core import references
from pendopo.directory import api as directory
from pendopo.faces.components import pace
from pendopo.faces.components.access import clock
from pendopo.faces.open311 import (
    asked,
    bulk,
    catalogue,
    discovery,
    filing,
    keys,
    shown,
    updating,
    words,
)
from pendopo.faces.open311.faults import Fault
from pendopo.faces.open311.formats import Answer
from pendopo.ledger import api as ledger
from pendopo.voice import api as voice

OPEN_CLOSED = ("open", "closed")


def discover(request: HttpRequest) -> Answer:
    """GET discovery."""
    return Answer("discovery", discovery.document(request))


def services(request: HttpRequest) -> Answer:
    """GET services."""
    asked.jurisdiction(request, request.GET)
    language = words.language(request)
    found = catalogue.offered(clock()).values()
    return Answer("services", [catalogue.listed(one, language) for one in found])


def service(request: HttpRequest, code: str) -> Answer:
    """GET one service with what it asks."""
    asked.jurisdiction(request, request.GET)
    found = catalogue.one(code, clock())
    return Answer("service_definition", catalogue.definition(found, words.language(request)))


def file(request: HttpRequest) -> Answer:
    """POST requests. The key is looked up in the transaction of the report: one less to begin."""
    now = clock()
    asked.jurisdiction(request, request.POST)
    with ledger.region_transaction():
        who = _application(request, keys.FILING)
        filed = filing.file(request, who, now)
    return Answer("service_requests", filing.told(filed, words.language(request)), 201)


def requests(request: HttpRequest) -> Answer:
    """GET requests."""
    filters, skip, size = _wanted(request, clock(), largest=asked.FIRST)
    found = voice.reports(filters=filters, skip=skip, size=size, count=False)
    return Answer("service_requests", _shown(request, found.cards))


def table(request: HttpRequest) -> HttpResponse:
    """GET requests as CSV."""
    if pace.take(
        pace.Limit("open311-bulk", keys.most("heavy"), keys.SECONDS), pace.address(request)
    ):
        raise Fault(429, "too_many")
    filters, skip, size = _wanted(request, clock(), largest=bulk.MOST, days=None)
    found = voice.reports(filters=filters, skip=skip, size=size, count=False)
    return bulk.file(_shown(request, found.cards), found.cards)


def one_request(request: HttpRequest, number: str) -> Answer:
    """GET one request: public, or one's own with the key that filed it."""
    asked.jurisdiction(request, request.GET)
    now, wanted = clock(), references.normalise(number) or number
    who = keys.optional(keys.given(request, _key(request.GET)), now)
    card, due = _card(wanted, who, now)
    (line,) = _shown(request, [card])
    line["expected_datetime"] = shown.w3c(due, shown.zone())
    return Answer("service_requests", [line])


def token(request: HttpRequest, token: str) -> Answer:
    """GET the number behind a token: here a request has its number at once, which is its token."""
    asked.jurisdiction(request, request.GET)
    now, wanted = clock(), references.normalise(token) or token
    who = keys.optional(keys.given(request, _key(request.GET)), now)
    try:
        card, _due = _card(wanted, who, now)
    except voice.NotFound:
        raise Fault(404, "token_unknown") from None
    return Answer("service_requests", [{"service_request_id": card.number, "token": token}])


def updates(request: HttpRequest) -> Answer:
    """GET servicerequestupdates."""
    asked.jurisdiction(request, request.GET)
    found = updating.listed(request, clock(), words.language(request))
    return Answer("service_request_updates", found)


def update(request: HttpRequest) -> Answer:
    """POST servicerequestupdates."""
    now, who = clock(), _application(request, keys.UPDATING)
    asked.jurisdiction(request, request.POST)
    return Answer("service_request_updates", updating.pass_on(request, who, now), 201)


def unknown(request: HttpRequest) -> Answer:
    """Any other address below the prefix."""
    raise Fault(404, "not_found")


def _application(request: HttpRequest, scope: str) -> directory.Actor:
    sent = _key(request.POST) or _key(request.GET)
    return keys.required(request, keys.given(request, sent), scope, clock())


def _key(given: QueryDict) -> str:
    return asked.one(given, "api_key", most=asked.LONGEST)


def _wanted(
    request: HttpRequest, now: dt.datetime, *, largest: int, days: int | None = asked.DAYS
) -> tuple[voice.Filters, int, int]:
    """The filters and the page that a list asks for; named requests override all else."""
    given = request.GET
    asked.jurisdiction(request, given)
    skip, size = asked.page(given, largest=largest)
    numbers = asked.many(given, "service_request_id")
    if numbers:
        normal = tuple(references.normalise(one) or one[:40] for one in numbers)
        return voice.Filters(numbers=normal), skip, size
    window = asked.window(given, now, days=days)
    filters = voice.Filters(since=window.since, before=window.before)
    codes, statuses = asked.many(given, "service_code"), asked.many(given, "status")
    if codes:
        known = catalogue.offered(now)
        if not set(codes) <= set(known):
            raise Fault(404, "service_unknown")
        filters = replace(
            filters,
            topics=tuple(one for one in codes if known[one].topic),
            plain=tuple(known[one].sort for one in codes if not known[one].topic),
            known=tuple(one for one in known if known[one].topic),
        )
    chosen = {one.lower() for one in statuses}
    if chosen - set(OPEN_CLOSED):
        raise Fault(400, "status", known=", ".join(OPEN_CLOSED))
    if len(chosen) == 1:
        wanted = "open" in chosen
        found = tuple(one for one in voice.STATUSES if words.is_open(one) == wanted)
        filters = replace(filters, statuses=found)
    return filters, skip, size


def _shown(request: HttpRequest, cards: Any) -> list[dict[str, Any]]:
    return shown.requests(
        cards,
        language=words.language(request),
        extended=asked.one(request.GET, "extensions").lower() == "true",
        places=shown.place_names(ledger.current_region()),
    )


def _card(
    number: str, who: directory.Actor, now: dt.datetime
) -> tuple[voice.ReportCard, dt.datetime | None]:
    """A report and its deadline: what anyone sees, or one's own. Raises `voice.NotFound`."""
    try:
        card = voice.report_card(number=number)
    except voice.NotFound:
        if who.account_id is None:
            raise
        own = voice.follow(number=number, who=who, now=now)
        return own.card, own.tracking.due_at
    return card, casework.track(number=number, now=now).due_at
