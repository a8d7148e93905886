"""What a request is told when it meets a defect, and when it only came too early."""

from __future__ import annotations

import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import RequestFactory


def told(trouble: Exception) -> HttpResponse:
    from pendopo.faces.components.errors import server_error

    try:
        raise trouble
    except Exception:
        return server_error(RequestFactory().get("/"))


@pytest.mark.parametrize("trouble", [OperationalError("gone"), InterfaceError("closed")])
def test_a_database_that_starts_again_asks_for_a_moment(django: None, trouble: Exception) -> None:
    answer = told(trouble)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "tidak akan tercatat dua kali" in answer.content.decode()


def test_a_defect_stays_a_defect(django: None) -> None:
    assert told(KeyError("x")).status_code == 500
