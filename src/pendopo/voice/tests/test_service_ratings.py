"""Ratings of services that were used, and of agencies without a case: one each, and nameless."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from pendopo.voice.tests.doors import directory, ledger, models, voice
from pendopo.voice.tests.reporting import CODE, DAY, MONDAY, ROADS, applied, send


def ended(regency: Any, worker: Any) -> Any:
    from tests.house import rated

    return rated.ended(regency, worker)


def rating_links(about: UUID) -> list[str]:
    from tests import notices

    return notices.rating_links(about)


def rated(case: Any) -> Any:
    from pendopo.voice.actions import rating_services

    with ledger.use_region(CODE), ledger.region_transaction():
        return rating_services.find(case.case_id)


def refusal(**asked: Any) -> str:
    with ledger.use_region(CODE), pytest.raises(voice.Refused) as found:
        voice.rate_service(**{"who": directory.ANONYMOUS, "score": 4, "now": MONDAY, **asked})
    return str(found.value.code)


def test_a_case_that_ended_asks_once_and_its_link_rates_once(regency: Any, worker: Any) -> None:
    case, link = ended(regency, worker)
    with ledger.use_region(CODE):
        asked = voice.service_rating(link=link, who=directory.ANONYMOUS, now=MONDAY)
        assert (asked.score, asked.may) == (None, True)
        voice.rate_service(
            link=link.lower().replace("-", ""), who=directory.ANONYMOUS, score=2,
            reasons=("U3", "U7"), now=MONDAY,
        )  # fmt: skip
    assert rated(case).score == 2
    assert rated(case).reasons == ["U3", "U7"]
    assert refusal(link=link) == "link_used"
    worker.drain(MONDAY + DAY)
    assert rating_links(case.case_id) == [link]


def test_the_code_of_the_case_changes_it_for_thirty_days(regency: Any, worker: Any) -> None:
    case, link = ended(regency, worker)
    mine = {"number": case.number, "code": case.code, "who": directory.ANONYMOUS}
    with ledger.use_region(CODE):
        voice.rate_service(link=link, who=directory.ANONYMOUS, score=1, now=MONDAY)
        voice.rate_service(**mine, score=4, now=MONDAY + 29 * DAY)
        assert voice.service_rating(**mine, now=MONDAY + 29 * DAY).score == 4
    assert refusal(**mine, score=5, now=MONDAY + 31 * DAY) == "rating_over"
    assert rated(case).score == 4
    with ledger.use_region(CODE):
        told = [
            one.data for one in ledger.facts_about(about=rated(case).id, kinds=("service.rated",))
        ]
    assert [(one["score"], one["changed"]) for one in told] == [(1, False), (4, True)]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"score": 0}, "rating_range"),
        ({"score": 6}, "rating_range"),
        ({"reasons": ("U10",)}, "rating_reason"),
        ({"now": MONDAY + 91 * DAY}, "link_used"),
        ({"link": "not-a-link"}, "link_used"),
    ],
)
def test_what_cannot_be_is_refused(
    regency: Any, worker: Any, asked: dict[str, Any], code: str
) -> None:
    case, link = ended(regency, worker)
    assert refusal(**{"link": link, **asked}) == code
    assert rated(case).score is None


def test_an_open_case_a_wrong_code_and_a_report_are_not_rated(
    town: Any, regency: Any, worker: Any
) -> None:
    case = regency.submit()
    mine = {"number": case.number, "code": case.code}
    assert refusal(**mine) == "rating_before_end"
    assert refusal(number=case.number, code="000-000-000") == "case_unknown"
    receipt = send()
    report = applied(regency, receipt)
    report.do("koordinator.aduan", "arsipkan", MONDAY, alasan="Isinya kosong.")
    worker.drain(MONDAY)
    assert rated(report) is None
    assert refusal(number=receipt.number, code=receipt.code) == "case_unknown"


def test_neither_the_row_nor_its_facts_name_the_case(regency: Any, worker: Any) -> None:
    case, link = ended(regency, worker)
    with ledger.use_region(CODE):
        voice.rate_service(link=link, who=directory.ANONYMOUS, score=5, now=MONDAY)
        row = rated(case)
        told = list(ledger.facts_about(about=row.id))
        about_case = {one.kind for one in ledger.facts_about(about=case.case_id)}
    kept = repr({name: str(value) for name, value in vars(row).items()})
    for secret in (str(case.case_id), case.number, link):
        assert secret not in kept
        assert secret not in repr([(one.data, one.about) for one in told])
    assert all(one.actor is None for one in told)
    assert not about_case & {"service.rated", "service.rating_asked"}


def agency(code: str = ROADS) -> UUID:
    with ledger.use_region(CODE):
        found: UUID = directory.chart().by_code[code].id
        return found


def rate_agency(who: Any, score: int, now: Any = MONDAY) -> None:
    with ledger.use_region(CODE):
        voice.rate_agency(agency_id=agency(), who=who, score=score, reasons=("U6",), now=now)


def test_a_verified_resident_rates_an_agency_once_a_quarter(regency: Any) -> None:
    who = regency.actor("warga")
    for score, now in ((2, MONDAY), (4, MONDAY + DAY), (5, MONDAY + 60 * DAY)):
        rate_agency(who, score, now)
    with ledger.use_region(CODE), ledger.region_transaction():
        kept = list(models.AgencyRating.objects.filter(agency_id=agency()).order_by("period"))
        again = voice.agency_rating(agency_id=agency(), who=who, now=MONDAY)
    mine = [(one.period, one.score) for one in kept if one.rated_at >= MONDAY]
    assert mine == [("2026-Q4", 4), ("2027-Q1", 5)]
    assert (again.score, again.why_not) == (4, "")
    assert str(who.person_id) not in repr([vars(one) for one in kept])


def test_strangers_and_those_who_work_there_do_not_rate_an_agency(regency: Any) -> None:
    officer = regency.actor("penghubung.dpupr")
    for who, code in (
        (directory.ANONYMOUS, "rating_sign_in"),
        (officer, "rating_own_agency"),
    ):
        with ledger.use_region(CODE), pytest.raises(voice.Refused) as refused:
            voice.rate_agency(agency_id=agency(), who=who, score=5, now=MONDAY)
        assert refused.value.code in (code, "rating_unverified")
