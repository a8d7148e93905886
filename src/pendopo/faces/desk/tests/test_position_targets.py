"""Targets go down the positions of an agency, on pages and on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from pendopo.faces.desk.tests.seeing import text, work

ACT = "2.18.03.2.01"


@pytest.fixture
def unit(regency: Any, at: Any) -> Any:
    """(plan, indicator of 1,200 licences, the agency, its positions with the head first)."""
    from tests.house import planned

    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger

    with ledger.use_region("35.11"):
        made = planned.drafted(regency)
        key = planned.keys(made)[f"{ACT}.0001"]
        indicator = planned.indicator(made, key)
        agency = directory.organisation_by_code(planned.PTSP)
        assert agency is not None
        there = [one for one in directory.chart().positions.values()
                 if one.organisation_id == agency.id]  # fmt: skip
    there.sort(key=lambda one: one.id != agency.head_position_id)
    return made, indicator, agency, there, key


def _carried(page: str) -> list[tuple[str, str]]:
    """(id, revision) of every target on the page of a unit."""
    return re.findall(r'name="bagian" value="([^"]*)"><input[^>]*value="([^"]*)"', page)


def test_a_target_goes_down_and_its_parts_never_exceed_it(
    unit: Any, officer: Callable[[str], Any]
) -> None:
    made, indicator, agency, there, key = unit
    head, first, second = there[:3]
    own = officer("program.ptsp")
    here = f"/meja/rencana/{made.id}/skp/{agency.id}/"

    def share(position: Any, target: str, above: Any = None, **more: str) -> Any:
        sent = {"indikator": str(indicator.key), "jabatan": str(position.id), "target": target,
                "dari": str(above.id) if above else "", **more}  # fmt: skip
        return own.post(here, sent)

    assert "1201" in text(share(head, "1201")), "more than the agency's own target of the year"
    early = share(first, "1", head)
    assert early.status_code == 422 and "belum memikul" in text(early)
    assert share(head, "1000").status_code == 302
    assert share(first, "600", head).status_code == 302
    over = share(second, "401", head)
    assert over.status_code == 422 and "1001" in text(over)
    assert share(second, "400", head).status_code == 302
    assert share(second, "300", head).status_code == 409, "not seen before it was changed"
    assert share(second, "300", head, revisi="1").status_code == 302
    circle = share(head, "900", second, revisi="1")
    assert circle.status_code == 422 and "diri sendiri" in text(circle)
    less = share(head, "800", revisi="1")
    assert less.status_code == 422 and "900" in text(less), "less than what was handed on"
    page = text(own.get(here))
    assert len(_carried(page)) == 3 and "25,0" in page
    mine = text(own.get(f"/meja/rencana/{made.id}/skp/jabatan/{head.id}/"))
    assert first.title in mine and second.title in mine
    node = text(own.get(f"/meja/rencana/{made.id}/simpul/{key}/"))
    assert "Yang memikul" in node and head.title in node
    gone = [own.post(here, {"aksi": "lepas", "bagian": one, "revisi": revision}).status_code
            for one, revision in _carried(page)]  # fmt: skip
    assert gone == [422, 302, 302], "the head's stays while others carry a part of it"


def test_the_agreement_of_the_head(unit: Any, officer: Callable[[str], Any]) -> None:
    made, indicator, agency, there, _key = unit
    own = officer("program.ptsp")
    paper = f"/meja/rencana/{made.id}/ambil/perjanjian.pdf?instansi={agency.id}"
    empty = own.get(paper)
    assert empty.status_code == 422 and "belum memikul target" in text(empty)
    sent = {"indikator": str(indicator.key), "jabatan": str(there[0].id), "target": "1000"}
    own.post(f"/meja/rencana/{made.id}/skp/{agency.id}/", sent)
    assert own.get(paper).content.startswith(b"%PDF")


def test_others_share_nothing_out(
    unit: Any, officer: Callable[[str], Any], statements: Callable[[], Any]
) -> None:
    made, indicator, agency, there, _key = unit
    here = f"/meja/rencana/{made.id}/skp/{agency.id}/"
    sent = {"indikator": str(indicator.key), "jabatan": str(there[0].id), "target": "5"}
    assert officer("verifikator.aduan").post(here, sent).status_code == 403
    with statements() as few:
        assert officer("auditor.inspektorat").get(here).status_code == 200
    assert len(work(few)) <= 30, len(work(few))
    assert officer("auditor.inspektorat").get(f"/meja/rencana/{made.id}/skp/").status_code == 200
