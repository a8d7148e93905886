"""Roles, database and extensions. Idempotent: it runs at every start and repairs drift."""

from __future__ import annotations

import psycopg
from psycopg import sql

from pendopo.config.run.trouble import Trouble

OWNER, APP, SEALER = "pendopo_owner", "pendopo_app", "pendopo_sealer"
ROLES = (OWNER, APP, SEALER)
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")
OLDEST = 15

Connection = psycopg.Connection[tuple[object, ...]]


def roles(connection: Connection) -> None:
    """The three roles, none of them above row-level security. Needs a superuser.

    The owner may create databases, so that tests can make theirs; the application may neither
    create anything nor step around the policies.
    """
    there = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
    for role in ROLES:
        verb = "ALTER" if role in there else "CREATE"
        may = "CREATEDB" if role == OWNER else "NOCREATEDB"
        connection.execute(
            sql.SQL(
                "{} ROLE {} LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS {}"
            ).format(sql.SQL(verb), sql.Identifier(role), sql.SQL(may))
        )


def database(connection: Connection, name: str) -> None:
    """The database, owned by the role that migrates; the others may only connect."""
    known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if not known:
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(
                sql.Identifier(name), sql.Identifier(OWNER)
            )
        )
    for statement in (
        "REVOKE ALL ON DATABASE {} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {} TO pendopo_app, pendopo_sealer",
    ):
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


def extensions(connection: Connection) -> None:
    for name in EXTENSIONS:
        connection.execute(
            sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name))
        )


def given(url: str) -> None:
    """Make an administrator's database ready, as far as its login may; else say what is missing.

    A superuser gets everything done. Any other login must own the database, and the roles must
    exist with the login as their member: one paragraph of SQL for the administrator.
    """
    with _reach(url) as connection:
        version = connection.info.server_version // 10000
        if version < OLDEST:
            raise Trouble(
                f"PostgreSQL pada DATABASE_URL versi {version}; Pendopo perlu versi {OLDEST} "
                "atau lebih baru.",
                f"PostgreSQL at DATABASE_URL is version {version}; Pendopo needs {OLDEST} "
                "or newer.",
            )
        try:
            _given(connection)
        except psycopg.errors.InsufficientPrivilege as error:
            reason = error.diag.message_primary or str(error)
            raise Trouble(
                f"Peran atau ekstensi belum lengkap pada DATABASE_URL ({reason})."
                f" Mintalah administrator menjalankan:\n{recipe(connection.info.dbname)}",
                f"Roles or extensions are missing at DATABASE_URL ({reason})."
                " Ask its administrator to run the SQL above.",
            ) from error


def _given(connection: Connection) -> None:
    row = connection.execute(
        "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    superuser = bool(row and row[0])
    name = sql.Identifier(connection.info.dbname)
    if superuser:
        roles(connection)
        for statement in (
            "GRANT ALL ON DATABASE {} TO pendopo_owner",
            "GRANT CONNECT ON DATABASE {} TO pendopo_app, pendopo_sealer",
        ):
            connection.execute(sql.SQL(statement).format(name))
        connection.execute("GRANT ALL ON SCHEMA public TO pendopo_owner")
    installed = {row[0] for row in connection.execute("SELECT extname FROM pg_extension")}
    if not set(EXTENSIONS) <= installed:
        extensions(connection)
    for role in ROLES:
        try:
            connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)))
        except (psycopg.errors.UndefinedObject, psycopg.errors.InvalidParameterValue) as error:
            raise psycopg.errors.InsufficientPrivilege(f"role {role}") from error
    connection.execute("RESET ROLE")


def recipe(database_name: str) -> str:
    """SQL an administrator runs once, as superuser, in the database of DATABASE_URL."""
    lines = [f"  CREATE ROLE {role} LOGIN;" for role in ROLES]
    lines.append(f"  GRANT {', '.join(ROLES)} TO CURRENT_USER;  -- the login of DATABASE_URL")
    lines.append(f'  GRANT ALL ON DATABASE "{database_name}" TO {OWNER};')
    lines.append(f"  GRANT ALL ON SCHEMA public TO {OWNER};")
    lines.extend(f"  CREATE EXTENSION IF NOT EXISTS {name};" for name in EXTENSIONS)
    return "\n".join(lines)


def _reach(url: str) -> Connection:
    try:
        return psycopg.connect(url, autocommit=True, connect_timeout=5)
    except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
        reason = str(error).strip().splitlines()[-1] if str(error).strip() else "?"
        raise Trouble(
            f"DATABASE_URL tidak bisa dihubungi: {reason}",
            f"DATABASE_URL cannot be reached: {reason}",
        ) from error
