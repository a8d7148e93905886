"""Moving the demo's clock."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pendopo.config.run import clock
from pendopo.config.run.trouble import Trouble


@pytest.mark.parametrize(
    ("text", "seconds"), [("+3d", 259_200), ("+2h", 7_200), ("+30m", 1_800), ("+0d", 0)]
)
def test_offsets(text: str, seconds: int) -> None:
    assert clock.parse(text) == seconds


@pytest.mark.parametrize("text", ["3d", "-3d", "+3w", "+d", "besok", "+99999d"])
def test_anything_else_is_refused_with_exit_code_2(text: str) -> None:
    with pytest.raises(Trouble) as caught:
        clock.parse(text)
    assert caught.value.exit_code == 2


def test_moves_add_up_and_reset_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    var = tmp_path / "var"
    monkeypatch.setenv("PENDOPO_VAR", str(var))
    assert clock.main(["+3d"]) == 0
    assert clock.main(["+2h"]) == 0
    assert json.loads((var / "clock.json").read_text()) == {"seconds": 266_400}
    assert "3 d 2 h" in capsys.readouterr().out
    assert clock.main(["reset"]) == 0
    assert json.loads((var / "clock.json").read_text()) == {"seconds": 0}


def test_a_damaged_file_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "clock.json"
    path.write_text("{")
    with pytest.raises(Trouble, match="rusak"):
        clock.read(path)
