"""The embedded PostgreSQL: started, shared, broken in every way we know, and gone with its parent.

These tests bring their own data folders; the only thing they share is the machine.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from pendopo.config.run import cluster, installation, postgres, provision, sockets
from pendopo.config.run.trouble import Trouble

HOLD = """
import signal, sys, time
from pathlib import Path
from pendopo.config.run import postgres
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may start us deaf to it
with postgres.running(Path(sys.argv[1]), durable=False) as server:
    print(server.superuser_dsn, flush=True)
    time.sleep(600)
"""


@pytest.fixture(autouse=True)
def _embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "PENDOPO_APP_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that was started and stopped once; tests copy it."""
    var = tmp_path_factory.mktemp("whole")
    with postgres.running(var, durable=False):
        pass
    return var


@pytest.fixture
def var(whole: Path, tmp_path: Path) -> Iterator[Path]:
    copy = tmp_path / "var"
    shutil.copytree(whole, copy)
    (copy / "pg").chmod(0o700)
    yield copy
    cluster.wait_until_left(copy / "pg")


def row(dsn: str, statement: str) -> tuple[object, ...]:
    with psycopg.connect(dsn) as connection:
        found = connection.execute(statement).fetchone()  # type: ignore[call-overload]  # text, not a literal
        assert found is not None
        return tuple(found)


def hold(var: Path) -> subprocess.Popen[bytes]:
    parent = subprocess.Popen([sys.executable, "-c", HOLD, var], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    assert parent.stdout.readline(), "the server did not start"
    return parent


def test_it_starts_serves_each_role_and_leaves_nothing(var: Path) -> None:
    with postgres.running(var, durable=False) as server:
        for role in ("app", "owner", "sealer"):
            assert row(server.url(role), "SELECT current_user") == (f"pendopo_{role}",)  # type: ignore[arg-type]  # from a table
        assert row(server.url("app"), "SHOW listen_addresses") == ("",)
        assert Path(server.host).stat().st_mode & 0o777 == 0o700
        names = [
            name
            for (name,) in psycopg.connect(server.url("owner")).execute(
                "SELECT extname FROM pg_extension"
            )
        ]
        assert set(provision.EXTENSIONS) <= set(names)
        host = Path(server.host)
    assert not cluster.at_work(var / "pg")
    assert not host.exists()


def test_the_application_role_is_below_the_policies_and_may_make_nothing(var: Path) -> None:
    with postgres.running(var, durable=False) as server:
        rights = "rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication"
        for role in ("pendopo_app", "pendopo_sealer"):
            query = f"SELECT {rights} FROM pg_roles WHERE rolname = '{role}'"
            assert row(server.superuser_dsn, query) == (False,)
        with psycopg.connect(server.url("app")) as connection:
            for statement in ("CREATE TABLE t ()", "CREATE TEMP TABLE t ()", "CREATE SCHEMA s"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(statement)  # type: ignore[call-overload]  # text, not a literal
                connection.rollback()
        with psycopg.connect(server.url("owner")) as connection:
            connection.execute("CREATE TABLE t ()")


def test_data_survive_a_stop_and_roles_are_repaired(var: Path) -> None:
    with postgres.running(var, durable=False) as server:
        with psycopg.connect(server.url("owner")) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
        with psycopg.connect(server.superuser_dsn) as connection:
            connection.execute("ALTER ROLE pendopo_app BYPASSRLS")
    with postgres.running(var, durable=False) as server:
        assert row(server.url("owner"), "SELECT n FROM kept") == (7,)
        query = "SELECT rolbypassrls FROM pg_roles WHERE rolname = 'pendopo_app'"
        assert row(server.superuser_dsn, query) == (False,)


@pytest.mark.parametrize(("durable", "fsync"), [(True, "on"), (False, "off")])
def test_only_throw_away_data_skip_fsync(var: Path, durable: bool, fsync: str) -> None:
    with postgres.running(var, durable=durable) as server:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            assert row(server.superuser_dsn, f"SHOW {setting}") == (fsync,)


def test_a_second_command_shares_the_server(var: Path) -> None:
    with postgres.running(var, durable=False) as first:
        assert first.service is not None
        with postgres.running(var, durable=False) as second:
            assert second == first
            assert second.service is None
        assert row(first.url(), "SELECT 1") == (1,)


def test_whoever_started_a_test_server_stays_to_the_last(var: Path) -> None:
    starter = hold(var)
    with postgres.running(var, durable=False) as server:
        assert server.service is None
        starter.send_signal(signal.SIGINT)  # leaves its block: must wait for us
        time.sleep(0.3)
        assert row(server.url(), "SELECT 1") == (1,)
    starter.communicate(timeout=10)
    assert not cluster.at_work(var / "pg")


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's parent-death signal")
def test_a_killed_parent_leaves_no_server_and_the_next_start_recovers(var: Path) -> None:
    parent = hold(var)
    parent.kill()
    parent.communicate()
    cluster.wait_until_left(var / "pg")
    with postgres.running(var, durable=False) as server:
        assert row(server.url(), "SELECT 1") == (1,)


def test_a_killed_server_is_started_again_and_recovers(var: Path) -> None:
    with postgres.running(var) as server:
        assert server.service is not None and server.service.process is not None
        with psycopg.connect(server.url("owner")) as connection:
            connection.execute("CREATE TABLE committed AS SELECT 1 AS n")
        server.service.process.kill()
        code = server.service.process.wait()
        told: list[str] = []
        server.service.revive(code, told.append)
        assert row(server.url("owner"), "SELECT n FROM committed") == (1,)
        assert "PostgreSQL berhenti tiba-tiba" in told[0]


def test_a_stale_process_id_of_somebody_else_is_no_obstacle(var: Path) -> None:
    note = f"{os.getpid()}\n{var / 'pg'}\n1700000000\n5432\n/tmp\n\n  1  1\nready   \n"
    (var / "pg" / "postmaster.pid").write_text(note)
    with postgres.running(var, durable=False) as server:
        assert row(server.url(), "SELECT 1") == (1,)


def test_an_interrupted_first_start_is_begun_again(tmp_path: Path) -> None:
    (tmp_path / "pg.new" / "base").mkdir(parents=True)
    (tmp_path / "pg.new" / "PG_VERSION").write_text("18\n")
    with postgres.running(tmp_path, durable=False) as server:
        assert row(server.url(), "SELECT 1") == (1,)
    assert not (tmp_path / "pg.new").exists()


@pytest.mark.parametrize("missing", ["PG_VERSION", "global/pg_control"])
def test_a_half_initialised_folder_is_a_sentence(var: Path, missing: str) -> None:
    (var / "pg" / missing).unlink()
    with pytest.raises(Trouble, match=r"setengah jadi.*--fresh"), postgres.running(var):
        pass


def test_data_of_another_version_are_a_sentence(var: Path) -> None:
    (var / "pg" / "PG_VERSION").write_text("15\n")
    with pytest.raises(Trouble, match="dibuat oleh PostgreSQL 15"), postgres.running(var):
        pass


def test_a_server_that_cannot_start_says_why(var: Path) -> None:
    (var / "pg" / "postgresql.conf").write_text("shared_buffers = banyak\nport = x\n")
    with pytest.raises(Trouble, match="FATAL"), postgres.running(var):
        pass


def test_a_full_disk_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "NEEDED_BYTES", 1 << 60)
    with pytest.raises(Trouble, match="Ruang disk"), postgres.running(tmp_path):
        pass
    assert not (tmp_path / "pg").exists()


@pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("setpriv"), reason="root's second way needs setpriv"
)
def test_root_without_user_namespaces_uses_setpriv(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The data may lie below a folder closed to everybody else, as /root is."""
    var.parent.chmod(0o700)
    monkeypatch.setattr(installation, "choose_way", lambda: "setpriv")
    with postgres.running(var, durable=False) as server:
        assert row(server.url(), "SELECT 1") == (1,)
        assert (var / "pg").stat().st_uid == 65534
    monkeypatch.undo()
    with postgres.running(var, durable=False) as server:  # and back
        assert row(server.url(), "SELECT 1") == (1,)
        assert (var / "pg").stat().st_uid == os.geteuid()


def test_database_url_of_a_superuser_is_made_ready(
    var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with postgres.running(var, durable=False) as server:
        with psycopg.connect(server.superuser_dsn, autocommit=True) as connection:
            connection.execute("CREATE DATABASE office")
        url = f"postgresql://postgres@/office?host={server.host}"
        monkeypatch.setenv("DATABASE_URL", url)
        monkeypatch.delenv("PENDOPO_DB_NAME", raising=False)
        with postgres.running(tmp_path / "unused") as given:
            assert given.given == url
            assert given.database == "office"
            assert row(given.url("app"), "SELECT current_user, current_database()") == (
                "pendopo_app",
                "office",
            )
            with psycopg.connect(given.url("owner")) as connection:
                connection.execute("CREATE TABLE t ()")
            assert "PENDOPO_DB_HOST" not in given.environment(var=tmp_path)
        assert not (tmp_path / "unused").exists()


def test_database_url_without_rights_names_the_sql_to_run(
    var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with postgres.running(var, durable=False) as server:
        with psycopg.connect(server.superuser_dsn, autocommit=True) as connection:
            connection.execute("CREATE ROLE clerk LOGIN")
            connection.execute("CREATE DATABASE clerks OWNER clerk")
        monkeypatch.setenv("DATABASE_URL", f"postgresql://clerk@/clerks?host={server.host}")
        wanted = "CREATE ROLE pendopo_app LOGIN"
        with pytest.raises(Trouble, match=wanted), postgres.running(tmp_path):
            pass


def test_database_url_out_of_reach_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    with pytest.raises(Trouble, match="tidak bisa dihubungi"), postgres.running(tmp_path):
        pass


def test_an_old_server_at_database_url_is_a_sentence(
    var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with postgres.running(var, durable=False) as server:
        monkeypatch.setattr(provision, "OLDEST", 99)
        monkeypatch.setenv("DATABASE_URL", server.superuser_dsn)
        with pytest.raises(Trouble, match="perlu versi 99"), postgres.running(tmp_path):
            pass


def test_the_socket_is_where_the_environment_says(var: Path) -> None:
    with postgres.running(var, durable=False) as server:
        given = server.environment(var=var, role="owner")
        assert given["PENDOPO_DB_ROLE"] == "owner"
        assert given["PENDOPO_VAR"] == str(var)
        assert sockets.socket_path(Path(given["PENDOPO_DB_HOST"])).is_socket()
