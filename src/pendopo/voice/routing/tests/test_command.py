"""`./pendopo voice train` from outside: figures on standard output, everything else beside it."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from pendopo.voice.routing import RoutingRefused, load_model
from pendopo.voice.routing.tests.composed import reports
from pendopo.voice.tests.doors import cli

pytestmark = pytest.mark.usefixtures("django")

ROOT = Path(__file__).parents[5]
NYC = ROOT.parent / "shared" / "data" / "requests-311" / "nyc311_1000_2024.csv"


def written(path: Path, rows: list[tuple[str, str, str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([("text", "topic", "agency"), *rows])
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    rows = [(one.text, one.topic, one.agency) for one in reports(100)]
    return written(tmp_path / "in.csv", [*rows, ("tanpa perangkat", "PJU", "")])


def run(capsys: pytest.CaptureFixture[str], *argv: object) -> tuple[int, str, str]:
    code = cli.main([str(one) for one in argv])
    out, err = capsys.readouterr()
    return code, out, err


def test_json_is_one_object_with_the_documented_keys(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "train", file, "--json", "--out", tmp_path / "m", "--seed", 7)
    assert code == 0 and len(out.splitlines()) == 1
    found: dict[str, Any] = json.loads(out)
    for name in ("accuracy", "top3", "macro_f1"):
        for one in (found[name], found["topic"][name]):
            assert set(one) == {"value", "low", "high"}
            assert 0 <= one["low"] <= one["value"] <= one["high"] <= 1
    assert found["bad_rows"] == 1 and "row 102 names no agency" in err
    model = load_model(path=Path(found["model"]["file"]))
    assert model.hash == found["model"]["hash"]
    page = (ROOT / "docs" / "reference" / "routing.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\w+)`", page[page.index("| key |") :]))
    assert set(found) <= told
    again = json.loads(run(capsys, "train", file, "--json", "--seed", 7)[1])
    assert {**again, "model": 0} == {**found, "model": 0}


def test_people_get_a_sheet(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "train", file, "--folds", 3)
    assert code == 0 and "accuracy" in out and "could not be tested" in out


@pytest.mark.parametrize(
    "data", [b"", b"text,agency\n", b"text,agency\na b,A\nc d,A\n", b"\0\xff", b"x;y\n1;2\n"]
)
def test_what_cannot_be_used_gets_a_sentence(
    data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(data)
    code, out, err = run(capsys, "train", path)
    assert (code, out) == (1, "") and err.strip() and "Traceback" not in err
    assert run(capsys, "train", tmp_path / "none.csv")[0] == 1
    for option, value in (("--folds", "1"), ("--seed", "x"), ("--confidence", "nan")):
        assert run(capsys, "train", path, option, value)[0] == 2


def test_a_changed_model_is_not_read(file: Path, tmp_path: Path, capsys: Any) -> None:
    run(capsys, "train", file, "--out", tmp_path / "m")
    [path] = (tmp_path / "m").iterdir()
    whole = path.read_bytes()
    before = load_model(path=path)
    random = Random(8)
    for at in [random.randrange(len(whole)) for _ in range(150)]:
        broken = bytearray(whole)
        broken[at] ^= 1 << random.randrange(8)
        path.write_bytes(bytes(broken))
        try:
            assert load_model(path=path).hash == before.hash  # a date or a mark of the archive
        except RoutingRefused as refused:
            assert refused.code == "model" and refused.text["id"] and refused.text["en"]
    for data in (b"", b"PK", bytes(200), whole[: len(whole) // 2]):
        path.write_bytes(data)
        with pytest.raises(RoutingRefused):
            load_model(path=path)


def test_a_heading_that_promises_terabytes_costs_nothing(tmp_path: Path) -> None:
    data = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        data, {"descr": "|i1", "fortran_order": False, "shape": (10**13,)}
    )
    path = tmp_path / "routing-0000000000000000.npz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("described.npy", data.getvalue())
    with pytest.raises(RoutingRefused):
        load_model(path=path)


def test_a_pickle_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "routing-0000000000000000.npz"
    np.savez(path, described=np.array([{"a": 1}], dtype=object), allow_pickle=True)
    with pytest.raises(RoutingRefused):
        load_model(path=path)


@pytest.mark.skipif(not NYC.exists(), reason="the 311 requests are not part of the project")
def test_real_requests_are_routed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with NYC.open(encoding="utf-8") as lines:
        rows = [
            (f"{one['descriptor']} {one['location_type']}", one["complaint_type"], one["agency"])
            for one in csv.DictReader(lines)
        ]
    code, out, _ = run(capsys, "train", written(tmp_path / "311.csv", rows), "--json")
    found = json.loads(out)
    assert code == 0 and found["n"] == 1000 and found["agencies"] == 11
    assert found["accuracy"]["value"] > 0.85 and found["top3"]["value"] > 0.93
