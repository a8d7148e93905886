"""servicerequestupdates: what became of requests, and the words of reporters passed on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from pendopo.core.clock import FixedClock
from pendopo.faces.open311.tests.conftest import CODE, DESCRIPTION, MONDAY, Caller
from pendopo.faces.open311.tests.test_reading import both
from pendopo.voice.tests.doors import directory, ledger, voice
from pendopo.voice.tests.reporting import ROADS, answer, check_rebuilt, forward

DAY = dt.timedelta(days=1)
TOLD = {
    "update_id", "service_request_id", "status", "external_status_code", "description",
    "agency_responsible", "updated_datetime", "media_url",
}  # fmt: skip


@pytest.fixture
def walked(application: Caller, town: Any, worker: Any) -> Iterator[Any]:
    """A request of the application, and the officers' way to its answer."""
    from tests.regency import Applied

    sent = application.file(
        service_code="jalan-rusak", description=f"{DESCRIPTION} {dt.datetime.now(dt.UTC)}"
    )
    number = sent.json()[0]["service_request_id"]
    with ledger.use_region(CODE):
        who = directory.token_actor(application.key, MONDAY)
        case = voice.follow(number=number, who=who, now=MONDAY).case
    code = sent.json()[0]["service_notice"].split(": ")[1].split(".")[0]
    yield Applied(town, case.id, number, code)


def answered(case: Any, worker: Any) -> None:
    forward(case, worker, MONDAY + DAY, ROADS)
    answer(case, worker, MONDAY + 2 * DAY)
    ledger.bind_clock(FixedClock(MONDAY + 3 * DAY))


def say(caller: Caller, case: Any, **changes: Any) -> Any:
    sent = {"service_request_id": case.number, "update_id": "7", "description": "Masih.", **changes}
    return caller.post(
        "servicerequestupdates.json", {name: one for name, one in sent.items() if one is not None}
    )


def status_of(case: Any) -> str:
    return str(Caller().get(f"requests/{case.number}.json").json()[0]["status"])


def test_steps_are_told_in_their_order(walked: Any, worker: Any) -> None:
    answered(walked, worker)
    found = both(Caller(), "servicerequestupdates", {"service_request_id": walked.number})
    assert [one["external_status_code"] for one in found] == ["forwarded", "checking", "answered"]
    assert all(set(one) == TOLD and one["status"] == "open" for one in found)
    assert len({one["update_id"] for one in found}) == 3
    assert found[0]["agency_responsible"]
    every = both(
        Caller(), "servicerequestupdates",
        {"start_date": "2026-11-17T00:00:00Z", "end_date": "2026-11-18T12:00:00Z"},
    )  # fmt: skip
    assert {one["update_id"] for one in found} <= {one["update_id"] for one in every}
    early = {"end_date": "2026-11-16T12:00:00Z"}
    told = Caller().get("servicerequestupdates.json", early).json()
    assert walked.number not in {one["service_request_id"] for one in told}


def test_the_reporter_confirms_through_the_application(
    application: Caller, walked: Any, worker: Any
) -> None:
    assert say(application, walked, status="CLOSED").status_code == 400
    answered(walked, worker)
    assert status_of(walked) == "open"
    done = say(application, walked, status="CLOSED", account_id="akun-7")
    assert done.status_code == 201, done.content
    assert done.json() == [{"update_id": "7", "account_id": "akun-7"}]
    worker.drain(MONDAY + 3 * DAY)
    assert status_of(walked) == "closed"
    again = say(application, walked, status="CLOSED")
    assert again.status_code == 201 and again.json()[0]["update_id"] == "7"


def test_the_reporter_says_that_it_is_not_done(
    application: Caller, walked: Any, worker: Any
) -> None:
    answered(walked, worker)
    assert say(application, walked, status="reopened").status_code == 201
    worker.drain(MONDAY + 3 * DAY)
    (found,) = Caller().get(f"requests/{walked.number}.json", {"extensions": "true"}).json()
    assert found["extended_attributes"]["state"] == "reopened"
    assert found["extended_attributes"]["reopen_count"] == 1


def test_a_message_reaches_the_officers_once(application: Caller, walked: Any) -> None:
    for _ in range(2):
        assert say(application, walked, status="OPEN").status_code == 201
    notes = walked.view("koordinator.aduan").notes
    assert [one.body for one in notes] == ["Masih."]
    assert say(application, walked, description="Lain.").status_code == 409


def test_a_code_speaks_for_an_anonymous_reporter(application: Caller, worker: Any) -> None:
    sent = application.file(
        description=f"{DESCRIPTION} anonim {dt.datetime.now(dt.UTC)}",
        **{"attribute[visibilitas]": "anonymous"},
    ).json()[0]
    number = sent["service_request_id"]
    code = sent["service_notice"].split(": ")[1].split(".")[0]
    update = {"service_request_id": number, "update_id": "1", "description": "Tambahan kata."}
    assert application.post("servicerequestupdates.json", update).status_code == 403
    wrong = {**update, "code": "AAA-AAA-AAA"}
    assert application.post("servicerequestupdates.json", wrong).status_code == 403
    with_code = {**update, "code": code}
    assert application.post("servicerequestupdates.xml", with_code).status_code == 201


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"service_request_id": None}, 400),
        ({"service_request_id": "XXX-XXX-XXX"}, 404),
        ({"update_id": None}, 400),
        ({"description": None}, 400),
        ({"description": "x" * 9000}, 400),
        ({"description": "x" * 5000}, 400),
        ({"status": "planned"}, 400),
        ({"updated_datetime": "kemarin"}, 400),
        ({"jurisdiction_id": "lain"}, 404),
    ],
)
def test_what_cannot_be_passed_on_is_turned_down(
    application: Caller, walked: Any, changes: dict[str, Any], status: int
) -> None:
    turned = say(application, walked, **changes)
    assert turned.status_code == status, turned.content
    assert turned.json()[0]["code"] == status


def test_only_a_key_with_the_right_of_the_one_that_filed_may(walked: Any, make_key: Any) -> None:
    assert say(Caller(), walked).status_code == 403
    assert say(Caller(make_key("open311")), walked).status_code == 403
    stranger = say(Caller(make_key("open311_updates")), walked)
    assert stranger.status_code == 403 and "code" in stranger.json()[0]["description"]


def test_the_row_still_follows_from_its_facts(
    application: Caller, walked: Any, worker: Any
) -> None:
    answered(walked, worker)
    say(application, walked, status="FIXED")
    worker.drain(MONDAY + 3 * DAY)

    class Receipt:
        case_id = walked.case_id

    assert check_rebuilt(Receipt).status == "confirmed"
