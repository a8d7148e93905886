"""Rows in tables that no route of the world is about, so that its tests prove something there."""

from __future__ import annotations

from typing import Any

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.messages import api as messages
from pendopo.voice import api as voice
from tests.house import rated, reports, texted
from tests.regency import CODE, MONDAY, Regency


def others(regency: Regency, worker: Any) -> str:
    """A flood, texts, a list let in, a hold and a rating; returns a link that asks for another."""
    who = regency.actor("koordinator.aduan")
    link = rated.ended(regency, worker)[1]
    reports.a_flood(regency)
    texted.a_text(regency)
    told_again(regency.submit().number)
    one = reports.listed(regency, "8300001")
    with ledger.use_region(CODE):
        voice.choose_columns(columns={"text": "Uraian"}, who=who, now=MONDAY)
        voice.begin_list(list_id=one.id, who=who, version=one.version, now=MONDAY)
        while voice.bring_next(list_id=one.id, now=MONDAY):
            pass
        reports.answered_there(regency, "8300001")
        voice.hold(number=reports.sent().number, who=who, reason="audit", now=MONDAY)
        agency = directory.chart().by_code[rated.ROADS].id
        resident = regency.actor("warga")
        voice.rate_agency(agency_id=agency, who=resident, score=2, now=MONDAY)
        rated.order()
    return link


def told_again(number: str) -> None:
    """The applicant of every example wants to hear again, by the way they came."""
    with ledger.use_region(CODE):
        found = casework.applicant_of(number=number)
        assert found is not None
        messages.choose_channel(person_id=found[1], channel="sms", now=MONDAY)
