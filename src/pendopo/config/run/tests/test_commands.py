"""The table of commands, and the launcher that reads it before anything is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from pendopo.config import __main__ as entry
from pendopo.config.environment import ROOT
from pendopo.config.run import commands, manage

PUBLIC = {
    "demo",
    "test",
    "check",
    "package",
    "ledger",
    "region",
    "bench",
    "clock",
    "migrate",
    "assets",
}


def test_every_public_command_is_there_with_both_sentences() -> None:
    public = {command.name: command for command in commands.COMMANDS if command.indonesian}
    assert set(public) >= PUBLIC | {"shell", "manage"}
    assert all(command.english for command in public.values())
    assert len({command.name for command in commands.COMMANDS}) == len(commands.COMMANDS)


@pytest.mark.parametrize("command", commands.COMMANDS, ids=lambda command: command.name)
def test_every_command_names_a_module_that_exists(command: commands.Command) -> None:
    assert find_spec(command.module) is not None


def test_an_unknown_command_exits_with_2_and_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main(["dmo"]) == 2
    assert "./pendopo demo?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("locale", "english"), [("en_GB.UTF-8", True), ("id_ID.UTF-8", False), ("C.UTF-8", False)]
)
def test_english_is_spoken_only_to_english_locales(
    monkeypatch: pytest.MonkeyPatch, locale: str, english: bool
) -> None:
    for name in ("PENDOPO_LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    assert commands.english() is english


def test_the_bare_launcher_lists_without_installing(tmp_path: Path) -> None:
    """A copy of the launcher and the table, no packages, no .venv: the list appears."""
    (tmp_path / "pendopo").write_bytes((ROOT / "pendopo").read_bytes())
    table = tmp_path / "src/pendopo/config/run/commands.py"
    table.parent.mkdir(parents=True)
    table.write_bytes(Path(commands.__file__).read_bytes())
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    for arguments, code in (([], 0), (["help"], 0), (["nonsense"], 2)):
        answer = subprocess.run(
            [sys.executable, "-I", tmp_path / "pendopo", *arguments],
            env=environment,
            capture_output=True,
            text=True,
        )
        assert answer.returncode == code, answer.stderr
        assert "demo" in answer.stdout
    assert not (tmp_path / ".venv").exists()


def test_the_launcher_tells_an_old_python_in_two_languages(tmp_path: Path) -> None:
    script = (
        "import runpy, sys\n"
        "sys.version_info = (3, 9, 1)\n"
        f"runpy.run_path({str(ROOT / 'pendopo')!r}, run_name='__main__')\n"
    )
    environment = {"PATH": str(tmp_path), "PENDOPO_REEXEC": "1", "PYTHONIOENCODING": "utf-8"}
    answer = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True
    )
    assert answer.returncode == 1
    assert "Pendopo perlu Python 3.11" in answer.stderr
    assert "Pendopo needs Python 3.11" in answer.stderr


def test_shell_and_manage_take_their_names() -> None:
    assert all(c.named for c in commands.COMMANDS if c.module == manage.__name__)
