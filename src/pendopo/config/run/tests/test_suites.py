"""`./pendopo test` and `check`: which suites run, what the table says, who finds Chromium."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pendopo.config.run import check, chromium
from pendopo.config.run import test as suites
from pendopo.config.run.trouble import Trouble

REPORT = (
    '<testsuites><testsuite name="pytest" errors="1" failures="2" skipped="3" tests="10">'
    "</testsuite></testsuites>"
)


def test_a_suite_is_a_folder_with_tests(tmp_path: Path) -> None:
    (tmp_path / "tests/house").mkdir(parents=True)
    (tmp_path / "tests/faults").mkdir()
    (tmp_path / "tests/faults/test_kill.py").touch()
    assert suites.present(tmp_path) == ["tests/faults"]


def test_counts_come_from_pytests_report(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    assert suites.counts(report) == (4, 3, 3)


def test_a_run_without_a_report_is_a_failure(tmp_path: Path) -> None:
    assert suites.counts(tmp_path / "missing.xml") == (0, 1, 0)


def test_the_table_ends_with_one_line_over_all_suites() -> None:
    outcomes = [
        suites.Outcome("src", 0, 40, 0, 1, seconds=90.0),
        suites.Outcome("tests/journeys", 1, 5, 2, 0, seconds=30.0),
    ]
    lines = suites.table(outcomes).splitlines()
    assert lines[-1] == "45 passed, 2 failed, 1 skipped"
    assert "1.5" in lines[2]
    assert lines[3].endswith("FAILED")


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        ([], True),
        (["-x"], True),
        (["src"], False),
        (["tests/journeys", "-x"], True),
        (["tests"], True),
        (["src/pendopo/core", "-k", "fee"], False),
    ],
)
def test_only_runs_with_journeys_need_a_browser(arguments: list[str], needed: bool) -> None:
    assert suites.needs_browser(arguments) is needed


def test_a_missing_browser_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("PENDOPO_CHROMIUM", raising=False)
    with pytest.raises(Trouble, match="--no-browser"):
        chromium.need()


def test_the_given_browser_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = tmp_path / "chrome"
    browser.touch(mode=0o755)
    monkeypatch.setenv("PENDOPO_CHROMIUM", str(browser))
    assert chromium.find() == str(browser)
    browser.chmod(0o644)
    if os.geteuid() != 0 or not os.access(browser, os.X_OK):
        assert chromium.find() == ""


def test_a_red_check_shows_its_output_and_a_green_one_only_its_seconds(
    capsys: pytest.CaptureFixture[str],
) -> None:
    environment = dict(os.environ)
    assert check.run(check.Check("a", "a", ("sh", "-c", "echo hush")), environment)
    assert not check.run(check.Check("b", "b", ("sh", "-c", "echo because; exit 3")), environment)
    assert not check.run(check.Check("c", "c", ("no-such-tool",)), environment)
    shown = capsys.readouterr().out
    assert "hush" not in shown
    assert "because" in shown
    assert "no-such-tool" in shown


def test_every_promised_check_is_made() -> None:
    names = {one.english for one in check.checks()}
    assert names >= {"format", "lint", "types", "import ladder", "migrations"}
