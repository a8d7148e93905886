"""Child processes that never outlive us, and the ways to run PostgreSQL when we are root."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER = 0x10000000
NOBODY = 65534
LINUX = sys.platform == "linux"


def spawn(
    argv: Sequence[str | Path],
    *,
    environment: Mapping[str, str],
    output: IO[bytes] | int | None = None,
    error: IO[bytes] | int | None = subprocess.STDOUT,
    death_signal: signal.Signals = signal.SIGTERM,
    namespace: bool = False,
) -> subprocess.Popen[bytes]:
    """Start `argv` in a session of its own; it gets `death_signal` if we die, even by SIGKILL.

    Call it from the main thread: the kernel sends the signal when the starting *thread* ends.
    `namespace` runs it as `nobody` inside a user namespace, where files of root appear as its own.
    """
    return subprocess.Popen(
        [str(part) for part in argv],
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=error,
        start_new_session=True,
        preexec_fn=_before_exec(death_signal, namespace) if LINUX else None,
    )


def _before_exec(death_signal: int, namespace: bool) -> Callable[[], None]:
    libc = ctypes.CDLL(None, use_errno=True)  # loaded before fork: the child only calls it
    parent, user, group = os.getpid(), os.geteuid(), os.getegid()

    def before() -> None:
        if namespace:
            if libc.unshare(CLONE_NEWUSER) != 0:
                raise OSError(ctypes.get_errno(), "unshare")
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/uid_map").write_text(f"{NOBODY} {user} 1")
            Path("/proc/self/gid_map").write_text(f"{NOBODY} {group} 1")
        # After unshare: a change of credentials clears the death signal.
        libc.prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return before


def namespaces_work() -> bool:
    """Whether this machine lets us make a user namespace (many containers do not)."""
    try:
        probe = spawn(["/bin/true"], environment={}, output=subprocess.DEVNULL, namespace=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return probe.wait() == 0


def stop(
    child: subprocess.Popen[bytes],
    *,
    politely: signal.Signals = signal.SIGTERM,
    patience: float = 3.0,
    firmly: signal.Signals = signal.SIGKILL,
) -> None:
    """Ask, wait `patience` seconds, then insist; nothing of its session is left behind."""
    if child.poll() is None:
        child.send_signal(politely)
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            child.send_signal(firmly)
            try:
                child.wait(3)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
    sweep(child.pid)


def sweep(session: int) -> None:
    """End whatever still runs in the session a child of ours led."""
    try:
        os.killpg(session, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
    deadline = time.monotonic() + 1
    while time.monotonic() < deadline:
        try:
            os.killpg(session, 0)
        except (ProcessLookupError, PermissionError):
            return
        time.sleep(0.01)
