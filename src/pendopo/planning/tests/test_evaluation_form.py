"""Form "Evaluasi Terhadap Hasil RKPD" of Permendagri 86/2017: 16 columns."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from pendopo.planning.evaluation.layout import FORM
from pendopo.planning.tests import pure as planning
from pendopo.planning.tests.tables import DAY, ROWS, evaluated, real, written


def sheets(evaluation: planning.Evaluation) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(planning.evaluation_workbook(evaluation)))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def test_the_form_has_sixteen_columns(tmp_path: Path) -> None:
    """Numbered as the form numbers them, each divided as it divides them."""
    page = sheets(evaluated(tmp_path, [{}]))["Evaluasi"]
    assert [str(int(float(str(one)))) for one in page[4] if one != ""] == [
        str(at) for at in range(1, 17)
    ]
    assert [one for one in page[2] if one] == [title for title, _parts in FORM]
    assert page[3].count("K") == 11 and page[3].count("Rp") == 11 and page[3].count("Satuan") == 1


def test_the_form_is_the_one_of_the_source() -> None:
    asked = json.loads(real("domain/planning_forms.json").read_text(encoding="utf-8"))
    columns = asked["rkpd_evaluation_columns"]
    assert len(columns) == len(FORM) == 16
    for (title, _parts), wanted in zip(FORM, columns, strict=True):
        assert title.split()[0] == wanted.split()[0].split("/")[0] or title[:8] == wanted[:8]


def test_results_money_and_refusals(tmp_path: Path) -> None:
    head = ROWS + ",skpd_name,target_year_rp,q1_rp,q2_rp,realised_to_previous_rp,target_5yr_rp"
    lines = [
        "1.01.02,Program,I,3,0,3,%,absolut,naik,1,1,,,Dinas A,200,60,41,99,400",
        "1.01.03,Program,I,3,0,3,%,absolut,,1,,,,Dinas A,200,60,,99,400",
        "1.01.04,Program,=1+1,3,0,3,%,absolut,naik,3,,,,Dinas B,,,,,",
    ]
    path = written(tmp_path, lines, head=head)
    evaluation = planning.evaluate(planning.open_sheet(path), on=DAY)
    found = sheets(evaluation)
    first, second, third = found["Evaluasi"][5:]
    assert first[19:23] == [2, 101, pytest.approx(200 / 3), 50.5]
    assert first[23:27] == [2, 200, pytest.approx(200 / 3), 50] and first[27] == "Dinas A"
    assert second[1] == "1.01.03" and second[12] == 60 and second[19:21] == ["", 60]
    assert third[3] == "=1+1" and third[20] == ""
    assert found["Ditolak"][1:] == [
        [3, "1.01.03", "I", "direction", "Arah indikator kosong; tulis naik atau turun."]
    ]
    means = [row for row in found["Predikat"] if str(row[1]).startswith("Rata-rata")]
    assert [row[1:4] for row in means] == [["Rata-rata 1 program Dinas B", 100, "Sangat Tinggi"]]
