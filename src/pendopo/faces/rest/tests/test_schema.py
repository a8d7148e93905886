"""schemathesis over the whole document: no 5xx, and every answer as the document says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode

from pendopo.faces.rest.tests.applying import SERVICE, complete_draft, send

EXAMPLES = 12
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)


@pytest.fixture
def known(make_token: Any, regency: Any) -> dict[str, str]:
    """Identifiers that exist, so that examples reach beyond the first check."""
    from pendopo.faces.rest.tests.conftest import Caller
    from pendopo.ledger import api as ledger

    application = Caller(make_token("apply", "tasks"))
    sent = send(application, complete_draft(application, regency.answers())).json()
    draft = application.send("drafts", {"service": SERVICE}, key=str(uuid4())).json()
    now = ledger.clock().now()
    with ledger.use_region("35.11"):
        task = regency.submit(now=now).view("loket.ptsp", now).tasks[0]
    return {
        "token": application.headers["authorization"],
        "number": sent["number"],
        "draft_id": draft["id"],
        "task_id": str(task.id),
        "slug": SERVICE,
        "step": draft["steps"][0],
    }


def test_no_request_breaks_it(known: dict[str, str]) -> None:
    import schemathesis
    from django.core.wsgi import get_wsgi_application

    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    chosen = [one for one in schemathesis.checks.CHECKS.get_all() if one.__name__ in CHECKS]
    assert len(chosen) == len(CHECKS)
    seen: Counter[int] = Counter()

    def call(case: Any) -> None:
        real = sum(seen.values()) % 2 and case.method != "DELETE"
        for name in case.path_parameters or {}:
            if name in known and real:
                case.path_parameters[name] = known[name]
        response = case.call(headers={"Authorization": known["token"]})
        seen[response.status_code] += 1
        case.validate_response(response, checks=chosen)

    for operation in (one.ok() for one in schema.get_all_operations()):
        for mode in GenerationMode:
            _examples(operation, mode, call)
    assert sum(seen.values()) > 200, seen
    assert seen[200] + seen[201] > 20, seen


def _examples(operation: Any, mode: GenerationMode, call: Callable[[Any], None]) -> None:
    """A bounded number of requests, the same ones each time."""
    bounded = settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    try:
        cases = operation.as_strategy(generation_mode=mode)
        bounded(given(case=cases)(lambda case: call(case)))()
    except Unsatisfiable:
        return  # an operation without parameters cannot be asked wrongly


def test_no_two_shapes_share_a_name(regency: Any) -> None:
    """ninja keeps one schema per name; two would silently become one."""
    from pendopo.faces.rest import api
    from pendopo.faces.rest.shapes.base import Given, Told

    assert api.document()
    names = [one.__name__ for base in (Given, Told) for one in base.__subclasses__()]
    assert len(names) > 40
    assert [name for name, count in Counter(names).items() if count > 1] == []
