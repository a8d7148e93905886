"""The product as the demo starts it: web and worker as processes of their own, a clock to move."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
START = dt.datetime(2026, 11, 16, 3, 0, tzinfo=dt.UTC)
"""Monday 16 November 2026, 10.00 in Bondowoso: what the site's clock says when it starts."""
WEB_SECONDS = 60


@dataclass
class Site:
    """`var` is its data folder; `moved` how far its clock is from the machine's."""

    origin: str
    var: Path
    services: list[Any]
    moved: dt.timedelta = field(default_factory=dt.timedelta)
    environment: dict[str, str] = field(default_factory=dict)
    password: str = ""  # of every demo account
    passphrase: str = ""  # of the head's electronic signature

    def now(self) -> dt.datetime:
        """What the site's clock says."""
        return dt.datetime.now(dt.UTC) + self.moved

    def turn_to(self, moment: dt.datetime) -> None:
        """Move time forward, for web and worker alike: the only way time passes here."""
        moved = moment - dt.datetime.now(dt.UTC)
        self.moved = moved
        draft = self.var / "clock.json.new"
        draft.write_text(json.dumps({"seconds": moved.total_seconds()}))
        draft.replace(self.var / "clock.json")

    def pass_time(self, **span: float) -> None:
        """Let so much time go by: `pass_time(days=3)`."""
        self.turn_to(self.now() + dt.timedelta(**span))

    def sms(self, phone: str, *, within: float = 15) -> str:
        """The newest text message to a number that is not read yet, with its six digits."""

        def find() -> str:
            for path in sorted(self.var.glob("outbox/sms-*.txt"), reverse=True):
                text = path.read_text("utf-8")
                if phone[-9:] in text:
                    path.unlink()
                    return text
            return ""

        return wait_for(find, f"a text message to {phone}", within=within)

    def command(self, *arguments: str | Path) -> str:
        """`./pendopo` with these arguments, on this site: what the operator types."""
        begin = "import sys, django; django.setup(); from pendopo.faces import cli; "
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                begin + "sys.exit(cli.main(sys.argv[1:]))",
                *map(str, arguments),
            ],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{arguments}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def log(self, lines: int = 60) -> str:
        """What web and worker said last."""
        return "\n\n".join(f"── {one.name}\n{one.tail(lines)}" for one in self.services)


def wait_for(look: Callable[[], T], what: str, *, within: float = 15) -> T:
    """Look again and again until something true is there."""
    deadline = time.monotonic() + within
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {within} seconds: {what}")
        time.sleep(0.1)


def code_in(text: str) -> str:
    found = re.search(r"\b(\d{6})\b", text)
    assert found, text
    return found[1]


def furnish(server: Any, shared: Path, var: Path) -> None:
    """A data folder that shares keys, files and static files with the tests' own."""
    from pendopo.config.run import database, folder

    given = os.environ | server.environment(var=shared, role="app")
    folder.link_derived(shared)
    database.collect(given, shared)
    (var / "log").mkdir(parents=True)
    for name in ("assets", "locale"):
        (var / name).symlink_to((shared / name).resolve())
    for name in ("static", "keys", "files"):
        (shared / name).mkdir(exist_ok=True)
        (var / name).symlink_to(shared / name)


@contextmanager
def serving(server: Any, database: str, shared: Path) -> Iterator[Site]:
    """Web (two processes, as in the demo) and worker on the test database."""
    from pendopo.config.run import demo
    from tests.regency import PASSPHRASE, PASSWORD

    var = shared / f"site-{os.getpid()}"
    shutil.rmtree(var, ignore_errors=True)
    furnish(server, shared, var)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    origin = f"http://localhost:{port}"
    given = os.environ | server.environment(var=var, role="app")
    given |= {"PENDOPO_DB_NAME": database, "PENDOPO_ORIGIN": origin, "PENDOPO_DEMO": "1"}
    given |= {"DJANGO_SETTINGS_MODULE": "pendopo.config.settings"}
    given |= {"PYTHONPATH": str(ROOT / "src")}
    options = demo.parse(["--port", str(port)])
    site = Site(origin, var, [], environment=given, password=PASSWORD, passphrase=PASSPHRASE)
    site.turn_to(START)
    try:
        with ExitStack() as stack:
            site.services = demo.start(stack, given, var, options)
            yield site
    finally:
        shutil.rmtree(var, ignore_errors=True)
