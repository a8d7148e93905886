"""`./pendopo plan` from outside: what is printed, and with which exit code."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pendopo.planning.tests import pure as planning
from pendopo.planning.tests.doors import plan_command as plan
from pendopo.planning.tests.tables import PLAN, ROWS, written

pytestmark = pytest.mark.usefixtures("django")
ROOT = Path(__file__).parents[5]
PAGE = (ROOT / "docs/reference/plan.md").read_text(encoding="utf-8")
TREE = ["program,1.01.02,P,A,A,,,,,300", "kegiatan,1.01.02.2.01,K,A,A,1.01.02,,,,299"]


def run(capsys: pytest.CaptureFixture[str], *argv: object) -> tuple[int, str, str]:
    code = plan.main([str(one) for one in argv])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_check_prints_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check", written(tmp_path, TREE), "--json")
    assert code == 1 and json.loads(out) == [
        {"rule": "rollup", "level": "program", "code": "1.01.02", "skpd_code": "A",
         "expected": 299, "found": 300}
    ]  # fmt: skip
    assert "Catatan: Tidak ada baris subkegiatan" in err
    code, out, err = run(capsys, "check", written(tmp_path, TREE))
    assert code == 1 and "Pagu Rp300; jumlah 1 kegiatan Rp299, kurang Rp1." in out and not err


def test_check_without_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", written(tmp_path, TREE[:1]), "--json")[:2] == (0, "[]\n")
    code, out, _ = run(capsys, "check", written(tmp_path, TREE[:1]))
    assert code == 0 and out.startswith("✓ t.csv: 0 temuan")


def test_money_keeps_every_digit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Seventeen digits and sen: more than binary floating point holds."""
    rows = [TREE[0].replace("300", "12345678901234567.89"), TREE[1]]
    _, out, _ = run(capsys, "check", written(tmp_path, rows), "--json")
    (one,) = json.loads(out, parse_float=Decimal)
    assert one["found"] == Decimal("12345678901234567.89")


def row(**changed: str) -> str:
    plain = "1.01 Program I 3 0 3 % absolut naik 1 - - -".replace("-", "").split(" ")
    cells = dict(zip(ROWS.split(","), plain, strict=True)) | changed
    return ",".join(cells.values())


def scored(folder: Path, capsys: pytest.CaptureFixture[str], *rows: str) -> tuple[int, Any, str]:
    path = written(folder, rows, head=ROWS)
    code, out, _ = run(capsys, "evaluate", path, "--json")
    return code, json.loads(out, parse_float=Decimal), out


def test_evaluate_prints_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, found, _ = scored(tmp_path, capsys, row())
    assert code == 0 and found == [
        {"code": "1.01", "realised_year": 1, "achievement_year": Decimal("33.3333333333"),
         "realised_total": 1, "achievement_total": Decimal("33.3333333333"),
         "predicate_year": "Sangat Rendah", "predicate_total": "Sangat Rendah"}
    ]  # fmt: skip
    code, found, _ = scored(tmp_path, capsys, row(), row(code="2", direction=""))
    assert code == 1 and found[1].keys() == {"code", "error"} and found[1]["code"] == "2"


def test_rounding_is_half_up_and_only_for_the_eye(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """12.345 % is shown as 12,35 (half even would say 12,34); 90.999 % as 91, still Tinggi."""
    rows = [row(target_year="100", q1="12.345"), row(target_year="100", q1="90.999")]
    _, found, _ = scored(tmp_path, capsys, *rows)
    assert [one["achievement_year"] for one in found] == [Decimal("12.345"), Decimal("90.999")]
    _, out, _ = run(capsys, "evaluate", tmp_path / "t.csv")
    assert "12,35 %" in out and "91 %" in out and "Tinggi;" in out.replace("Sangat Tinggi", "")
    _, found, _ = scored(tmp_path, capsys, row(target_year="160000000000", q1="0.0000000008"))
    assert found[0]["achievement_year"] == 0  # below the tenth decimal
    _, found, out = scored(tmp_path, capsys, row(q1="0.1", q2="0.2"))
    assert '"realised_year":0.3,' in out


def test_what_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for argv in (["check", tmp_path / "nowhere"], ["evaluate", written(tmp_path, TREE)], [],
                 ["evaluate"], ["check", tmp_path, "--year", "x"]):  # fmt: skip
        code, out, err = run(capsys, *argv, *(["--json"] if len(argv) > 1 else []))
        assert code == 2 and out == "" and err
    path = written(tmp_path, [row()], head=ROWS)
    code, out, err = run(capsys, "evaluate", path, "--xlsx", tmp_path / "no" / "such.xlsx")
    assert code == 2 and "tidak dapat ditulis" in err
    assert run(capsys, "evaluate", path, "--xlsx", tmp_path / "form.xlsx")[0] == 0
    assert (tmp_path / "form.xlsx").read_bytes()[:2] == b"PK"


def test_the_page_tells_every_rule_strategy_and_band() -> None:
    for rule in planning.RULES:
        assert f"| `{rule}` |" in PAGE
    told = PAGE.split("## plan check", 1)[1].split("## plan evaluate", 1)[0]
    assert set(re.findall(r"^\| `(\w+)` \|", told, re.M)) == set(planning.RULES)
    for one in planning.STRATEGIES:
        section = next(line for line in PAGE.splitlines() if line.startswith(f"| `{one.name}`"))
        assert one.formula.split(",")[0] in section and str(one.since.year) in section
        assert len(one.accumulations) == 2 or next(iter(one.accumulations)) in section
    for band in planning.BANDS[-1].bands:
        assert f"| {band.least or 'below'} | {band.label} |" in PAGE
    for name in (*PLAN.split(","), *ROWS.split(",")):
        assert f"`{name}`" in PAGE, name


def test_the_command_answers_without_a_database(tmp_path: Path) -> None:
    began = time.perf_counter()
    script = "import sys; from pendopo.config.__main__ import main; code = main(sys.argv[1:]); "
    script += "from django.db import connection; sys.exit(100 if connection.connection else code)"
    done = subprocess.run(
        [sys.executable, "-c", script, "plan", "check", str(written(tmp_path, TREE)), "--json"],
        env={"PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1 and json.loads(done.stdout), done.stderr
    assert time.perf_counter() - began < 30
