"""`./pendopo demo`: the whole product on this machine, from nothing, on one origin."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pendopo.config import environment
from pendopo.config.run import (
    assets,
    cluster,
    database,
    folder,
    locks,
    ports,
    postgres,
    translations,
)
from pendopo.config.run.display import step, word
from pendopo.config.run.services import Service, watch
from pendopo.config.run.trouble import Trouble

WEB_SECONDS = 60  # until /healthz must answer


def main(argv: list[str]) -> int:
    """Serve until Ctrl-C or SIGTERM; 0 after a clean stop, 2 when the address cannot be had."""
    options = parse(argv)
    var = environment.var()
    folder.claim(var)
    with interruptible(), ExitStack() as stack:
        try:
            alone(stack, var)
            ports.claimable(options.host, options.port)
            print(f"\n  Pendopo · {var}\n", flush=True)
            if options.fresh:
                begin_anew(var)
            build(var)
            with step(word("Menyalakan PostgreSQL", "Starting PostgreSQL")):
                server = stack.enter_context(postgres.running(var))
            given = surroundings(server, var, options)
            database.prepare(server, given, var)
            logins = database.seed(given, fresh=options.fresh)
            services = start(stack, given, var, options)
            if server.service is not None:
                services.insert(0, server.service)
            welcome(ports.origin(options.host, options.port), logins, var)
            while True:
                watch(services, lambda text: print(f"  {text}", flush=True))
                time.sleep(0.1)
        except KeyboardInterrupt:
            print(f"\n  {word('Menghentikan Pendopo …', 'Stopping Pendopo …')}", flush=True)
    print(f"  {word('Berhenti. Data tersimpan di', 'Stopped. The data stay in')} {var}", flush=True)
    return 0


def parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./pendopo demo")
    parser.add_argument("--host", default="127.0.0.1", help="alamat / address (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port (8000)")
    parser.add_argument("--fresh", action="store_true", help="mulai dari awal / begin anew")
    return parser.parse_args(argv)


@contextmanager
def interruptible() -> Iterator[None]:
    """SIGINT, SIGTERM and SIGHUP all stop us once; further ones do not disturb the stopping."""
    signals = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # else started by nohup
        signals.append(signal.SIGHUP)

    def interrupt(number: int, frame: object) -> None:
        for one in signals:
            signal.signal(one, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = [signal.signal(one, interrupt) for one in signals]
    try:
        yield
    finally:
        for one, handler in zip(signals, before, strict=True):
            signal.signal(one, handler)


def alone(stack: ExitStack, var: Path) -> None:
    """Take the lock of this data folder."""
    try:
        stack.enter_context(locks.held(var / "demo.lock"))
    except locks.Held as error:
        raise Trouble(
            f"Pendopo sudah berjalan dari {var} (proses {error.holder}).",
            f"Pendopo already runs from {var} (process {error.holder}).",
        ) from None


def begin_anew(var: Path) -> None:
    if os.environ.get("DATABASE_URL"):
        raise Trouble(
            "--fresh hanya untuk PostgreSQL bawaan; basis data pada DATABASE_URL tidak dihapus.",
            "--fresh is for the embedded PostgreSQL only; a database at DATABASE_URL is not "
            "deleted.",
        )
    with step(word("Mengosongkan data lama", "Removing the old data")):
        try:
            with locks.held(var / "pg.lock"):
                cluster.wait_until_left(var / "pg")
                folder.empty(var)
        except locks.Held as error:
            raise Trouble(
                f"Perintah Pendopo lain (proses {error.holder}) masih memakai {var}.",
                f"Another Pendopo command (process {error.holder}) still uses {var}.",
            ) from None
    folder.claim(var)


def build(var: Path) -> None:
    """Translations and assets, where the settings look for them."""
    translations.build()
    assets.build()
    folder.link_derived(var)


def surroundings(server: postgres.Server, var: Path, options: argparse.Namespace) -> dict[str, str]:
    """The environment of every child, as the application's role."""
    given = dict(os.environ) | server.environment(var=var, role="app")
    given["DJANGO_SETTINGS_MODULE"] = "pendopo.config.settings"
    given["PYTHONPATH"] = str(environment.ROOT / "src")
    given["PENDOPO_ORIGIN"] = ports.origin(options.host, options.port)
    given.setdefault("PENDOPO_DEMO", "1")
    if options.host in ports.ANYWHERE:
        given.setdefault("PENDOPO_HOSTS", "*")  # any name this machine is called by
    elif options.host not in ("127.0.0.1", "localhost"):
        given.setdefault("PENDOPO_HOSTS", f"localhost .localhost 127.0.0.1 [::1] {options.host}")
    return given


def start(
    stack: ExitStack, given: dict[str, str], var: Path, options: argparse.Namespace
) -> list[Service]:
    """Web and worker; returns when /healthz answers. The stack stops web first, then worker."""
    web = [sys.executable, "-m", "granian", "--interface", "rsgi", "--workers", "2", "--no-ws"]
    web += ["--workers-kill-timeout", "3", "--respawn-failed-workers", "--respawn-interval", "0.5"]
    web += ["--host", options.host, "--port", str(options.port), "--log-level", "warning"]
    web += ["pendopo.config.web:application"]
    worker = [sys.executable, "-m", "pendopo.config", "worker"]
    logs = var / "log"
    services = [
        Service("worker", worker, given, logs / "worker.log", patience=3),
        Service("web", web, given, logs / "web.log", patience=4),
    ]
    with step(word("Menyalakan web dan worker", "Starting web and worker")):
        for service in services:
            cluster.shorten(service.log)
            stack.callback(service.stop)
            service.start()
        deadline = time.monotonic() + WEB_SECONDS
        while not ports.healthy(options.host, options.port):
            watch(services, lambda text: None)
            if time.monotonic() > deadline:
                raise Trouble(
                    f"Web tidak menjawab dalam {WEB_SECONDS} detik:\n{services[1].tail()}",
                    f"Web does not answer within {WEB_SECONDS} seconds; the lines above say why.",
                )
            time.sleep(0.05)
    return services


def welcome(origin: str, logins: list[list[str]], var: Path) -> None:
    print(f"\n  {word('Pendopo siap di', 'Pendopo is ready at')} {origin}/\n")
    if logins:
        widths = [max(len(row[column]) for row in logins) for column in range(3)]
        for row in logins:
            print("    " + "   ".join(f"{row[column]:<{widths[column]}}" for column in range(3)))
    stop = word("Ctrl-C menghentikan semuanya.", "Ctrl-C stops everything.")
    print(f"\n  {stop} Log: {var / 'log'}\n", flush=True)
