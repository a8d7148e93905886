"""Stamps, npm and the bar: slow work is done once, and its absence is a sentence."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from pendopo.config.run import assets, node, stamps
from pendopo.config.run.display import Bar
from pendopo.config.run.trouble import Trouble


def test_a_stamp_is_fresh_until_a_source_changes(tmp_path: Path) -> None:
    source, stamp = tmp_path / "a.scss", tmp_path / "stamps" / "a"
    source.write_text("a")
    value = stamps.digest([source], "1")
    assert not stamps.fresh(stamp, value)
    stamps.remember(stamp, value)
    assert stamps.fresh(stamp, stamps.digest([source], "1"))
    assert stamps.digest([source], "2") != value
    source.write_text("b")
    assert stamps.digest([source], "1") != value
    assert stamps.digest([], "1") != stamps.digest([], "")


def test_the_build_watches_styles_scripts_and_pins_but_not_python() -> None:
    names = {path.name for path in assets.sources()}
    assert {"package.json", "package-lock.json"} <= names
    assert any(name.endswith(".scss") for name in names)
    assert not any(name.endswith((".py", ".po")) for name in names)


def test_npm_out_of_reach_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    monkeypatch.setattr(assets, "LOG", tmp_path / "log")
    failing = node.Npm(("sh", "-c", "echo ENOTFOUND registry; exit 1", "npm"), "/usr/bin:/bin")
    with pytest.raises(Trouble, match=r"tidak bisa diambil dari npm[\s\S]*ENOTFOUND") as caught:
        assets.install(failing)
    assert caught.value.exit_code != 0
    assert not (tmp_path / "node_modules").exists()


def test_a_node_that_does_not_run_has_no_version(tmp_path: Path) -> None:
    broken = tmp_path / "node"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    assert node.major(str(broken)) == 0
    broken.write_text("#!/bin/sh\necho v18.19.0\n")
    assert node.major(str(broken)) == 18


def test_the_bar_in_a_log_is_at_most_eleven_lines() -> None:
    stream = io.StringIO()
    bar = Bar(stream)
    for done in range(501):
        bar(done, 500, "permohonan")
    lines = stream.getvalue().splitlines()
    assert len(lines) == 11
    assert lines[-1].strip().startswith("100%")
