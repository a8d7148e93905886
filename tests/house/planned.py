"""A plan as routes and walks are about it: tried, copied, adopted, realised, reviewed."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.planning import api as planning
from tests.house import contracted, measured
from tests.regency import CODE, MONDAY

PLANNER, IMPLEMENTER = "perencana.bappeda", "program.ptsp"
PTSP = "2.18.2.07.3.32.01.0000"
ACTIVITY = "2.18.03.2.01"
TITLE = "RKPD 2026 (contoh)"
COLUMNS = "level,code,name,skpd_code,parent_code,indicator,target,unit,direction,accumulation"
FILE = f"""{COLUMNS},pagu_rp
misi,M1,Pelayanan publik yang mudah (contoh),,,,,,,,
tujuan,T1,Pelayanan makin cepat (contoh),,M1,,,,,,
sasaran,S1,Izin terbit tepat waktu (contoh),,T1,Izin tepat waktu,95,persen,naik,non absolut,
program,2.18.03,Pelayanan penanaman modal,{PTSP},S1,Izin terbit,1200,izin,naik,absolut,3000000
kegiatan,{ACTIVITY},Pelayanan perizinan,{PTSP},2.18.03,,,,,,3000000
subkegiatan,{ACTIVITY}.0001,Layanan,{PTSP},{ACTIVITY},Izin,1200,izin,naik,absolut,1000000
subkegiatan,{ACTIVITY}.0002,Aduan,{PTSP},{ACTIVITY},Aduan,50,aduan,naik,absolut,2000000
"""


FIGURES = f"code,q2,q2_rp\n{ACTIVITY}.0001,3,50000\n"


EDITS = (
    {"aksi": "indikator", "nama": "Waktu (contoh)", "satuan": "hari", "arah": "turun",
     "akumulasi": "non absolut", "awal": "7", "tahun_awal": "2025", "target-2026": "5"},
    {"aksi": "pagu", "tahun_pagu": "2026", "rekening": "5.1.02", "nama": "Barang",
     "rupiah": "1.000.000", "semula": ""},
    {"aksi": "sumbangan", "siapa": "business", "nama": "Koperasi contoh", "bagian": "10",
     "rupiah": "5.000.000"},
)  # fmt: skip


def drafted(regency: Any) -> planning.PlanCard:
    """A plan whose draft has the file above; the region is set by the caller."""
    who = regency.actor(PLANNER)
    made = planning.create_plan(
        kind="rkpd", title=TITLE, first_year=2026, last_year=2026, who=who,
        now=MONDAY, example=True,
    )  # fmt: skip
    run = judged(made, regency)
    planning.apply_import(run_id=run.id, who=who, now=MONDAY)
    return planning.plan(plan_id=made.id)


def judged(plan: planning.PlanCard, regency: Any) -> planning.ImportCard:
    assert plan.draft is not None
    return planning.judge_import(
        version_id=plan.draft.id, content=FILE.encode(), file_name="rkpd.csv",
        mapping={"code": "code"}, who=regency.actor(PLANNER), now=MONDAY,
    )  # fmt: skip


def figures_judged(plan: planning.PlanCard, regency: Any) -> planning.ImportCard:
    return planning.judge_figures(
        plan_id=plan.id, content=FIGURES.encode(), file_name="angka.csv",
        who=regency.actor(PLANNER), now=MONDAY,
    )  # fmt: skip


def adopted(plan: planning.PlanCard, regency: Any) -> planning.PlanCard:
    assert plan.draft is not None
    return planning.adopt_version(
        version_id=plan.draft.id, basis="Perbup contoh 1/2026", on=dt.date(2026, 1, 2),
        revision=plan.draft.revision, who=regency.actor(PLANNER), now=MONDAY,
    )  # fmt: skip


def keys(plan: planning.PlanCard) -> dict[str, UUID]:
    """Key by code, in the version that counts."""
    tree = planning.outline(version_id=plan.current.id)
    return {one.code: one.key for one in tree.lines}


def page_of(plan_id: UUID, key: UUID) -> planning.NodePage:
    """The node in the version that counts."""
    plan = planning.plan(plan_id=plan_id)
    return planning.node_page(version_id=plan.current.id, key=key, year=2026, on=MONDAY.date())


def indicator(plan: planning.PlanCard, key: UUID) -> planning.Scored:
    page = planning.node_page(version_id=plan.current.id, key=key, year=2026, on=MONDAY.date())
    return page.indicators[0]


def a_plan(regency: Any) -> None:
    """Everything that can happen to a plan, once."""
    who, agency, now = regency.actor(PLANNER), regency.actor(IMPLEMENTER), MONDAY
    with ledger.use_region(CODE):
        plan = drafted(regency)
        assert plan.draft is not None
        draft, there = plan.draft.id, keys(plan)
        _edited(draft, there, who, now)
        plan = adopted(planning.plan(plan_id=plan.id), regency)
        key = there[f"{ACTIVITY}.0001"]
        one = indicator(plan, key)
        measured.declared("permohonan-tepat-waktu")
        planning.link_measure(
            indicator=one.key,
            measure="permohonan-tepat-waktu",
            service="sip-dokter",
            who=who,
            now=now,
        )
        planning.unlink_measure(indicator=one.key, who=who, now=now)
        planning.link_measure(
            indicator=one.key,
            measure="permohonan-tepat-waktu",
            service="sip-dokter",
            who=who,
            now=now,
        )
        figure = planning.enter_realisation(
            plan_id=plan.id, node_key=key, indicator_key=one.key, kind="performance", year=2026,
            period="Q1", value="300", evidence="Laporan contoh", who=agency, now=now,
        )  # fmt: skip
        planning.judge_realisation(realisation_id=figure, accept=True, revision=1, who=who, now=now)
        planning.apply_figures(run_id=figures_judged(plan, regency).id, who=who, now=now)
        for sort in ("spd", "sp2d"):
            planning.record_disbursement(
                plan_id=plan.id, node_key=key, sort=sort, letter=f"{sort}/1/2026",
                day=dt.date(2026, 3, 2), amount="250.000", who=who, now=now,
            )  # fmt: skip
        _carried(plan, one.key, agency, now)
        _reviewed(plan, key, who, agency, now)
        contracted.a_contract(plan.id, key, who, agency, now, regency)
        shifted = planning.begin_version(plan_id=plan.id, sort="shift", who=who, now=now)
        assert shifted.draft is not None
        planning.difference(old_id=plan.current.id, new_id=shifted.draft.id)
        planning.discard_version(
            version_id=shifted.draft.id, revision=shifted.draft.revision, who=who, now=now
        )
        _looked_at(plan)


def _edited(draft: UUID, there: dict[str, UUID], who: Any, now: dt.datetime) -> None:
    node = planning.set_node(
        version_id=draft, level="program", name="Program lain (contoh)", code="2.18.04",
        parent_key=there["S1"], who=who, now=now,
    )  # fmt: skip
    planning.set_indicator(
        version_id=draft, node_key=node, name="Jumlah forum", unit="forum", direction="naik",
        accumulation="absolut", targets={"2026": "4", "2026Q1": "1"}, who=who, now=now,
    )  # fmt: skip
    planning.set_budget(
        version_id=draft, node_key=node, year=2026, amount="1.500.000", who=who, now=now
    )
    for name in ("Desa lain (contoh)", "Desa contoh"):
        share = planning.set_contribution(
            version_id=draft, target_key=there["S1"], giver="village", giver_name=name,
            share="5", amount="1.000.000", who=who, now=now,
        )  # fmt: skip
    planning.set_tags(
        version_id=draft, key=there["S1"], tags=["sdg:16", "rb:pelayanan"], revision=1, who=who,
        now=now,
    )  # fmt: skip
    planning.remove_contribution(version_id=draft, key=share, revision=1, who=who, now=now)
    planning.remove_node(version_id=draft, key=node, revision=1, who=who, now=now)


def _carried(plan: planning.PlanCard, indicator_key: UUID, agency: Any, now: dt.datetime) -> None:
    """The head answers for the target, an officer for a part of it; a third lets it go again."""
    unit = directory.organisation_by_code(PTSP)
    assert unit is not None and unit.head_position_id is not None
    others = [one for one in directory.chart().positions.values()
              if one.organisation_id == unit.id and one.id != unit.head_position_id]  # fmt: skip
    by: dict[str, Any] = {"plan_id": plan.id, "indicator_key": indicator_key, "year": 2026,
                          "who": agency, "now": now}  # fmt: skip
    planning.carry_target(position_id=unit.head_position_id, target="1000", **by)
    for one in others[:2]:
        part = planning.carry_target(
            position_id=one.id, from_position_id=unit.head_position_id, target="400", **by
        )
    planning.let_target_go(target_id=part, revision=1, who=agency, now=now)
    version = plan.current.id
    planning.units(version_id=version, year=2026)
    found = planning.cascade(
        version_id=version, organisation_id=unit.id, year=2026, on=MONDAY.date()
    )
    assert found is not None and found.holders[0].carried
    node = found.holders[0].carried[0].node_key
    assert len(planning.carriers(version_id=version, node_key=node, year=2026)) == 2
    assert planning.agreement_pdf(
        version_id=version, organisation_id=unit.id, year=2026, now=now
    ).startswith(b"%PDF")


def _reviewed(plan: planning.PlanCard, key: UUID, who: Any, agency: Any, now: dt.datetime) -> None:
    review = planning.open_review(
        plan_id=plan.id, year=2026, quarter=1, held_on=dt.date(2026, 4, 15), who=who, now=now
    )
    organisation = agency.positions[0].organisation_id
    decision = planning.decide(
        review_id=review, text="Percepat (contoh).", organisation_id=organisation,
        due_on=dt.date(2026, 5, 15), node_key=key, who=who, now=now,
    )  # fmt: skip
    planning.finish_decision(
        decision_id=decision, proof="Sudah dipercepat (contoh).", revision=1, who=agency, now=now
    )


def _looked_at(plan: planning.PlanCard) -> None:
    planning.plans()
    runs = planning.import_runs(plan_id=plan.id)
    planning.import_run(run_id=runs[0].id)
    version = plan.current.id
    done = planning.evaluation_of(version_id=version, year=2026, on=MONDAY.date())
    assert planning.evaluation_pdf(evaluation=done, title="Uji", now=MONDAY)[:4] == b"%PDF"
    planning.fiscal_package(version_id=version)
    tables = planning.accountability(version_id=version, year=2026, on=MONDAY.date())
    assert planning.accountability_pdf(of=tables, now=MONDAY)[:4] == b"%PDF"
    planning.gaps(version_id=version, year=2026)
    planning.scoreboard(version_id=version, year=2026, on=MONDAY.date())
    assert planning.tags(version_id=version, year=2026, on=MONDAY.date())
    (meeting,) = planning.reviews(plan_id=plan.id)
    planning.review(review_id=meeting.id, today=MONDAY.date())
    ways = planning.thread_up(service="sip-dokter").ways
    way = next(one for one in ways if one.version_id == version)
    assert [one.level for one in way.steps][-1] == "misi"
    down = planning.thread_down(version_id=version, node=way.steps[-1].key, now=MONDAY)
    assert [one.measure for one in down.links] == [way.measure]
    assert way in planning.threads_up(services=["sip-dokter"]).ways
    assert (
        "sip-dokter"
        in planning.work_below(version_id=version, now=MONDAY)[way.steps[-1].key].services
    )
    assert planning.missions(year=2026, now=MONDAY, on=MONDAY.date()).missions


def prepare(world: Any) -> None:
    """What the routes of the desk are about: a plan that has lived, and a draft."""
    a_plan(world.regency)
    with ledger.use_region(CODE):
        other = next(one for one in planning.plans() if one.title == TITLE)
        world.ids["lived plan"], lived = other.id, keys(other)
        world.ids["lived node"] = lived[f"{ACTIVITY}.0001"]
        unit = directory.organisation_by_code(PTSP)
        assert unit is not None
        world.ids["plan unit"], world.ids["plan position"] = unit.id, unit.head_position_id
        world.ids["review"] = planning.reviews(plan_id=other.id)[0].id
        plan = drafted(world.regency)
        world.ids["plan"] = plan.id
        world.ids["plan import"] = judged(plan, world.regency).id
        world.ids["figure file"] = figures_judged(plan, world.regency).id
        world.ids["plan node"] = keys(plan)[f"{ACTIVITY}.0001"]
    contracted.prepare(world)
