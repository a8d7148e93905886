"""Contracts from their record to the plan's own figures, through the front door."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from pendopo.documents.tests.samples import photo
from pendopo.planning.tests.doors import directory, documents, ledger, planning
from pendopo.planning.tests.planned import CODE, MONDAY, PTSP, by_code, filled
from pendopo.planning.tests.test_plans import SUB, adopt

STARTS, ENDS = dt.date(2026, 2, 2), dt.date(2026, 11, 30)
POINT = ("-7,913550", "113,821340")


def provider(now: dt.datetime = MONDAY) -> Any:
    known = [one for one in directory.chart().organisations.values() if one.kind == "business"]
    if known:
        return known[0].id
    made = directory.register_organisation(
        kind="business", name="CV Contoh", code="9000000000001", example=True, actor=None, now=now
    )
    directory.forget_chart()
    return made.id


def agency(now: dt.datetime = MONDAY) -> None:
    if PTSP not in directory.chart().by_code:
        directory.register_organisation(kind="agency", name="Dinas", code=PTSP, actor=None, now=now)
        directory.forget_chart()


def a_plan(**more: Any) -> tuple[Any, Any]:
    agency()
    made = adopt(filled(**more), MONDAY)
    return made, by_code(made.current.id)[SUB].key


def contract(made: Any, key: Any, **changes: Any) -> Any:
    asked: dict[str, Any] = {
        "plan_id": made.id, "node_key": key, "letter": "600/1/2026", "title": "Ruang layanan",
        "provider_id": provider(), "value": "600.000", "starts_on": STARTS, "ends_on": ENDS,
        "point": POINT, "who": None, "now": MONDAY, **changes,
    }  # fmt: skip
    return planning.record_contract(**asked)


def report(one: Any, on: dt.date, physical: str, **more: Any) -> Any:
    asked = {"who": None, "now": MONDAY, **more}
    return planning.report_progress(contract_id=one, on=on, physical=physical, **asked)


def accept(report_id: Any, **more: Any) -> None:
    asked: dict[str, Any] = {"accept": True, "who": None, "now": MONDAY, **more}
    planning.judge_progress(report_id=report_id, **asked)


def page(one: Any) -> Any:
    return planning.contract(contract_id=one, who=None, on=MONDAY.date())


def test_what_is_accepted_becomes_the_plans_figure(region: str, now: dt.datetime) -> None:
    made, key = a_plan()
    big = contract(made, key)
    small = contract(made, key, letter="600/2/2026", value="200.000")
    accept(report(big, dt.date(2026, 3, 20), "40", letter="SP2D/1", paid="150.000",
                  paid_on=dt.date(2026, 3, 10)))  # fmt: skip
    accept(report(small, dt.date(2026, 3, 25), "80"))
    waiting = report(big, dt.date(2026, 6, 20), "60", letter="SP2D/2", paid="50.000",
                     paid_on=dt.date(2026, 6, 1))  # fmt: skip
    found = planning.field_figures(plan_id=made.id, node_key=key, year=2026, on=MONDAY.date())
    assert (found.contracts, found.value) == (2, 800_000)
    assert found.physical["Q1"] == 50 == (600 * 40 + 200 * 80) / 800
    assert found.paid == {"Q1": 150_000}, "a report that waits counts for nothing"
    accept(waiting)
    planning.take_field_figures(
        plan_id=made.id, node_key=key, year=2026, quarter="Q2", who=None, now=now
    )
    node = planning.node_page(version_id=made.current.id, key=key, year=2026, on=MONDAY.date())
    assert node.paid == 200_000, "each SP2D was recorded with its report"
    taken = {(one.kind, one.period): (one.value, one.source) for one in node.figures}
    assert taken == {("physical", "Q2"): (65, "contract"), ("money", "Q2"): (50_000, "contract")}


def test_one_sp2d_is_recorded_once_and_never_with_two_amounts(region: str) -> None:
    made, key = a_plan()
    one = contract(made, key)
    paid = {"letter": "SP2D/7", "paid": "100.000", "paid_on": dt.date(2026, 5, 4)}
    planning.record_disbursement(
        plan_id=made.id, node_key=key, sort="sp2d", letter="SP2D/7", day=dt.date(2026, 5, 4),
        amount="90.000", who=None, now=MONDAY,
    )  # fmt: skip
    told = report(one, dt.date(2026, 5, 5), "30", **paid)
    with pytest.raises(planning.Refused, match="payment_differs"):
        accept(told)
    accept(told, accept=False, remark="Jumlahnya lain.")
    again = report(one, dt.date(2026, 5, 5), "30", **{**paid, "paid": "90.000"})
    with pytest.raises(planning.Refused, match="payment_twice"):
        report(one, dt.date(2026, 5, 6), "31", **paid)
    accept(again)
    node = planning.node_page(version_id=made.current.id, key=key, year=2026, on=MONDAY.date())
    assert node.paid == 90_000
    with pytest.raises(planning.Refused, match="progress_judged"):
        accept(again)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"letter": " "}, "contract_number"),
        ({"title": ""}, "contract_title"),
        ({"value": "0"}, "amount_wrong"),
        ({"value": "NaN"}, "number_wrong"),
        ({"value": "1.000.001"}, "contract_over"),
        ({"ends_on": dt.date(2026, 1, 1)}, "contract_days"),
        ({"ends_on": dt.date(2027, 1, 1)}, "contract_days"),
        ({"curve": {"2026-02": "50", "2026-11": "90"}}, "curve_wrong"),
        ({"village": "35.11.99"}, "contract_place"),
        ({"point": ("113,8", "-7,9")}, "contract_place"),
    ],
)
def test_contracts_that_are_none(region: str, changes: dict[str, Any], code: str) -> None:
    made, key = a_plan()
    with pytest.raises(planning.Refused, match=code):
        contract(made, key, **changes)
    assert planning.contracts(on=MONDAY.date()) == ()


def test_it_belongs_to_a_sub_activity_in_force_and_to_a_business(region: str) -> None:
    made, key = a_plan()
    above = by_code(made.current.id)["2.18.03"].key
    draft = filled(title="RKPD lain (contoh)")
    for plan, node in ((made, above), (draft, by_code(draft.draft.id)[SUB].key)):
        with pytest.raises(planning.Refused, match="contract_node"):
            contract(plan, node)
    with pytest.raises(planning.Refused, match="provider_unknown"):
        contract(made, key, provider_id=directory.chart().by_code[PTSP].id)
    contract(made, key)
    with pytest.raises(planning.Refused, match="contract_twice"):
        contract(made, key, value="1")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"on": dt.date(2026, 1, 1)}, "progress_day"),
        ({"on": dt.date(2026, 11, 17)}, "progress_day"),
        ({"physical": "101"}, "percent_range"),
        ({"physical": "1e400"}, "number_wrong"),
        ({"physical": "39"}, "progress_back"),
        ({"letter": "SP2D/1"}, "payment_half"),
        ({"letter": "SP2D/1", "paid": "600.001", "paid_on": STARTS}, "paid_over_contract"),
        ({"on": dt.date(2026, 4, 1)}, "progress_twice"),
        ({"token": "AAAA"}, "token_spent"),
    ],
)
def test_reports_that_are_none(region: str, said: dict[str, Any], code: str) -> None:
    made, key = a_plan()
    one = contract(made, key)
    accept(report(one, dt.date(2026, 4, 1), "40"))
    asked = {"on": dt.date(2026, 6, 1), "physical": "50", **said}
    with pytest.raises(planning.Refused, match=code):
        report(one, **asked)
    assert [line.status for line in page(one).reports] == ["accepted"]


def test_an_addendum_changes_what_is_due_and_keeps_what_was(region: str, now: dt.datetime) -> None:
    made, key = a_plan()
    one = contract(made, key, curve={"2026-06": "90", "2026-11": "100"})
    accept(report(one, dt.date(2026, 7, 1), "50"))
    assert page(one).card.standing == "critical"
    told = {"contract_id": one, "on": dt.date(2026, 7, 2), "who": None, "now": now}
    for changes, code in (
        ({"basis": ""}, "basis_missing"),
        ({"basis": "Add/1"}, "addendum_empty"),
        ({"basis": "Add/1", "value": "1.000.001"}, "contract_over"),
        ({"basis": "Add/1", "ends_on": dt.date(2026, 1, 1)}, "contract_days"),
    ):
        with pytest.raises(planning.Refused, match=code):
            planning.amend_contract(**told, **changes)
    planning.amend_contract(**told, basis="Add/1", value="700.000", ends_on=dt.date(2026, 12, 31),
                            curve={"2026-11": "50", "2026-12": "100"})  # fmt: skip
    found = page(one)
    (line,) = found.addenda
    assert (line.value_before, line.value_after, line.curve_changed) == (600_000, 700_000, True)
    assert found.card.standing == "on_track" and found.card.ends_on == dt.date(2026, 12, 31)


def test_late_ones_come_first_and_the_list_costs_the_same(region: str, server: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    made, key = a_plan()
    ahead = contract(made, key, letter="1", value="1000")
    behind = contract(made, key, letter="2", value="1000")
    for one, done in ((ahead, "96"), (behind, "20")):
        accept(report(one, dt.date(2026, 11, 16), done))
    for number in range(3, 9):
        contract(made, key, letter=str(number), value="1000", ends_on=dt.date(2026, 3, 1))
    with CaptureQueriesContext(connection) as asked:
        found = planning.contracts(on=MONDAY.date())
    statements = [one["sql"] for one in asked if not one["sql"].startswith(("BEGIN", "SELECT set"))]
    assert len(statements) <= 5, statements
    assert [one.standing for one in found] == ["overdue"] * 6 + ["critical", "on_track"]
    assert found[-2].deviation == Decimal(20) - found[-2].planned


def test_who_may_do_what_and_nobody_judges_their_own(regency: Any, worker: Any) -> None:
    planner, mine = regency.actor("perencana.bappeda"), regency.actor("program.ptsp")
    other, clerk = regency.actor("program.dpupr"), regency.actor("loket.ptsp")
    with ledger.use_region(CODE):
        made, key = a_plan(title="RKPD kontrak (contoh)")
        for who in (other, clerk, directory.ANONYMOUS):
            with pytest.raises(planning.Refused, match="not_for_you"):
                contract(made, key, who=who, letter="hak/1")
        one = contract(made, key, who=mine, letter="hak/1")
        told = {"contract_id": one, "lat": -7.9137, "lon": 113.8214, "now": MONDAY}
        with pytest.raises(planning.Refused, match="not_for_you"):
            planning.visit_contract(**told, who=other)
        seen = planning.visit_contract(**told, who=mine)
        assert 0 < seen.metres < 50
        photos = (planning.FieldPhoto("kerja.jpg", photo()),)
        day = dt.date(2026, 6, 1)
        with pytest.raises(planning.Refused, match="photo_missing"):
            report(one, day, "30", who=mine)
        with pytest.raises(documents.Refused):
            report(one, day, "30", who=mine, photos=(planning.FieldPhoto("a.jpg", b"%PDF-"),))
        with pytest.raises(planning.Refused, match="token_spent"):
            report(one, day, "30", who=planner, photos=photos, token=seen.token)
        made_report = report(one, day, "30", who=mine, photos=photos, token=seen.token)
        with pytest.raises(planning.Refused, match="token_spent"):
            report(one, dt.date(2026, 7, 1), "40", who=mine, photos=photos, token=seen.token)
        own = report(one, dt.date(2026, 8, 1), "50", who=planner, photos=photos)
        with pytest.raises(planning.Refused, match="own_report"):
            accept(own, who=planner)
        with pytest.raises(planning.Refused, match="not_for_you"):
            accept(made_report, who=mine)
        accept(made_report, who=planner)
        (line,) = [line for line in page(one).reports if line.id == made_report]
        assert line.visited and line.metres == seen.metres and len(line.photos) == 1
        assert planning.photo_agency(file_id=line.photos[0]) == page(one).card.organisation_id
    worker.drain(MONDAY)
    with ledger.use_region(CODE):
        (copy,) = documents.pictures(file_ids=line.photos)
        assert copy.status == "ready" and copy.preview_id is not None
        auditor, duty = regency.actor("auditor.inspektorat"), regency.actor("piket")
        whose = page(one).card.organisation_id
        for who in (planner, mine, auditor):
            assert planning.sees_photos(who=who, organisation_id=whose)
        for who in (other, duty, directory.ANONYMOUS):
            assert not planning.sees_photos(who=who, organisation_id=whose)
        facts = ledger.facts_about(about=one)
        assert {fact.kind for fact in facts} == {
            "contract.recorded", "contract.visited", "contract.progress_reported",
            "contract.progress_judged",
        }  # fmt: skip


def test_it_is_handed_over_when_all_was_accepted(region: str, now: dt.datetime) -> None:
    made, key = a_plan()
    one = contract(made, key)
    done = report(one, dt.date(2026, 10, 1), "100")
    told = {"contract_id": one, "on": dt.date(2026, 10, 2), "who": None, "now": now}
    for changes, code in (
        ({"finished": True, "basis": ""}, "basis_missing"),
        ({"finished": True, "basis": "BA/1"}, "progress_waiting"),
    ):
        with pytest.raises(planning.Refused, match=code):
            planning.close_contract(**told, **changes)
    accept(done, accept=False, remark="Fotonya gelap.")
    with pytest.raises(planning.Refused, match="not_finished"):
        planning.close_contract(**told, finished=True, basis="BA/1")
    accept(report(one, dt.date(2026, 10, 1), "100"))
    planning.close_contract(**told, finished=True, basis="BA/1")
    assert page(one).card.standing == "handed_over"
    with pytest.raises(planning.Refused, match="contract_closed"):
        report(one, dt.date(2026, 10, 5), "100")
