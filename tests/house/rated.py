"""Ratings, as people come to them: by the link of a notice, from the case, of an agency."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice import api as voice
from tests.house.forms import send
from tests.notices import rating_links
from tests.regency import CODE, MONDAY, Applied, Regency

if TYPE_CHECKING:
    from tests.house.world import World

ROADS = "1.03.0.00.0.00.01.0000"


def ended(regency: Regency, worker: Any) -> tuple[Applied, str]:
    """An application that was taken back, and the link that asks for a rating."""
    case = regency.submit()
    with ledger.use_region(CODE):
        casework.withdraw(case_id=case.case_id, who=directory.ANONYMOUS, key=case.code, now=MONDAY)
    worker.drain(MONDAY)
    (link,) = rating_links(case.case_id)
    return case, link


def order() -> None:
    """Ordered, and taken back: the walks make the table themselves."""
    from django.db import connection

    voice.order_reputation()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'voice.reputation'")


def a_rating(regency: Regency, worker: Any) -> None:
    """A service by its link, changed from the case; an agency by a resident."""
    case, link = ended(regency, worker)
    mine = {"number": case.number, "code": case.code, "who": directory.ANONYMOUS}
    key = str(uuid4())
    resident = regency.actor("warga")
    with ledger.use_region(CODE):
        voice.service_rating(link=link, who=directory.ANONYMOUS, now=MONDAY)
        voice.rate_service(
            link=link, who=directory.ANONYMOUS, score=3, reasons=("U3",), now=MONDAY,
            command=ledger.Command(uuid4(), key, key.encode()),
        )  # fmt: skip
        voice.rate_service(**mine, score=4, now=MONDAY)
        voice.service_rating(**mine, now=MONDAY)
        agency = directory.chart().by_code[ROADS].id
        voice.rate_agency(agency_id=agency, who=resident, score=4, now=MONDAY)
        voice.agency_rating(agency_id=agency, who=resident, now=MONDAY)
        voice.refresh_reputation(now=MONDAY)
        voice.rating_rows()
        voice.ratings_csv()
        voice.published_reputation(dimension="agency")
        voice.published_file(kind="ratings")
        voice.agency_record(code=ROADS)
        order()


def play(own: World, browser: Callable[..., Client], deeds: Any, link: str) -> None:
    """The forms, as people send them."""
    deeds.watch.take()
    page = reverse("portal-rate-link", args=[link])
    deeds.did("portal-rate-link", send(browser(), page, nilai="4"), 302)
    owner = browser("warga")
    case = reverse("portal-rate-case", args=[own.cases["granted"].number])
    deeds.did("portal-rate-case", send(owner, case, nilai="5"), 302)
    agency = reverse("portal-rate-agency", args=[ROADS])
    deeds.did("portal-rate-agency", send(owner, agency, nilai="3"), 302)
