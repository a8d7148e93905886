"""An application applies for somebody: to the number, the receipt, and a correction."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from pendopo.faces.rest.tests.applying import CODE, SERVICE, complete_draft, send


@pytest.fixture
def draft(application: Any, regency: Any) -> dict[str, Any]:
    return complete_draft(application, regency.answers())


def test_from_catalogue_to_tracking_and_receipt(
    application: Any, anyone: Any, draft: dict[str, Any], worker: Any
) -> None:
    answer = send(application, draft)
    assert answer.status_code == 201, answer.content
    number = answer.json()["number"]

    tracked = anyone.get(f"track/{number}")
    assert tracked.status_code == 200
    assert tracked.json()["status"] == "checking"
    assert tracked.json()["organisation"]["code"]
    assert application.get("cases").json()["cases"][0]["number"] == number
    own = application.get(f"cases/{number}").json()
    assert own["tracking"]["number"] == number and own["tasks"] == []

    worker.drain()
    receipt = anyone.get(f"ledger/receipts/{number}")
    assert receipt.status_code == 200, receipt.content
    checked = anyone.send("ledger/check", {"receipt": receipt.json()})
    assert checked.json()["holds"] is True
    changed = {**receipt.json(), "seq": receipt.json()["seq"] + 1}
    assert anyone.send("ledger/check", {"receipt": changed}).json()["problem"] == "proof"
    leaves = anyone.get("ledger/feed", after=receipt.json()["seq"], limit=1).json()["leaves"]
    assert leaves[0]["fact"] == receipt.json()["fact"]["id"]


def test_the_same_key_is_one_submission(application: Any, draft: dict[str, Any]) -> None:
    key = str(uuid4())
    first, again = send(application, draft, key), send(application, draft, key)
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    other = application.send(f"drafts/{draft['id']}/submit", {"version": 99}, key=key)
    assert (other.status_code, other.json()["code"]) == (409, "key_reused")
    fresh = send(application, draft)
    assert (fresh.status_code, fresh.json()["code"]) == (409, "draft_sent")


def test_a_stale_version_is_refused(application: Any, draft: dict[str, Any]) -> None:
    stale = application.send(
        f"drafts/{draft['id']}/submit", {"version": draft["version"] - 1}, key=str(uuid4())
    )
    assert (stale.status_code, stale.json()["code"]) == (409, "draft_stale")
    assert send(application, draft).status_code == 201


def test_answers_that_do_not_hold_are_named_in_both_languages(application: Any) -> None:
    draft = application.send("drafts", {"service": SERVICE}, key=str(uuid4())).json()
    step = draft["steps"][0]
    answer = application.send(
        f"drafts/{draft['id']}/steps/{step}",
        {"version": draft["version"], "answers": {"profesi": "dukun"}},
        method="PUT",
    )
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    (error,) = answer.json()["errors"]
    assert error["field"] == "profesi" and error["text"]["id"] and error["text"]["en"]
    incomplete = send(application, draft)
    assert (incomplete.status_code, incomplete.json()["code"]) == (422, "invalid")


def test_a_step_or_a_question_that_there_is_not(application: Any) -> None:
    draft = application.send("drafts", {"service": SERVICE}, key=str(uuid4())).json()
    body = {"version": draft["version"], "answers": {"warna": "merah"}}
    nowhere = application.send(f"drafts/{draft['id']}/steps/x", body, method="PUT")
    assert nowhere.status_code == 404
    strange = application.send(
        f"drafts/{draft['id']}/steps/{draft['steps'][0]}", body, method="PUT"
    )
    (error,) = strange.json()["errors"]
    assert (error["field"], error["rule"]) == ("warna", "unknown")


def test_a_draft_belongs_to_the_application_that_began_it(
    application: Any, make_token: Any, draft: dict[str, Any]
) -> None:
    from pendopo.faces.rest.tests.conftest import Caller

    other = Caller(make_token("apply"))
    assert other.get(f"drafts/{draft['id']}").status_code == 404
    assert send(other, draft).status_code == 404
    assert other.send(f"drafts/{draft['id']}", method="DELETE").status_code == 404
    assert application.send(f"drafts/{draft['id']}", method="DELETE").status_code == 204
    assert application.get(f"drafts/{draft['id']}").status_code == 404


def test_a_returned_case_is_mended_by_its_application(
    application: Any, draft: dict[str, Any], regency: Any
) -> None:
    from tests.regency import Applied

    from pendopo.ledger import api as ledger

    sent = send(application, draft).json()
    with ledger.use_region(CODE):
        case = Applied(regency, sent["case_id"], sent["number"], draft["code"])
        case.do(
            "loket.ptsp",
            "kembalikan",
            now=ledger.clock().now(),
            items=[{"field": "ktp", "reason": "Foto KTP buram."}],
        )
    (task,) = application.get(f"cases/{sent['number']}").json()["tasks"]
    done = application.send(
        f"tasks/{task['id']}/complete",
        {"version": task["version"], "outcome": task["outcomes"][0]["id"], "answers": {}},
        key=str(uuid4()),
    )
    assert done.status_code == 200, done.content
    assert done.json()["status"] != "returned"
    assert application.get(f"cases/{sent['number']}").json()["tasks"] == []


def test_an_account_says_for_whom_it_applies(
    signed_in: Any, application: Any, regency: Any
) -> None:
    me, answers = signed_in("warga2"), regency.answers()
    draft = me.send("drafts", {"service": SERVICE}, key=str(uuid4())).json()
    assert draft["for_other"] is False
    form = me.get(f"services/{SERVICE}").json()["form"]
    first = next(one for one in form["steps"] if one["id"] == draft["steps"][0])
    body = {"answers": {name: answers[name] for name in first["questions"]}}
    path = f"drafts/{draft['id']}/steps/{first['id']}"
    turned = me.send(path, {**body, "version": 1, "for_other": True}, method="PUT")
    assert turned.status_code == 200, turned.json()
    assert turned.json()["for_other"] is True
    kept = me.send(path, {**body, "version": turned.json()["version"]}, method="PUT").json()
    assert kept["for_other"] is True
    mine = me.send(path, {**body, "version": kept["version"], "for_other": False}, method="PUT")
    assert mine.json()["for_other"] is False
    begun = application.send("drafts", {"service": SERVICE}, key=str(uuid4())).json()
    path = f"drafts/{begun['id']}/steps/{begun['steps'][0]}"
    refused = application.send(path, {**body, "version": 1, "for_other": True}, method="PUT")
    assert refused.status_code == 403
