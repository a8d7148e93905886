"""PostgreSQL for every command: yours by `DATABASE_URL`, else an embedded one in `var/pg`.

with postgres.running(var) as server:
    os.environ.update(server.environment(var=var, role="owner"))
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from pendopo.config.run import cluster, installation, locks, provision, sockets
from pendopo.config.run.services import Service
from pendopo.config.run.trouble import Trouble

Role = Literal["app", "owner", "sealer"]
DATABASE = "pendopo"
SHARE_SECONDS = 60  # until the server of another command answers


@dataclass(frozen=True, slots=True)
class Server:
    """A running PostgreSQL.

    `superuser_dsn` reaches the maintenance database of the embedded server; with `DATABASE_URL`
    it is that URL, whatever its login may do. `service` is the embedded server process we
    started, to look after; None when it belongs to someone else.
    """

    host: str
    port: int
    database: str
    superuser_dsn: str
    given: str = ""  # DATABASE_URL, empty for the embedded server
    service: Service | None = field(default=None, repr=False, compare=False)

    def url(self, role: Role = "app", database: str | None = None) -> str:
        """A libpq connection string as `role`; `database` defaults to the main one."""
        name = database or self.database
        if not self.given:
            return make_conninfo(
                host=self.host, port=self.port, dbname=name, user=f"pendopo_{role}"
            )
        own = os.environ.get("PENDOPO_APP_DATABASE_URL", "")
        if role == "app" and own:
            return make_conninfo(own, dbname=name)
        return make_conninfo(self.given, dbname=name, options=f"-c role=pendopo_{role}")

    def environment(self, *, var: Path, role: Role = "app") -> dict[str, str]:
        """What a child needs to find the database and its data folder, as `role`."""
        common = {"PENDOPO_VAR": str(var.resolve()), "PENDOPO_DB_ROLE": role}
        if self.given:
            return common
        return common | {
            "PENDOPO_DB_HOST": self.host,
            "PENDOPO_DB_PORT": str(self.port),
            "PENDOPO_DB_NAME": self.database,
        }


@contextmanager
def running(var: Path, *, durable: bool = True) -> Iterator[Server]:
    """A ready server for the block: roles, database and extensions are there.

    If another command of ours already runs it for this `var`, it is shared and left running.
    `durable=False` trades safety against speed and is for tests on throw-away data only.
    Raises Trouble with a clear sentence.
    """
    url = os.environ.get("DATABASE_URL", "")
    if url:
        provision.given(url)
        yield _given(url)
        return
    var = var.resolve()
    prepare_folder(var)
    deadline = time.monotonic() + SHARE_SECONDS
    while True:
        try:
            with locks.held(var / "pg.lock"):
                yield from _started(var, durable=durable)
                return
        except locks.Held as error:
            holder = error.holder
        try:
            with locks.held(var / "pg.users", shared=True):
                yield _shared(var)
                return
        except locks.Held:  # it is just stopping: our turn comes in a moment
            if time.monotonic() > deadline:
                raise _silent(var, holder) from None
            time.sleep(0.05)


def _started(var: Path, *, durable: bool) -> Iterator[Server]:
    """Start our own server, yield it, stop it."""
    with ExitStack() as stack:
        last = stack.enter_context(ExitStack())
        home = _cluster(var, durable=durable)
        stack.callback(sockets.remove, home.socket_folder)
        home.initialise()
        home.check()
        service = cluster.ClusterService(home, _dsn(home.socket_folder))
        stack.callback(service.stop)
        if not durable:
            # Test runs side by side share one server: whoever started it stays to the last.
            users = locks.held(var / "pg.users", wait=True)
            stack.callback(last.enter_context, users)
        service.start()
        server = _server(home.socket_folder, service)
        _provision(server)
        yield server


def prepare_folder(var: Path) -> None:
    """Make `var` and its log folder; a clear sentence when it cannot be written."""
    try:
        (var / "log").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(
            f"Folder data {var} tidak bisa dibuat: {error.strerror}.",
            f"The data folder {var} cannot be made: {error.strerror}.",
        ) from error
    if not os.access(var, os.W_OK | os.X_OK):
        raise Trouble(
            f"Folder data {var} tidak bisa ditulisi.", f"The data folder {var} is not writable."
        )


def _cluster(var: Path, *, durable: bool) -> cluster.Cluster:
    log = var / "log" / "postgres.log"
    cluster.shorten(log)
    data = var / "pg"
    return cluster.Cluster(
        data=data,
        socket_folder=sockets.make(data),
        log=log,
        way=installation.choose_way(),
        durable=durable,
    )


def _dsn(socket_folder: Path) -> str:
    return make_conninfo(
        host=str(socket_folder), port=sockets.PORT, dbname="postgres", user="postgres"
    )


def _server(socket_folder: Path, service: Service | None = None) -> Server:
    return Server(
        host=str(socket_folder),
        port=sockets.PORT,
        database=DATABASE,
        superuser_dsn=_dsn(socket_folder),
        service=service,
    )


def _given(url: str) -> Server:
    parts = conninfo_to_dict(url)
    return Server(
        host=str(parts.get("host") or ""),
        port=int(parts.get("port") or 5432),
        database=os.environ.get("PENDOPO_DB_NAME") or str(parts.get("dbname") or DATABASE),
        superuser_dsn=url,
        given=url,
    )


def _shared(var: Path) -> Server:
    """Another command holds the server of this folder: wait until it is ready, then use it."""
    server = _server(sockets.choose(var / "pg"))
    deadline = time.monotonic() + SHARE_SECONDS
    while not (cluster.answers(server.superuser_dsn) and _provisioned(server)):
        if time.monotonic() > deadline:
            raise _silent(var, "?")
        time.sleep(0.1)
    return server


def _silent(var: Path, holder: str) -> Trouble:
    return Trouble(
        f"Perintah Pendopo lain (proses {holder}) memegang {var / 'pg'}, tetapi PostgreSQL-nya "
        "tidak menjawab.",
        f"Another Pendopo command (process {holder}) holds {var / 'pg'}, but its PostgreSQL does "
        "not answer.",
    )


def _provisioned(server: Server) -> bool:
    with psycopg.connect(server.superuser_dsn) as connection:
        found = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [server.database]
        ).fetchone()
    return found is not None


def _provision(server: Server) -> None:
    with psycopg.connect(server.superuser_dsn, autocommit=True) as connection:
        provision.roles(connection)
        # Databases made later, such as a test's, copy this one and so have the extensions too.
        _extend(server, "template1")
        provision.database(connection, server.database)
    _extend(server, server.database)


def _extend(server: Server, name: str) -> None:
    dsn = make_conninfo(server.superuser_dsn, dbname=name)
    with psycopg.connect(dsn, autocommit=True) as connection:
        provision.extensions(connection)
