"""`./pendopo voice reputation`: the same table for whoever has the export."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from pendopo.voice.dated import REPUTATION
from pendopo.voice.reputation import compute, parse_export
from pendopo.voice.tests.doors import cli

pytestmark = pytest.mark.usefixtures("django")

HEAD = "number,agency,topic,district,week,class,on_time,outcome,reopen_count,rating,flags"


def export(path: Path) -> Path:
    lines = [
        f"LP-{at},{'Dishub' if at % 3 else 'PU'},{'PJU' if at % 2 else 'Jalan'},35.11.{at % 4:02},"
        f"2026-W10,complaint,{'true' if at % 5 else 'false'},"
        f"{'confirmed' if at % 4 else 'unconfirmed'},0,{at % 5 + 1},"
        for at in range(150)
    ]
    random.Random(4).shuffle(lines)
    path.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    return path


def test_the_table_is_recomputed_exactly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = export(tmp_path / "export.csv")
    assert cli.main(["reputation", "--from", str(path), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    table = compute(rows=parse_export(path.read_bytes()))
    assert printed.pop("values")["ranked_from"] == REPUTATION.ranked_from
    assert printed == json.loads(json.dumps(table.plain()))
    assert printed["formula"] == "2" and printed["due"] == 150
    assert {one["rank"] for one in printed["agency"]} == {1, 2}
    assert cli.main(["reputation", "--from", str(path)]) == 0
    assert "Dishub" in capsys.readouterr().out


def test_a_defect_is_told_with_its_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(HEAD + "\nLP-1,A,T,D,W,C,true,beres,0,,\n")
    assert cli.main(["reputation", "--from", str(path)]) == 1
    assert "baris 2: [outcome]" in capsys.readouterr().err
    assert cli.main(["reputation", "--from", str(tmp_path / "none.csv")]) == 1
    assert cli.main(["reputation"]) == 2


def test_the_page_tells_this_formula() -> None:
    page = (Path(__file__).parents[5] / "docs" / "reference" / "reputation.md").read_text("utf-8")
    from pendopo.voice.reputation import rows, table

    assert f"Formula version **{table.FORMULA}**" in page
    assert f"Fewer than **{REPUTATION.ranked_from}**" in page
    assert f"Fewer than **{REPUTATION.shown_from}**" in page
    assert f"({REPUTATION.fixed} × " in page and f"+ {REPUTATION.prompt} × " in page
    assert all(f"`{name}`" in page for name in (*rows.COLUMNS, *rows.OUTCOMES))
