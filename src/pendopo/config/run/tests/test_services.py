"""Children: restarted when they crash, gone when we are."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pendopo.config.run.services import MOST_RESTARTS, Service, watch
from pendopo.config.run.trouble import Trouble


def alive(pid: int) -> bool:
    """Whether it runs; a zombie nobody has reaped yet does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def until(condition: object, seconds: float = 5) -> bool:
    assert callable(condition)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return bool(condition())


def service(tmp_path: Path, script: str) -> Service:
    return Service("contoh", [sys.executable, "-c", script], os.environ, tmp_path / "log")


def test_a_crashed_child_is_restarted_with_a_sentence(tmp_path: Path) -> None:
    one = service(tmp_path, "import time; time.sleep(60)")
    one.start()
    assert one.process is not None
    first = one.process.pid
    told: list[str] = []
    try:
        os.kill(first, signal.SIGKILL)
        assert until(lambda: one.crashed() is not None)
        watch([one], told.append)
        assert one.process.pid != first and alive(one.process.pid)
        assert "contoh berhenti tiba-tiba (kode -9)" in told[0]
    finally:
        one.stop()
    assert not alive(one.process.pid)


def test_a_child_that_keeps_crashing_ends_the_demo(tmp_path: Path) -> None:
    one = service(tmp_path, "print('kehabisan gula', flush=True); raise SystemExit(3)")
    one.start()
    told: list[str] = []

    def crash_for_ever() -> None:
        while True:
            watch([one], told.append)
            time.sleep(0.01)

    with pytest.raises(Trouble, match="kehabisan gula"):
        crash_for_ever()
    assert len(told) == MOST_RESTARTS


def test_a_child_that_ignores_sigterm_is_killed_with_its_children(tmp_path: Path) -> None:
    script = (
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "print(child.pid, flush=True); time.sleep(60)"
    )
    one = service(tmp_path, script)
    one.patience = 0.2
    one.start()
    assert until(lambda: one.log.read_text().endswith("\n"))
    grandchild = int(one.log.read_text())
    one.stop()
    assert until(lambda: not alive(grandchild))


def test_a_killed_parent_leaves_no_child(tmp_path: Path) -> None:
    script = (
        "import os, sys, time; from pathlib import Path\n"
        "from pendopo.config.run.services import Service\n"
        "argv = [sys.executable, '-c', 'import time; time.sleep(60)']\n"
        "one = Service('anak', argv, os.environ, Path(sys.argv[1])); one.start()\n"
        "print(one.process.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script, tmp_path / "log"], stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert alive(child)
    parent.kill()
    parent.communicate()
    assert until(lambda: not alive(child))
