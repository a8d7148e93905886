"""Versions, money, realisation and the red thread, through the front door."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from decimal import Decimal
from typing import Any

import pytest

from pendopo.planning.tests.doors import directory, ledger, planning
from pendopo.planning.tests.planned import ACT, CODE, MONDAY, by_code, declared, filled, plan

DAY = MONDAY.date()
SUB = f"{ACT}.0001"


def adopt(made: Any, now: dt.datetime) -> Any:
    return planning.adopt_version(
        version_id=made.draft.id, basis="Perbup 1/2026", on=DAY, revision=made.draft.revision,
        who=None, now=now,
    )  # fmt: skip


def page(made: Any, code: str = SUB) -> Any:
    lines = by_code(made.current.id)
    return planning.node_page(version_id=made.current.id, key=lines[code].key, year=2026, on=DAY)


def test_two_revisions_at_once_are_refused(region: str, now: dt.datetime) -> None:
    made = adopt(filled(now), now)
    planning.begin_version(plan_id=made.id, sort="shift", who=None, now=now)
    with pytest.raises(planning.Refused, match="draft_open"):
        planning.begin_version(plan_id=made.id, sort="amendment", who=None, now=now)


def test_an_adopted_version_never_changes(region: str, now: dt.datetime) -> None:
    made = adopt(filled(now), now)
    key = by_code(made.current.id)[SUB].key
    with pytest.raises(planning.Refused, match="not_draft"):
        planning.set_budget(version_id=made.current.id, node_key=key, year=2026, amount=5,
                            who=None, now=now)  # fmt: skip
    shifted = planning.begin_version(plan_id=made.id, sort="shift", who=None, now=now)
    planning.set_budget(version_id=shifted.draft.id, node_key=key, year=2026, amount="1.000.001",
                        who=None, now=now)  # fmt: skip
    assert by_code(made.current.id)[SUB].money == Decimal(1_000_000)
    found = planning.difference(old_id=made.current.id, new_id=shifted.draft.id)
    assert [(one.what, one.before, one.after) for one in found.changes] == [
        ("pagu", Decimal(1_000_000), Decimal(1_000_001))
    ]
    assert found.after - found.before == 1


def test_somebody_was_faster(region: str, now: dt.datetime) -> None:
    made = filled(now)
    line = by_code(made.draft.id)[SUB]
    for revision, fine in ((1, True), (1, False)):
        change = {"version_id": made.draft.id, "key": line.key, "level": "subkegiatan",
                  "name": "Lain", "code": SUB, "parent_key": line.parent_key,
                  "revision": revision, "who": None, "now": now}  # fmt: skip
        if fine:
            planning.set_node(**change)
        else:
            with pytest.raises(planning.Stale):
                planning.set_node(**change)


def test_no_tree_becomes_a_circle(region: str, now: dt.datetime) -> None:
    made = filled(now)
    lines = by_code(made.draft.id)
    with pytest.raises(planning.Refused, match="parent_level"):
        planning.set_node(version_id=made.draft.id, key=lines["M1"].key, level="misi", name="M",
                          parent_key=lines["S1"].key, who=None, now=now)  # fmt: skip


@pytest.mark.parametrize("value", ["NaN", "1e400", "-1", "1.234", "dua"])
def test_figures_that_are_none(region: str, now: dt.datetime, value: str) -> None:
    made = adopt(filled(now), now)
    one = page(made).indicators[0]
    kind = "money" if value == "-1" else "performance"
    with pytest.raises(planning.Refused):
        planning.enter_realisation(
            plan_id=made.id, node_key=one.node_key, indicator_key=one.key, kind=kind, year=2026,
            period="Q1", value=value, who=None, now=now,
        )  # fmt: skip


def test_achievement_by_the_named_formula(region: str, now: dt.datetime) -> None:
    made = adopt(filled(now), now)
    one = page(made).indicators[0]
    assert isinstance(one.outcome, planning.Refusal)
    for period, value in (("M01", "100"), ("M02", "150"), ("Q2", "350")):
        planning.enter_realisation(
            plan_id=made.id, node_key=one.node_key, indicator_key=one.key, kind="performance",
            year=2026, period=period, value=value, who=None, now=now,
        )  # fmt: skip
    done = page(made).indicators[0]
    assert done.quarters == {"Q1": 250, "Q2": 350}
    assert done.outcome.realised_year == 600
    assert done.outcome.achievement_year == 50 and done.direction == "naik"
    workbook = planning.evaluation_workbook(
        planning.evaluation_of(version_id=made.current.id, year=2026, on=DAY)
    )
    assert workbook[:2] == b"PK"


def test_payments_never_exceed_the_budget(region: str, now: dt.datetime) -> None:
    made = adopt(filled(now), now)
    key = by_code(made.current.id)[SUB].key

    def pay(letter: str, amount: str) -> None:
        planning.record_disbursement(
            plan_id=made.id, node_key=key, sort="sp2d", letter=letter, day=dt.date(2026, 3, 1),
            amount=amount, who=None, now=now,
        )  # fmt: skip

    pay("1", "900.000")
    with pytest.raises(planning.Refused, match="paid_over"):
        pay("2", "100.001")
    with pytest.raises(planning.Refused, match="disbursement_twice"):
        pay("1", "1")
    pay("2", "100.000")
    assert page(made).paid == Decimal(1_000_000)
    assert page(made, ACT).paid == Decimal(1_000_000)


def test_unlinking_a_measure_changes_both_walks(region: str, now: dt.datetime) -> None:
    made = adopt(filled(now), now)
    one, top = page(made).indicators[0], by_code(made.current.id)["M1"].key

    def walks() -> tuple[list[str], list[str]]:
        up = planning.thread_up(service="sip-uji")
        down = planning.thread_down(version_id=made.current.id, node=top, now=now)
        return [step.level for way in up.ways for step in way.steps], [
            link.measure for link in down.links
        ]

    assert walks() == ([], [])
    link = {"indicator": one.key, "service": "sip-uji", "who": None, "now": now}
    for name, rule in (("uji", "measure_missing"), ("Bukan nama", "measure_unknown")):
        with pytest.raises(planning.Refused, match=rule):
            planning.link_measure(measure=name, **link)
    assert walks() == ([], [])
    declared("uji", now=now)
    planning.link_measure(measure="uji", **link)
    assert walks() == (["subkegiatan", "kegiatan", "program", "sasaran", "tujuan", "misi"], ["uji"])
    planning.unlink_measure(indicator=one.key, who=None, now=now)
    assert walks() == ([], [])


def test_gaps_name_what_is_torn(region: str, now: dt.datetime) -> None:
    text = (
        "level,code,name,skpd_code,parent_code,indicator,pagu_rp\n"
        "sasaran,S1,Tanpa program,,,,\n"
        "program,1.01.02,Tanpa sasaran,A,,,10\n"
    )
    made = filled(now, text)
    found = {one.rule for one in planning.gaps(version_id=made.draft.id, year=2026)}
    assert {"no_programme", "no_target", "no_owner", "no_indicator"} <= found


def test_the_open_budget_adds_up(region: str, now: dt.datetime) -> None:
    made = filled(now)
    with zipfile.ZipFile(io.BytesIO(planning.fiscal_package(version_id=made.draft.id))) as package:
        told = json.loads(package.read("datapackage.json"))
        rows = package.read("anggaran.csv").decode().splitlines()
    (resource,) = told["resources"]
    assert resource["rows"] == len(rows) - 1 == 2
    assert Decimal(resource["total"]) == Decimal(3_000_000)


def test_shares_of_a_target_stay_within_a_hundred(region: str, now: dt.datetime) -> None:
    made = filled(now)
    target = by_code(made.draft.id)["S1"].key
    given = {"version_id": made.draft.id, "target_key": target, "giver": "community",
             "giver_name": "Warga", "who": None, "now": now}  # fmt: skip
    planning.set_contribution(**given, share="60")
    with pytest.raises(planning.Refused, match="shares_over"):
        planning.set_contribution(**given, share="40,5")


def test_who_may_do_what(regency: Any) -> None:
    planner, agency = regency.actor("perencana.bappeda"), regency.actor("program.ptsp")
    other, clerk = regency.actor("program.dpupr"), regency.actor("loket.ptsp")
    with ledger.use_region(CODE):
        for who in (agency, clerk, directory.ANONYMOUS):
            with pytest.raises(planning.Refused, match="not_for_you"):
                plan(who=who)
        made = adopt(filled(title="RKPD hak (contoh)"), MONDAY)
        key = by_code(made.current.id)[SUB].key
        told = {"plan_id": made.id, "node_key": key, "kind": "physical", "year": 2026,
                "value": "10", "now": MONDAY}  # fmt: skip
        for who in (other, clerk):
            with pytest.raises(planning.Refused, match="not_for_you"):
                planning.enter_realisation(**told, period="Q1", who=who)
        figure = planning.enter_realisation(**told, period="Q1", who=agency)
        judged = {"realisation_id": figure, "accept": True, "revision": 1, "now": MONDAY}
        with pytest.raises(planning.Refused, match="not_for_you"):
            planning.judge_realisation(**judged, who=agency)
        planning.judge_realisation(**judged, who=planner)
        with pytest.raises(planning.Refused, match="verified"):
            planning.enter_realisation(**told, period="Q1", revision=2, who=agency)
