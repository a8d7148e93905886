"""Permendagri 90/2019: programme, activity and sub-activity, each with its own code and parent;
Permendagri 86/2017: their budgets agree from one plan to the next, so they must add up."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pendopo.planning.tests.tables import checked, rules, written

SOUND = [
    "program,1.01.02,P,A,Dinas A,,Angka partisipasi,90,%,300",
    "kegiatan,1.01.02.2.01,K,A,Dinas A,1.01.02,Jumlah sekolah,3,unit,300",
    "subkegiatan,1.01.02.2.01.0001,S,A,Dinas A,1.01.02.2.01,Jumlah ruang,2,ruang,100",
    "subkegiatan,1.01.02.2.01.0002,S,A,Dinas A,1.01.02.2.01,Jumlah kursi,2,unit,200",
    "program,1.01.02,P,B,Dinas B,,Angka partisipasi,90,%,50",
    "kegiatan,1.01.02.2.01,K,B,Dinas B,1.01.02,Jumlah sekolah,3,unit,50",
    "subkegiatan,1.01.02.2.01.0001,S,B,Dinas B,1.01.02.2.01,Jumlah ruang,2,ruang,50",
]


def test_a_sound_tree_of_two_agencies_has_no_finding(tmp_path: Path) -> None:
    """The same codes in two agencies are two trees."""
    report = checked(written(tmp_path, SOUND))
    assert report.findings == () and report.counts == {
        "program": 2, "kegiatan": 2, "subkegiatan": 3,
    }  # fmt: skip


def line(at: int, **changed: str) -> list[str]:
    """The sound tree with one row changed."""
    names = ("level", "code", "name", "skpd_code", "skpd_name", "parent_code", "indicator",
             "target", "unit", "pagu_rp")  # fmt: skip
    cells = dict(zip(names, SOUND[at].split(","), strict=True)) | changed
    rows = list(SOUND)
    rows[at] = ",".join(cells.values())
    return rows


S1, S2, K, P = "1.01.02.2.01.0001", "1.01.02.2.01.0002", "1.01.02.2.01", "1.01.02"
CASES: list[tuple[str, list[str], list[tuple[str, str]]]] = [
    ("a rupiah too much below", line(2, pagu_rp="101"), [("rollup", K)]),
    ("an activity changed: it and its programme", line(1, pagu_rp="299"),
     [("rollup", P), ("rollup", K)]),
    ("doubled below", line(6, pagu_rp="100"), [("rollup", K)]),
    ("money without children", SOUND[:6], [("rollup", K)]),
    ("no children, no money", [*line(4, pagu_rp="0")[:5]], [("childless", P)]),
    ("no budget stands for nothing", line(1, pagu_rp=""), [("rollup", P), ("rollup", K)]),
    ("an empty parent", line(2, parent_code=""), [("missing_parent", S1)]),
    ("a parent nobody has", line(6, parent_code="1.01.02.2.09"),
     [("rollup", K), ("missing_parent", S1)]),
    ("the other agency has the parent, this one has not", [*SOUND[:5], SOUND[6]],
     [("rollup", P), ("missing_parent", S1)]),
    ("below the programme at once", line(6, parent_code=P),
     [("rollup", K), ("parent_level", S1)]),
    ("a code twice", [*SOUND, "subkegiatan,1.01.02.2.01.0001,S,B,B,1.01.02.2.01,I,1,u,0"],
     [("duplicate", S1)]),
    ("a further indicator of the same node", [*SOUND, "subkegiatan,1.01.02.2.01.0001,S,B,B,"
     "1.01.02.2.01,Jumlah siswa,1,,"], [("indicator_unit", S1)]),
    ("the same indicator again", [*SOUND, "subkegiatan,1.01.02.2.01.0001,S,B,B,1.01.02.2.01,"
     "Jumlah ruang,1,u,"], [("duplicate", S1)]),
    ("a lost zero in the parent's code", line(6, parent_code="1.1.2.2.1"), [("leading_zero", S1)]),
    ("lost zeros in the agency's code", ["program,1.01.02,P,1.01.2.22.0.00.01.0000,A,,,,,0",
     "kegiatan,1.01.02.2.01,K,1.1.2.22.0.0.1.0,A,1.01.02,,,,0"], [("leading_zero", K)]),
    ("an agency's code with the old end", ["program,1.01.02,P,1.02.0.00.0.00.01.00,A,,,,,0",
     "kegiatan,1.01.02.2.01,K,1.02.0.00.0.00.01.0000,A,1.01.02,,,,0"], []),
    ("two nomenclatures in one table", [*SOUND, "subkegiatan,1.01.02.2.01.01,S,B,B,1.01.02.2.01,"
     "I,1,u,0"], []),
    ("a level nobody knows", line(6, level="proyek"), [("rollup", K), ("level", S1)]),
    ("levels as people write them", line(6, level="Sub Kegiatan"), []),
    ("no code", line(6, code=""), [("rollup", K), ("code", "")]),
    ("a date", line(6, code="01/01/2002"), [("rollup", K), ("code_date", "01/01/2002")]),
    ("lost zeros, still linked", line(5, code="1.1.2.2.1"), [("leading_zero", "1.1.2.2.1")]),
    ("a lost zero in front of four digits", line(3, code="1.01.02.2.01.002"),
     [("leading_zero", "1.01.02.2.01.002")]),
    ("not a number", line(2, pagu_rp="NaN"), [("number", S1)]),
    ("no number of a budget", line(2, pagu_rp="1e400"), [("number", S1)]),
    ("digits lost in Excel", line(2, pagu_rp="1E+02"), [("number", S1)]),
    ("words", line(2, pagu_rp="seratus"), [("number", S1)]),
    ("NaN as a target", line(2, target="nan"), [("number", S1)]),
    ("negative", line(2, pagu_rp="-100"), [("rollup", K), ("negative", S1)]),
    ("no unit", line(2, unit=""), [("indicator_unit", S1)]),
    ("no target", line(2, target=""), [("indicator_target", S1)]),
    ("no indicator owes nothing", line(2, indicator="", unit="", target=""), []),
    ("thousands without quotes", [*SOUND[:6], "subkegiatan,1.01.02.2.01.0001,S,B,B,"
     "1.01.02.2.01,I,1,u,1,000"], [("columns", S1)]),
    ("its own parent", line(1, parent_code="1.01.02.2.01"), [("rollup", P), ("cycle", K)]),
]  # fmt: skip


@pytest.mark.parametrize(("_why", "rows", "expected"), CASES, ids=[one[0] for one in CASES])
def test_findings(
    tmp_path: Path, _why: str, rows: list[str], expected: list[tuple[str, str]]
) -> None:
    """Each defect is reported once, and nothing that only follows from it."""
    assert rules(checked(written(tmp_path, rows))) == expected


def test_expected_is_the_sum_and_found_what_stands(tmp_path: Path) -> None:
    (one,) = checked(written(tmp_path, line(2, pagu_rp="100,5"))).findings
    assert (one.rule, one.expected, one.found) == ("columns", 10, "11")
    rows = line(2, pagu_rp='"100,50"')
    (one,) = checked(written(tmp_path, rows)).findings
    assert (one.expected, one.found) == (Decimal("300.5"), Decimal(300))
    assert one.row == 3 and "lebih Rp0,50" in one.message


def test_two_nodes_that_are_each_others_parents(tmp_path: Path) -> None:
    rows = [
        "program,1.01.02,P,A,A,,I,1,u,0",
        "kegiatan,1.01.02.2.01,K,A,A,1.01.02.2.02,I,1,u,0",
        "kegiatan,1.01.02.2.02,K,A,A,1.01.02.2.01,I,1,u,0",
    ]
    found = checked(written(tmp_path, rows)).findings
    assert [(one.rule, one.code[-2:]) for one in found if one.rule == "cycle"] == [
        ("cycle", "01"), ("cycle", "02"),
    ]  # fmt: skip
    assert found[1].found == "1.01.02.2.01 > 1.01.02.2.02 > 1.01.02.2.01"


def test_a_programme_below_its_own_activity(tmp_path: Path) -> None:
    """The activity's own link is right: the programme is told, and only it."""
    rows = line(0, parent_code="1.01.02.2.01")
    assert rules(checked(written(tmp_path, rows))) == [("cycle", P)]


def test_an_indicator_without_direction_where_there_is_a_column(tmp_path: Path) -> None:
    head = "level,code,indicator,target,unit,direction,pagu_rp"
    rows = ["program,1.01.02,I,1,u,naik,0", "program,1.01.03,I,1,u,,0"]
    assert rules(checked(written(tmp_path, rows, head=head))) == [
        ("indicator_direction", "1.01.03")
    ]


def test_template_codes_and_old_sub_activities_are_whole(tmp_path: Path) -> None:
    """X.XX.01 stands in the nomenclature itself; sub-activities of 2021 have two digits; another
    city writes the wilayah level with two."""
    rows = [
        "program,X.XX.01,P,A,A,,,,,7",
        "kegiatan,X.XX.01.2.01,K,A,A,X.XX.01,,,,7",
        "subkegiatan,X.XX.01.2.01.01,S,A,A,X.XX.01.2.01,,,,7",
        "program,2.16.03,P,A,A,,,,,5",
        "kegiatan,2.16.03.02.02,K,A,A,2.16.03,,,,5",
        "subkegiatan,2.16.03.02.02.09,S,A,A,2.16.03.02.02,,,,5",
    ]
    assert rules(checked(written(tmp_path, rows))) == []
