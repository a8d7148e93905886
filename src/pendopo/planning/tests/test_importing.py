"""A file goes into a draft whole or not at all, and says by row what is wrong with it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from pendopo.planning.tests.doors import planning
from pendopo.planning.tests.planned import GOOD, HEAD, PTSP, by_code, filled, judged, plan


def test_a_file_is_tried_then_copied(region: str, now: dt.datetime) -> None:
    made = plan(now)
    run = judged(made.draft.id, now=now)
    assert (run.status, run.wrong) == ("judged", 0)
    assert planning.outline(version_id=made.draft.id).lines == ()
    done = planning.apply_import(run_id=run.id, who=None, now=now)
    assert done.status == "applied"
    lines = by_code(made.draft.id)
    assert [one.depth for one in lines.values()] == [0, 1, 2, 3, 4, 5, 5]
    assert lines["2.18.03.2.01"].rolled == Decimal(3_000_000)
    assert lines["S1"].rolled == Decimal(3_000_000)
    assert lines["S1"].indicators == 1
    assert planning.outline(version_id=made.draft.id).total == Decimal(3_000_000)


def test_the_same_file_again_adds_nothing(region: str, now: dt.datetime) -> None:
    made = filled(now)
    run = judged(made.draft.id, now=now)
    assert run.counts["nodes"] == 0 and run.counts["known"] == 7
    planning.apply_import(run_id=run.id, who=None, now=now)
    again = planning.apply_import(run_id=run.id, who=None, now=now)
    assert again.status == "applied"
    lines = planning.outline(version_id=made.draft.id).lines
    assert len(lines) == 7
    assert sum(one.indicators for one in lines) == 4


ROW = f"subkegiatan,2.18.03.2.01.0003,Lain,{PTSP},2.18.03.2.01,Jumlah,5,izin,naik,absolut,"
BAD = [
    ("NaN", GOOD + ROW + "NaN\n", 9, "pagu_rp", "number"),
    ("1e400", GOOD + ROW + "1e400\n", 9, "pagu_rp", "number"),
    ("negative", GOOD + ROW + "-5\n", 9, "pagu_rp", "negative"),
    ("NaN target", GOOD + ROW.replace(",5,", ",NaN,") + "5\n", 9, "target", "number"),
    ("lost zero", GOOD + ROW.replace("2.18.03.2.01.0003", "2.18.3.2.1.3") + "5\n", 9, "code",
     "leading_zero"),
    ("duplicate", GOOD + ROW.replace("0003", "0001") + "5\n", 9, "code", "duplicate"),
    ("direction", GOOD + ROW.replace("naik", "ke samping") + "5\n", 9, "direction", "direction"),
    ("no parent", GOOD + ROW.replace("2.18.03.2.01.0003", "2.19.03.2.01.0003")
     .replace(",2.18.03.2.01,", ",2.19.03.2.01,") + "5\n", 9, "parent_code", "missing_parent"),
    ("swapped", GOOD.replace("1000000", '"1.000.000,00"').replace("2000000", '"2.000.000,00"')
     + ROW + '"3,000,000.00"\n', 9, "pagu_rp", "decimal_mark"),
    ("own parent", f"{HEAD}\nsasaran,S1,Satu,,S1,,,,,,\n", 2, "parent_code", "cycle"),
    ("upside down", f"{HEAD}\nsasaran,S1,Satu,,,,,,,,\ntujuan,T1,Dua,,S1,,,,,,\n", 3,
     "parent_code", "parent_level"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "row", "column", "rule"), [one[1:] for one in BAD],
                         ids=[one[0] for one in BAD])  # fmt: skip
def test_bad_rows_are_named_and_nothing_is_copied(
    region: str, now: dt.datetime, text: str, row: int, column: str, rule: str
) -> None:
    made = plan(now)
    run = judged(made.draft.id, text, now)
    assert run.status == "refused"
    assert (row, column, rule) in [
        (one.row, one.column, one.rule) for one in run.lines if one.wrong
    ]
    with pytest.raises(planning.Refused, match="import_wrong"):
        planning.apply_import(run_id=run.id, who=None, now=now)
    assert planning.outline(version_id=made.draft.id).lines == ()


def test_cyclic_parents_are_refused(region: str, now: dt.datetime) -> None:
    text = f"""{HEAD}
program,2.18.03,Satu,{PTSP},2.18.03.2.01,,,,,,1
kegiatan,2.18.03.2.01,Dua,{PTSP},2.18.03,,,,,,1
"""
    run = judged(plan(now).draft.id, text, now)
    assert run.status == "refused"
    assert "cycle" in {one.rule for one in run.lines}


def test_what_real_plans_have_is_told_and_copied(region: str, now: dt.datetime) -> None:
    text = GOOD.replace("absolut,2000000", "absolut,2000001")
    made = plan(now)
    run = judged(made.draft.id, text, now)
    assert (run.status, run.wrong) == ("judged", 0)
    assert [(one.rule, one.row) for one in run.lines] == [("rollup", 6)]
    planning.apply_import(run_id=run.id, who=None, now=now)
    assert by_code(made.draft.id)["2.18.03.2.01"].off == Decimal(-1)


def test_a_file_judged_before_the_draft_changed_is_judged_again(
    region: str, now: dt.datetime
) -> None:
    made = plan(now)
    first, second = judged(made.draft.id, now=now), judged(made.draft.id, now=now)
    planning.apply_import(run_id=first.id, who=None, now=now)
    with pytest.raises(planning.Stale):
        planning.apply_import(run_id=second.id, who=None, now=now)


def test_nothing_is_half_imported(region: str, now: dt.datetime) -> None:
    """Interrupted in the middle of writing, and begun again."""

    class Stop(Exception):
        pass

    def stop(done: int, total: int, text: str) -> None:
        if text == "Anggaran":
            raise Stop

    made = plan(now)
    run = judged(made.draft.id, now=now)
    with pytest.raises(Stop):
        planning.apply_import(run_id=run.id, who=None, now=now, progress=stop)
    assert planning.outline(version_id=made.draft.id).lines == ()
    planning.apply_import(run_id=run.id, who=None, now=now)
    assert len(planning.outline(version_id=made.draft.id).lines) == 7


def test_a_mapping_is_remembered(region: str, now: dt.datetime) -> None:
    strange = GOOD.replace("pagu_rp", "Duit").replace("code,name", "Sandi,name", 1)
    made = plan(now)
    with pytest.raises(planning.Unreadable):
        judged(made.draft.id, strange, now)
    said = {"code": "Sandi", "pagu_rp": "Duit"}
    assert judged(made.draft.id, strange, now, mapping=said).status == "judged"
    again = judged(made.draft.id, strange, now)
    assert again.status == "judged" and again.counts["budgets"] == 4


def test_accounts_stand_beside_the_tree(region: str, now: dt.datetime) -> None:
    """SIPD's own exports: three levels and an account in every row, an account again for each of
    its details."""
    head = "Kode SKPD,Kode Program,Nama Program,Kode Kegiatan,Nama Kegiatan,Kode Sub Kegiatan,"
    head += "Nama Sub Kegiatan,Kode Akun,Nama Akun,Total\n"
    one = f"{PTSP},2.18.03,Pelayanan,2.18.03.2.01,Perizinan,2.18.03.2.01.0001,Layanan,"
    text = head + "".join(
        one + rest for rest in ("5.1.02,Barang,100\n", "5.1.02,Barang,50\n", "5.2.02,Mesin,7\n")
    )
    made = plan(now)
    run = judged(made.draft.id, text, now)
    assert run.status == "judged", run.lines
    planning.apply_import(run_id=run.id, who=None, now=now)
    assert run.counts["budgets"] == 2
    assert by_code(made.draft.id)["2.18.03"].rolled == Decimal(157)


def test_adopted_versions_take_no_files(region: str, now: dt.datetime) -> None:
    made = filled(now)
    adopted: Any = planning.adopt_version(
        version_id=made.draft.id, basis="Perbup 1/2026", on=now.date(), revision=None, who=None,
        now=now,
    )  # fmt: skip
    with pytest.raises(planning.Refused, match="not_draft"):
        judged(adopted.current.id, now=now)
