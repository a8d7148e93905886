"""A case waits for a message: the officer whom the package names finds its form on the page."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from pendopo.faces.desk.tests.seeing import text


@pytest.fixture
def case(regency: Any) -> Any:
    from tests.house.versions import awaiting
    from tests.regency import Applied

    return Applied(regency, *awaiting(regency))


def page(case: Any) -> str:
    return f"/meja/berkas/{case.number}/"


def send(client: Any, case: Any, **fields: str) -> Any:
    sent = {"kunci": str(uuid.uuid4()), "kabar": "hasil", **fields}
    return client.post(f"{page(case)}kabar/", sent)


def test_the_page_offers_the_form_and_the_case_goes_on(case: Any, officer: Any) -> None:
    clerk = officer("loket.ptsp")
    shown = text(clerk.get(page(case)))
    assert "Hasil ukur" in shown and "Menunggu hasil ukur" in shown and "kabar0-layak" in shown
    sent = send(clerk, case, **{"kabar0-layak": "ya"})
    assert sent.status_code == 302
    after = text(clerk.get(page(case)))
    assert "kabar0-layak" not in after and "Hasil ukur: tersimpan" in after
    assert [one.element for one in case.view("loket.ptsp").tasks] == ["tutup"]


def test_what_must_be_mended_stands_beside_its_field(case: Any, officer: Any) -> None:
    clerk = officer("loket.ptsp")
    wrong = send(clerk, case, **{"kabar0-layak": "mungkin"})
    assert wrong.status_code == 422
    assert 'href="#kabar0-layak"' in text(wrong) and "Galat" in text(wrong)
    assert case.view("loket.ptsp").tasks == ()


def test_the_same_form_sent_twice_tells_once(case: Any, officer: Any) -> None:
    clerk, key = officer("loket.ptsp"), str(uuid.uuid4())
    for _ in range(2):
        sent = send(clerk, case, kunci=key, **{"kabar0-layak": "tidak"})
        assert sent.status_code == 302
    assert len(case.view("loket.ptsp").tasks) == 1
    late = send(clerk, case, **{"kabar0-layak": "tidak"})
    assert late.status_code in (403, 409, 422) and "menunggu" in text(late)


def test_another_role_sees_no_form_and_sends_nothing(case: Any, officer: Any) -> None:
    other = officer("kabid.ptsp")
    assert "kabar0-layak" not in text(other.get(page(case)))
    assert send(other, case, **{"kabar0-layak": "ya"}).status_code == 403
    assert send(officer("teknis.dinkes"), case).status_code == 404
    assert case.view("loket.ptsp").tasks == ()


def test_a_message_that_is_none_is_refused(case: Any, officer: Any) -> None:
    assert send(officer("loket.ptsp"), case, kabar="lain").status_code in (403, 404)
    assert send(officer("loket.ptsp"), case, kabar="\0" * 500).status_code in (400, 403, 404)
