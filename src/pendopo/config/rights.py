"""Database rights, applied after every migration: closed unless stated here.

Row-level security goes on every table of a model with a `region_code`, so that it cannot be
forgotten for a new one; the ledger's tables keep the rights that only their functions have.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connection

READ_ONLY = ("ledger_fact", "ledger_sequence", "ledger_node", "ledger_head", "ledger_unsequenced")
SEALER = {
    "ledger_fact": "SELECT",
    "ledger_unsequenced": "SELECT, DELETE",
    "ledger_sequence": "SELECT, INSERT",
    "ledger_node": "SELECT, INSERT",
    "ledger_head": "SELECT, INSERT",
    "ledger_parked": "SELECT",
}
FUNCTIONS = {
    "ledger_append(jsonb)": ("pendopo_app",),
    "ledger_fresh(text, timestamptz)": ("pendopo_app",),
    "ledger_read(bigint, integer)": ("pendopo_app",),
    "ledger_make_partitions(date, integer)": ("pendopo_sealer",),
}
EVERYWHERE = {"directory_account"}
"""Tables with a home region that must be readable before the region is known (sign-in)."""


def regional_tables() -> list[str]:
    """Tables whose rows belong to a region and are seen from nowhere else."""
    return sorted(
        model._meta.db_table
        for model in apps.get_models()
        if any(field.name == "region_code" for field in model._meta.fields)
        and model._meta.db_table not in EVERYWHERE
        and model._meta.managed
    )


def statements() -> Iterator[str]:
    yield "REVOKE ALL ON SCHEMA public FROM PUBLIC"
    yield "GRANT USAGE ON SCHEMA public TO pendopo_app, pendopo_sealer"
    yield "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO pendopo_app"
    yield "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO pendopo_app"
    yield "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM pendopo_app"
    for table in READ_ONLY:
        yield f"REVOKE ALL ON {table} FROM pendopo_app"
        if table != "ledger_unsequenced":
            yield f"GRANT SELECT ON {table} TO pendopo_app"
    for table, rights in SEALER.items():
        yield f"GRANT {rights} ON {table} TO pendopo_sealer"
    for function, roles in FUNCTIONS.items():
        yield f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC"
        for role in roles:
            yield f"GRANT EXECUTE ON FUNCTION {function} TO {role}"
    yield "DROP POLICY IF EXISTS sealer ON ledger_fact"
    yield "CREATE POLICY sealer ON ledger_fact TO pendopo_sealer USING (true)"
    for table in regional_tables():
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield f"DROP POLICY IF EXISTS region ON {table}"
        yield (
            f"CREATE POLICY region ON {table} TO pendopo_app"
            " USING (region_code = current_setting('pendopo.region', true))"
        )


def apply() -> int:
    """Run every statement as the owner, in one transaction; returns how many."""
    from django.db import transaction

    done = 0
    with transaction.atomic(), connection.cursor() as cursor:
        # Partitions are reached through their parent only.
        cursor.execute(
            "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
            " JOIN pg_class p ON p.oid = i.inhparent WHERE p.relname = 'ledger_fact'"
        )
        partitions = [row[0] for row in cursor.fetchall()]
        for statement in statements():
            cursor.execute(statement)
            done += 1
        for partition in partitions:
            cursor.execute(f"REVOKE ALL ON {partition} FROM pendopo_app, pendopo_sealer")
            done += 1
    return done
