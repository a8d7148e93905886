"""Figures that a region sets: dated, with their source, checked by file, line and rule."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from pendopo.voice.tests.doors import cli, ledger, voice
from pendopo.voice.tests.reporting import CODE, at

PACE = """
source: contoh
values:
  - valid_from: 2026-01-01
    browser: 20
    address: 60
    helper: 300
    refused: 3000
    basis: Contoh
    contoh: true
  - valid_from: 2027-01-01
    browser: 5
    address: 10
    helper: 50
    refused: 100
    basis: Contoh kedua
"""
VALUES = """
source: contoh
values:
  - valid_from: 2020-01-01
    ranked_from: 30
    shown_from: 5
    fixed: 0.6
    prompt: 0.4
    rating_prior: 10
    topic_prior: 10
    farthest: 2
    period_from: 5
    basis: Contoh
    contoh: true
  - valid_from: 2027-01-01
    ranked_from: 6
    shown_from: 6
    fixed: 0.5
    prompt: 0.5
    rating_prior: 20
    topic_prior: 20
    farthest: 3
    period_from: 8
    basis: Contoh kedua
"""
HEADING = "number,agency,topic,district,week,class,on_time,outcome,reopen_count,rating\n"


def export(week: str, count: int = 8) -> bytes:
    rows = (
        f"R{at},{'A' if at % 2 else 'B'},jalan,,{week},complaint,true,confirmed,0,5"
        for at in range(count)
    )
    return (HEADING + "\n".join(rows) + "\n").encode()


@pytest.mark.parametrize(
    ("day", "browser"), [("2025-06-01", 20), ("2026-12-31", 20), ("2027-01-01", 5)]
)
def test_what_holds_is_what_has_begun(day: str, browser: int, tmp_path: Path) -> None:
    from pendopo.voice.dated import in_force, load_pace

    path = tmp_path / "pace.yaml"
    path.write_text(PACE, encoding="utf-8")
    assert in_force(load_pace(path=path), dt.date.fromisoformat(day)).browser == browser


@pytest.mark.parametrize(
    ("old", "new", "line", "rule"),
    [
        ("values:", "values: [", 1, "not-yaml"),
        ("    browser: 5\n", "    browser: 5\n    warna: 1\n", 1, "shape"),
        ("    browser: 20\n", "    browser: dua\n", 1, "shape"),
        ("    helper: 300\n", "", 1, "shape"),
        ("2027-01-01", "2026-01-01", 11, "order"),
        ("basis: Contoh kedua", 'basis: " "', 11, "basis"),
        ("browser: 5", "browser: 0", 11, "range"),
        ("address: 10", "address: 4", 11, "steps"),
        ("refused: 100", "refused: 9", 11, "steps"),
        ("browser: 20", "browser: &a 20", 5, "not-yaml"),
    ],
)
def test_a_defect_of_the_pace_is_named(
    old: str, new: str, line: int, rule: str, tmp_path: Path
) -> None:
    from pendopo.voice.dated import DatedRefused, load_pace

    path = tmp_path / "pace.yaml"
    assert old in PACE
    path.write_text(PACE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DatedRefused) as refused:
        load_pace(path=path)
    first = refused.value.problems[0]
    assert (first.source, first.line, first.rule) == ("pace.yaml", line, rule)
    assert first.message and str(first)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("shown_from: 6", "shown_from: 4", "small-cell"),
        ("period_from: 8", "period_from: 1", "small-cell"),
        ("ranked_from: 6", "ranked_from: 5", "ranked"),
        ("prompt: 0.5", "prompt: 0.6", "weights"),
        ("farthest: 3", "farthest: 0.5", "range"),
        ("topic_prior: 20", "topic_prior: 0", "range"),
    ],
)
def test_a_defect_of_the_formula_is_named(old: str, new: str, rule: str, tmp_path: Path) -> None:
    from pendopo.voice.dated import DatedRefused, load_reputation

    path = tmp_path / "reputation.yaml"
    assert old in VALUES
    path.write_text(VALUES.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DatedRefused) as refused:
        load_reputation(path=path)
    assert [(one.line, one.rule) for one in refused.value.problems] == [(15, rule)]


def test_the_files_that_we_ship_are_sound_and_change_nothing(django: None) -> None:
    from tests.regency import ROOT

    from pendopo.voice import dated

    folder = ROOT / "packages/regions/bondowoso/voice"
    (pace,) = dated.load_pace(path=folder / "pace.yaml")
    (values,) = dated.load_reputation(path=folder / "reputation.yaml")
    for kept, own in ((pace, dated.PACE), (values, dated.REPUTATION)):
        names = set(own.__struct_fields__) - {"valid_from", "basis", "contoh"}
        assert {name: getattr(kept, name) for name in names} == {
            name: getattr(own, name) for name in names
        }
        assert kept.basis and kept.contoh


@pytest.mark.parametrize(
    ("period", "day"),
    [("2026-W47", "2026-11-22"), ("2026-W53", "2027-01-03"), ("2026-11", "2026-11-30"),
     ("2024-02", "2024-02-29"), ("2026-12", "2026-12-31"), ("", None), ("2026-W60", None),
     ("2026-13", None), ("kemarin", None)],
)  # fmt: skip
def test_the_time_of_an_export_ends_with_its_latest_period(period: str, day: Any) -> None:
    from pendopo.voice.reputation.periods import last_day

    found = last_day(period)
    assert (found and str(found)) == day


def test_the_command_uses_and_prints_what_held_then(
    django: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values, then, later = (tmp_path / name for name in ("reputation.yaml", "a.csv", "b.csv"))
    values.write_text(VALUES, encoding="utf-8")
    then.write_bytes(export("2026-W47", 16))
    later.write_bytes(export("2027-W05", 16))
    told: dict[str, Any] = {}
    for path in (then, later):
        argv = ["reputation", "--from", str(path), "--values", str(values)]
        assert cli.main([*argv, "--json"]) == 0
        told[path.name] = json.loads(capsys.readouterr().out)
        assert cli.main(argv) == 0
        text = capsys.readouterr().out
        assert told[path.name]["values"]["valid_from"] in text and "ranked_from" in text
    before, after = told["a.csv"], told["b.csv"]
    assert before["values"]["ranked_from"] == 30 and after["values"]["ranked_from"] == 6
    assert {one["state"] for one in before["agency"]} == {"too_few"}
    assert {one["state"] for one in after["agency"]} == {"ranked"}
    assert before["values"]["contoh"] and not after["values"]["contoh"]
    values.write_text(VALUES.replace("fixed: 0.5", "fixed: 0.9"), encoding="utf-8")
    assert cli.main(["reputation", "--from", str(then), "--values", str(values)]) == 1
    assert "reputation.yaml:15" in capsys.readouterr().err


def test_the_region_answers_by_its_own_file(
    town: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pendopo.voice import catalogue

    texts = {catalogue.PACE_FILE: PACE, catalogue.REPUTATION_FILE: VALUES}

    def file_of(_region: str, file: str) -> Path | None:
        if file not in texts:
            return None
        path = tmp_path / Path(file).name
        path.write_text(texts[file], encoding="utf-8")
        return path

    with ledger.use_region(CODE):
        assert voice.pace(now=at("2026-11-16 09:00")).browser == 20
        monkeypatch.setattr(catalogue, "_file_of", file_of)
        monkeypatch.setattr(catalogue, "_remembered", {})
        assert voice.pace(now=at("2027-01-01 00:30")).browser == 5, "by the region's own day"
        assert voice.pace(now=at("2026-12-31 23:30")).browser == 20
        assert voice.reputation_figures(now=at("2027-05-01 09:00")).shown_from == 6
    with ledger.use_region("90.99"):
        monkeypatch.setattr(catalogue, "_file_of", lambda _region, _file: None)
        monkeypatch.setattr(catalogue, "_remembered", {})
        assert voice.reputation_figures(now=at("2027-05-01 09:00")) == voice.REPUTATION
