"""A file of figures goes into a plan whole or not at all, and nothing of it twice."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from pendopo.planning.tests.doors import planning
from pendopo.planning.tests.planned import ACT, PTSP, by_code, filled

SUB, OTHER = f"{ACT}.0001", f"{ACT}.0002"
HEAD = "code,skpd_code,indicator,q1,q2,q1_physical,q1_rp,m04_rp,evidence"
FILE = f"""{HEAD}
{SUB},{PTSP},Jumlah izin,300,250,25,"250.000,00","100.000,00",LAKIP hlm. 4
{OTHER},{PTSP},,10,,,,,
S1,,,91,,,,,
"""


def tried(made: Any, text: str, now: dt.datetime, **more: Any) -> Any:
    given = {"file_name": "realisasi.csv", "who": None, "now": now, **more}
    return planning.judge_figures(plan_id=made.id, content=text.encode(), **given)


def figures(made: Any, code: str = SUB) -> dict[tuple[str, str], Any]:
    version = made.current.id
    key = by_code(version)[code].key
    page = planning.node_page(version_id=version, key=key, year=2026, on=dt.date(2026, 11, 16))
    return {(one.kind, one.period): one for one in page.figures}


def test_figures_are_tried_then_copied_and_wait_for_the_planner(
    region: str, now: dt.datetime
) -> None:
    made = filled(now)
    run = tried(made, FILE, now)
    assert (run.status, run.wrong, run.counts["new"]) == ("judged", 0, 7), run.lines
    assert figures(made) == {}
    planning.apply_figures(run_id=run.id, who=None, now=now)
    found = figures(made)
    assert {key: one.value for key, one in found.items()} == {
        ("performance", "Q1"): Decimal(300),
        ("performance", "Q2"): Decimal(250),
        ("physical", "Q1"): Decimal(25),
        ("money", "Q1"): Decimal(250_000),
        ("money", "M04"): Decimal(100_000),
    }
    assert {(one.source, one.status) for one in found.values()} == {("imported", "entered")}
    assert found["money", "Q1"].evidence == "LAKIP hlm. 4"
    first = found["performance", "Q1"]
    planning.judge_realisation(
        realisation_id=first.id, accept=True, revision=first.revision, who=None, now=now
    )
    assert figures(made)["performance", "Q1"].status == "verified"


def test_the_same_file_again_doubles_nothing(region: str, now: dt.datetime) -> None:
    made = filled(now)
    run = tried(made, FILE, now)
    planning.apply_figures(run_id=run.id, who=None, now=now)
    assert planning.apply_figures(run_id=run.id, who=None, now=now).status == "applied"
    again = tried(made, FILE, now)
    assert (again.counts["new"], again.counts["changed"], again.counts["same"]) == (0, 0, 7)
    before = figures(made)
    planning.apply_figures(run_id=again.id, who=None, now=now)
    assert figures(made) == before


def test_a_correction_says_what_stood_there_and_a_verified_figure_stays(
    region: str, now: dt.datetime
) -> None:
    made = filled(now)
    planning.apply_figures(run_id=tried(made, FILE, now).id, who=None, now=now)
    changed = FILE.replace(",300,", ",301,")
    run = tried(made, changed, now)
    assert (run.status, run.counts["changed"]) == ("judged", 1)
    assert [(one.rule, one.row, one.wrong) for one in run.lines] == [("changed", 2, False)]
    planning.apply_figures(run_id=run.id, who=None, now=now)
    one = figures(made)["performance", "Q1"]
    assert (one.value, one.revision) == (Decimal(301), 2)
    planning.judge_realisation(realisation_id=one.id, accept=True, revision=2, who=None, now=now)
    refused = tried(made, FILE, now)
    assert [(line.rule, line.column) for line in refused.lines] == [("verified", "q1")]
    with pytest.raises(planning.Refused, match="import_wrong"):
        planning.apply_figures(run_id=refused.id, who=None, now=now)


BAD = [
    ("no such code", f"{ACT}.0009,,,1,,,,,\n", "code", "unknown_code"),
    ("lost zeros", "2.18.3.2.1.1,,,1,,,,,\n", "code", "leading_zero"),
    ("a date", "01/02/2026,,,1,,,,,\n", "code", "code_date"),
    ("no code", ",,,1,,,,,\n", "code", "code"),
    ("another agency", f"{SUB},1.02.0.00.0.00.01.0000,,1,,,,,\n", "skpd_code", "unknown_code"),
    ("no such indicator", f"{SUB},,Lain,1,,,,,\n", "indicator", "unknown_indicator"),
    ("NaN", f"{SUB},,,NaN,,,,,\n", "q1", "number"),
    ("1e400", f"{SUB},,,,,,1e400,,\n", "q1_rp", "number"),
    ("negative money", f"{SUB},,,,,,-5,,\n", "q1_rp", "negative"),
    ("more than all", f"{SUB},,,,,101,,,\n", "q1_physical", "percent"),
    ("commas without quotes", f"{SUB},,,1,,,1,000,000,1,2\n", "", "columns"),
]


@pytest.mark.parametrize(("name", "row", "column", "rule"), BAD, ids=[one[0] for one in BAD])
def test_what_is_wrong_is_named_and_keeps_all_of_it_out(
    region: str, now: dt.datetime, name: str, row: str, column: str, rule: str
) -> None:
    made = filled(now)
    run = tried(made, f"{HEAD}\n{OTHER},,,10,,,,,\n{row}", now)
    assert run.status == "refused"
    assert [(one.row, one.column, one.rule) for one in run.lines] == [(3, column, rule)]
    with pytest.raises(planning.Refused, match="import_wrong"):
        planning.apply_figures(run_id=run.id, who=None, now=now)
    assert figures(made, OTHER) == {}


def test_a_figure_said_twice_with_two_values_is_refused(region: str, now: dt.datetime) -> None:
    made = filled(now)
    head = "code,q1,q1_rp\n"
    same = tried(made, head + f"{SUB},1,500\n{SUB},1,500\n", now)
    assert (same.status, same.counts["new"]) == ("judged", 2)
    twice = tried(made, head + f"{SUB},1,500\n{SUB},1,600\n", now)
    assert [(one.rule, one.column) for one in twice.lines] == [("duplicate", "q1_rp")]


def test_a_row_for_each_period(region: str, now: dt.datetime) -> None:
    made = filled(now)
    text = f"Kode;Bulan;Realisasi Keuangan;Fisik\n{SUB};Maret;1.000.000,00;20,5\n{SUB};4;5000;\n"
    run = tried(made, text, now)
    assert run.status == "judged", run.lines
    planning.apply_figures(run_id=run.id, who=None, now=now)
    assert {key: one.value for key, one in figures(made).items()} == {
        ("money", "M03"): Decimal(1_000_000),
        ("physical", "M03"): Decimal("20.5"),
        ("money", "M04"): Decimal(5000),
    }
    wrong = tried(made, text.replace("Maret", "Maretan"), now)
    assert [(one.row, one.rule) for one in wrong.lines] == [(2, "period")]


def test_somebody_types_a_figure_meanwhile(region: str, now: dt.datetime) -> None:
    made = filled(now)
    run = tried(made, FILE, now)
    planning.enter_realisation(
        plan_id=made.id, node_key=by_code(made.current.id)[SUB].key, kind="money", year=2026,
        period="Q1", value="1", who=None, now=now,
    )  # fmt: skip
    with pytest.raises(planning.Stale):
        planning.apply_figures(run_id=run.id, who=None, now=now)
    assert len(figures(made)) == 1


def test_nothing_is_half_copied(region: str, now: dt.datetime) -> None:
    class Stop(Exception):
        pass

    def stop(done: int, total: int, text: str) -> None:
        raise Stop

    made = filled(now)
    run = tried(made, FILE, now)
    with pytest.raises(Stop):
        planning.apply_figures(run_id=run.id, who=None, now=now, progress=stop)
    assert figures(made) == {}
    planning.apply_figures(run_id=run.id, who=None, now=now)
    assert len(figures(made)) == 5


LETTERS = f"""Kode,Jenis,Nomor SP2D,Tanggal,Kode Rekening,Nilai
{SUB},SPD,001/SPD/2026,2026-01-15,,"1.000.000,00"
{SUB},SP2D,0077/SP2D/2026,15-02-2026,5.1.02.01,"400.000,00"
"""


def test_lists_of_letters_are_money(region: str, now: dt.datetime) -> None:
    made = filled(now)
    run = tried(made, LETTERS, now)
    assert (run.status, run.counts["letters"]) == ("judged", 2), run.lines
    planning.apply_figures(run_id=run.id, who=None, now=now)
    version = made.current.id
    page = planning.node_page(
        version_id=version, key=by_code(version)[SUB].key, year=2026, on=now.date()
    )
    assert (page.released, page.paid) == (Decimal(1_000_000), Decimal(400_000))
    again = tried(made, LETTERS, now)
    assert (again.counts["letters"], again.counts["same"]) == (0, 2)
    more = LETTERS.replace("0077", "0078").replace("400.000", "600.001")
    over = tried(made, more, now)
    assert [(one.row, one.rule) for one in over.lines] == [(3, "paid_over")]
    other = tried(made, LETTERS.replace("400.000", "5"), now)
    assert [(one.row, one.rule) for one in other.lines] == [(3, "letter_taken")]
