"""The steps of docs/how-to/add-a-licence.md, executed as they are written."""

from __future__ import annotations

import re
import shlex
from datetime import datetime
from pathlib import Path

import pytest

from pendopo.services.tests.packages import SHIPPED

ROOT = SHIPPED.parents[1]
PAGE = ROOT / "docs" / "how-to" / "add-a-licence.md"
_BLOCK = re.compile(r"(?:Simpan sebagai `([^`]+)`:\n\n)?```(\w+)\n(.*?)```", re.DOTALL)


def test_the_page_is_true(
    region: str,
    now: datetime,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from pendopo.faces.cli.package import main
    from pendopo.services import api as services

    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "packages" / "services" / "izin-keramaian-desa"
    commands = written = 0
    for name, language, body in _BLOCK.findall(PAGE.read_text("utf-8")):
        if language == "sh":
            for line in body.strip().split("\n"):
                words = shlex.split(line)
                assert words[:2] == ["./pendopo", "package"], line
                argv = [region if word == "35.11" else word for word in words[2:]]
                assert main(argv) == 0, f"{line}\n{capsys.readouterr()}"
                commands += 1
        else:
            assert name, f"a block of {language} says no file"
            (folder / name).write_text(body, "utf-8")
            written += 1
    assert (commands, written) == (6, 5)
    (found,) = services.versions_of(slug="izin-keramaian-desa")
    assert services.version(hash=found.hash).slug == "izin-keramaian-desa"
    assert "✗" not in capsys.readouterr().out


def test_every_key_of_service_yaml_can_be_looked_up() -> None:
    """The page names the files; the keys themselves are described where they are defined."""
    from pendopo.services import schema

    for name in dir(schema):
        kind = getattr(schema, name)
        if isinstance(kind, type) and getattr(kind, "__module__", "") == schema.__name__:
            assert kind.__doc__, name
