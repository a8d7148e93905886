"""`./pendopo package check|test|publish|new` as people use it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from pendopo.services.tests.packages import SHIPPED


@pytest.fixture
def package(django: None):
    from pendopo.faces.cli.package import main

    return lambda *argv: main([str(one) for one in argv])


def test_new_check_test(package, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "services" / "izin-keramaian"
    assert package("new", folder) == 0
    assert package("check", folder) == 0
    assert package("test", "-v", folder) == 0
    said = capsys.readouterr().out
    assert "izin-keramaian: beres" in said
    assert "3 dari 3 cerita cocok" in said


def test_new_never_overwrites(package, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "izin"
    folder.mkdir()
    (folder / "catatan.txt").write_text("jangan hilang")
    assert package("new", folder) == 1
    assert [path.name for path in folder.iterdir()] == ["catatan.txt"]
    assert "tidak ada yang ditulis" in capsys.readouterr().err
    assert package("new", tmp_path / "Izin Keramaian") == 1


def test_defects_have_a_place(package, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "izin-keramaian"
    package("new", folder)
    path = folder / "service.yaml"
    path.write_text(path.read_text().replace("role: signer", "role: bos"))
    assert package("check", folder) == 1
    line = 1 + path.read_text().split("\n").index("  Kepala: {organisation: owner, role: bos}")
    assert f"service.yaml:{line}: [value-wrong]" in capsys.readouterr().out
    assert package("test", folder) == 1
    assert package("publish", folder, "--region", "35.11") == 1


def test_a_wrong_story_is_shown(
    package, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "izin-keramaian"
    package("new", folder)
    path = folder / "stories" / "terbit.yaml"
    path.write_text(path.read_text().replace("fee: 0", "fee: 5000"))
    assert package("test", folder) == 1
    said = capsys.readouterr().out
    assert "diharapkan: 5000" in said and "ternyata:   0" in said
    assert "2 dari 3 cerita cocok" in said


def test_publish(package, region: str, now: datetime, capsys: pytest.CaptureFixture[str]) -> None:
    from pendopo.services import api as services

    argv = ("publish", SHIPPED / "sip-dokter", "--region", region)
    assert package(*argv, "--from", "2026-12-01") == 0
    assert "terbit di " + region in capsys.readouterr().out
    found = services.versions_of(slug="sip-dokter")
    assert [one.valid_from.isoformat() for one in found] == ["2026-11-30T17:00:00+00:00"]
    assert package(*argv, "--from", "2026-12-01", "--to", "2026-11-01") == 1


@pytest.mark.parametrize("argv", [[], ["lain"], ["check"], ["new"], ["publish"]])
def test_wrongly_called(package, argv: list[str]) -> None:
    assert package(*argv) == 2


def test_a_missing_folder_is_a_sentence(package, tmp_path: Path, capsys) -> None:
    assert package("check", tmp_path / "tidak-ada") == 1
    assert "tidak ditemukan" in capsys.readouterr().out
