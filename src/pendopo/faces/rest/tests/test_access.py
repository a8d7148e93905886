"""Who may call what: tokens and their scopes, sessions with and without CSRF, other regions."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from pendopo.faces.rest.tests.applying import CODE, SERVICE
from pendopo.faces.rest.tests.conftest import Caller

NOBODY = str(uuid4())


@pytest.fixture
def officers_task(regency: Any) -> dict[str, Any]:
    """An open task of the front office."""
    from pendopo.ledger import api as ledger

    case = regency.submit(now=ledger.clock().now())
    (task,) = case.view("loket.ptsp", ledger.clock().now()).tasks
    return {"id": str(task.id), "version": task.version, "number": case.number}


def test_every_operation_says_who_may_call_it_and_means_it(anyone: Any, make_token: Any) -> None:
    from pendopo.faces.rest.door import door

    powerless = Caller(make_token("verify"))
    for entry in door.entries:
        path = entry.public_path.lstrip("/")
        for name in ("draft_id", "task_id", "letter_id"):
            path = path.replace(f"{{{name}}}", NOBODY)
        path = path.replace("{number}", "K7M-4QP-2XD").replace("{verify_id}", "K7M-4QP-2XD")
        path = path.replace("{slug}", SERVICE).replace("{step}", "x")
        answers = {
            who: caller.client.generic(
                entry.method, f"/api/v1/{path}", b"", headers=caller.headers
            ).status_code
            for who, caller in (("anyone", anyone), ("powerless", powerless))
        }
        closed = entry.access.words != ("all",)
        assert (answers["anyone"] == 401) is closed, (entry, answers)
        assert (answers["powerless"] == 403) is closed, (entry, answers)


def test_views_carry_their_access(regency: Any) -> None:
    from pendopo.faces.rest.urls import urlpatterns

    for pattern in urlpatterns:
        assert pattern.callback.access, pattern


@pytest.mark.parametrize("secret", ["", "pdp_", "pdp_unknown", "x" * 5000, "pdp_\x00", "pdp_é"])
def test_an_unknown_token(standing: None, secret: str) -> None:
    from django.test import Client

    headers = {"authorization": f"Bearer {secret}"}
    answer = Client(HTTP_HOST="localhost").get("/api/v1/cases", headers=headers)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_token_works_in_its_region_only(application: Any) -> None:
    assert application.get("cases").status_code == 200
    application.client.defaults["HTTP_HOST"] = "jember.localhost"
    _load_jember()
    assert application.get("cases").status_code == 401


def test_a_revoked_token_stops(make_token: Any, regency: Any) -> None:
    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger

    caller = Caller(make_token("apply"))
    assert caller.get("cases").status_code == 200
    with ledger.use_region(CODE):
        who = directory.token_actor(caller.headers["authorization"][7:], ledger.clock().now())
        directory.revoke_token(
            token_id=who.account_id, actor=regency.actor("pengelola.ptsp"), now=ledger.clock().now()
        )
    assert caller.get("cases").status_code == 401


def _all_tasks(officer: Any) -> list[str]:
    """Ids of the officer's own tasks, page after page."""
    found: list[str] = []
    cursor = ""
    while True:
        page = officer.get("tasks", view="mine", limit=100, cursor=cursor).json()
        found += [one["id"] for one in page["tasks"]]
        cursor = page["next"]
        if not cursor:
            return found


def test_an_officer_reads_and_completes_with_a_session(
    signed_in: Any, officers_task: dict[str, Any]
) -> None:
    officer = signed_in("loket.ptsp")
    assert officers_task["id"] in _all_tasks(officer)
    task = officer.get(f"tasks/{officers_task['id']}").json()
    assert "lengkap" in [one["id"] for one in task["outcomes"]]
    body = {"version": task["version"], "outcome": "lengkap", "answers": {}}
    key = str(uuid4())
    done = officer.send(f"tasks/{task['id']}/complete", body, key=key)
    assert (done.status_code, done.json()["number"]) == (200, officers_task["number"])
    again = officer.send(f"tasks/{task['id']}/complete", body, key=key)
    assert (again.status_code, again.json()) == (200, done.json())
    late = officer.send(f"tasks/{task['id']}/complete", body, key=str(uuid4()))
    assert (late.status_code, late.json()["code"]) == (409, "task_closed")
    reused = officer.send(f"tasks/{task['id']}/complete", {**body, "version": 9}, key=key)
    assert (reused.status_code, reused.json()["code"]) == (409, "key_reused")


def test_a_session_writes_only_with_csrf(signed_in: Any, officers_task: dict[str, Any]) -> None:
    officer = signed_in("loket.ptsp", enforce_csrf_checks=True)
    body = {"version": officers_task["version"], "outcome": "lengkap", "answers": {}}
    path = f"tasks/{officers_task['id']}/complete"
    refused = officer.send(path, body, key=str(uuid4()))
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf")
    officer.client.cookies["csrftoken"] = "a" * 32
    officer.headers = {"x-csrftoken": "a" * 32}
    assert officer.send(path, body, key=str(uuid4())).status_code == 200


def test_others_do_not_learn_of_a_task(
    signed_in: Any, make_token: Any, officers_task: dict[str, Any]
) -> None:
    for caller in (signed_in("warga"), signed_in("kadis.kominfo"), Caller(make_token("tasks"))):
        assert caller.get(f"tasks/{officers_task['id']}").status_code == 404
        body = {"version": officers_task["version"], "outcome": "lengkap", "answers": {}}
        answer = caller.send(f"tasks/{officers_task['id']}/complete", body, key=str(uuid4()))
        assert answer.status_code == 404


def test_pace(anyone: Any) -> None:
    from django.test import override_settings

    with override_settings(API_PER_MINUTE={"light": 3, "heavy": 1}):
        answers = [anyone.get("ledger/head") for _ in range(5)]
    assert answers[-1].status_code == 429
    assert answers[-1]["Retry-After"] == "60"
    assert answers[-1].json()["text"]["id"]


def _load_jember() -> None:
    from tests.regency import LONG_AGO, PASSWORD, ROOT

    from pendopo.directory import api as directory

    directory.load_region(ROOT / "packages/regions/jember", now=LONG_AGO, demo_password=PASSWORD)
