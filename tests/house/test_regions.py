"""Row-level security: a region's rows are seen and touched from nowhere else, whatever the code."""

from __future__ import annotations

import json
from typing import Any

import psycopg
import pytest

from tests.house.witness import _TABLES

HOME, AWAY = "35.11", "35.09"
WITHOUT_REGION = {
    "directory_region": "the regions themselves: who is asked for by a host name",
    "ledger_sequence": "the order of the one log over all regions",
    "ledger_node": "the tree over the one log",
    "ledger_head": "signed heads of the one log",
    "ledger_unsequenced": "the sequencer's queue; the application cannot read it",
    "ledger_reader": "how far readers are in the one log",
    "ledger_parked": "facts set aside, by their place in the one log",
    "directory_accountsession": "sessions: an unguessable key, no data of a case",
    "django_content_type": "names of models",
    "django_migrations": "which migrations ran",
    "auth_group": "Django's own rights, unused: roles come from mandates",
    "auth_group_permissions": "Django's own rights, unused",
    "auth_permission": "Django's own rights, unused",
    "account_emailaddress": "allauth: reached through the account, before the region is known",
    "account_emailconfirmation": "allauth: reached through the address",
    "mfa_authenticator": "allauth: reached through the account; secrets sealed",
    "socialaccount_socialaccount": "allauth: reached through the account",
    "socialaccount_socialapp": "allauth: providers of the installation",
    "socialaccount_socialtoken": "allauth: tokens are not stored (SOCIALACCOUNT_STORE_TOKENS)",
    "procrastinate_jobs": "jobs of all regions; each names its region and opens it",
    "procrastinate_events": "history of jobs",
    "procrastinate_workers": "which workers live",
    "procrastinate_periodic_defers": "when a periodic job was last made",
}
"""Tables whose rows belong to no region, and why."""
READABLE_EVERYWHERE = {
    "directory_account": "signing in comes before the region; no data but sign-in"
}


@pytest.fixture(scope="module")
def owner(server: Any, database: str, world: Any) -> Any:
    with psycopg.connect(server.url("owner", database), autocommit=True) as connection:
        yield connection


@pytest.fixture
def app(server: Any, database: str, world: Any) -> Any:
    """The application's role, by itself; what a test does is rolled back."""
    with psycopg.connect(server.url("app", database)) as connection:
        yield connection
        connection.rollback()


def tables(owner: Any) -> set[str]:
    return {row[0] for row in owner.execute(_TABLES)} - {"house_change"}


def regional(owner: Any) -> set[str]:
    rows = owner.execute(
        "SELECT c.relname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
        " WHERE a.attname = 'region_code' AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
        " AND c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped"
    )
    return {row[0] for row in rows}


def test_every_table_has_a_region_or_a_reason(owner: Any) -> None:
    without = tables(owner) - regional(owner)
    assert without - set(WITHOUT_REGION) == set(), "give it a region_code, or a reason here"
    assert set(WITHOUT_REGION) - without == set(), "no longer so"


def test_every_model_with_a_region_is_closed(owner: Any) -> None:
    rows = owner.execute(
        "SELECT c.relname, c.relrowsecurity, array_agg(p.qual) FILTER (WHERE p.qual IS NOT NULL)"
        " FROM pg_class c LEFT JOIN pg_policies p ON p.tablename = c.relname"
        "  AND p.roles && ARRAY['pendopo_app', 'public']::name[]"
        " WHERE c.relname = ANY(%s) GROUP BY 1, 2",
        [sorted(regional(owner) - set(READABLE_EVERYWHERE))],
    ).fetchall()
    assert len(rows) > 30
    wrong = [
        name
        for name, on, conditions in rows
        if not on
        or len(conditions or ()) != 1
        or "pendopo.region" not in conditions[0]
        or " OR " in conditions[0].upper()
    ]
    assert not wrong


def test_the_application_cannot_step_around_it(owner: Any) -> None:
    row = owner.execute(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles"
        " WHERE rolname = 'pendopo_app'"
    ).fetchone()
    assert row == (False, False, False, False)
    owned = owner.execute(
        "SELECT relname FROM pg_class WHERE relowner = 'pendopo_app'::regrole"
    ).fetchall()
    assert owned == []
    leaders = owner.execute(
        "SELECT r.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid"
        " WHERE m.member = 'pendopo_app'::regrole"
    ).fetchall()
    assert leaders == []


def filled(owner: Any) -> list[str]:
    """Regional tables that hold rows of the home region here."""
    return [
        name
        for name in sorted(regional(owner) - set(READABLE_EVERYWHERE))
        if owner.execute(
            f'SELECT 1 FROM "{name}" WHERE region_code = %s LIMIT 1', [HOME]
        ).fetchone()
    ]


def test_the_world_fills_most_tables(owner: Any) -> None:
    """The tests below prove nothing about an empty table."""
    empty = regional(owner) - set(READABLE_EVERYWHERE) - set(filled(owner))
    assert empty <= {"directory_absence", "directory_invitation", "directory_dayrule",
                     "directory_viewing", "documents_upload", "voice_forgottenpart"}  # fmt: skip


def test_rows_of_a_region_are_invisible_elsewhere(owner: Any, app: Any) -> None:
    wrong = {}
    for place in (AWAY, ""):
        app.execute("SELECT set_config('pendopo.region', %s, true)", [place])
        for name in filled(owner):
            (seen,) = app.execute(
                f'SELECT count(*) FROM "{name}" WHERE region_code <> %s', [place]
            ).fetchone()
            if seen:
                wrong[name, place] = seen
    app.execute("SELECT set_config('pendopo.region', %s, true)", [HOME])
    blind = [
        name
        for name in filled(owner)
        if not app.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
    ]
    assert not wrong and not blind


def test_rows_of_a_region_cannot_be_changed_from_elsewhere(owner: Any, app: Any) -> None:
    wrong = []
    app.execute("SELECT set_config('pendopo.region', %s, true)", [AWAY])
    for name in filled(owner):
        for statement in (
            f'UPDATE "{name}" SET region_code = region_code WHERE region_code = %s',
            f'DELETE FROM "{name}" WHERE region_code = %s',
        ):
            try:
                with app.transaction():
                    if app.execute(statement, [HOME]).rowcount:
                        wrong.append(statement)
            except psycopg.errors.InsufficientPrivilege:
                continue  # the ledger: not even in its own region
    assert not wrong


def test_rows_cannot_be_put_into_another_region(owner: Any, app: Any) -> None:
    """Neither made there nor moved there."""
    wrong = []
    for name in filled(owner):
        (row,) = owner.execute(
            f'SELECT to_jsonb(t) FROM "{name}" t WHERE region_code = %s LIMIT 1', [HOME]
        ).fetchone()
        for place, statement, values in (
            (
                AWAY,
                f'INSERT INTO "{name}" SELECT * FROM jsonb_populate_record(NULL::"{name}", %s)',
                [json.dumps(row)],
            ),
            (HOME, f'UPDATE "{name}" SET region_code = %s', [AWAY]),
        ):
            app.execute("SELECT set_config('pendopo.region', %s, true)", [place])
            try:
                with app.transaction():
                    app.execute(statement, values)
            except psycopg.errors.InsufficientPrivilege:
                continue
            except psycopg.errors.RestrictViolation:
                continue  # a published version cannot be changed by anyone
            wrong.append(f"{place}: {statement}")
    assert not wrong


def test_the_ledger_is_written_through_its_function_only(app: Any) -> None:
    app.execute("SELECT set_config('pendopo.region', %s, true)", [HOME])
    for name in ("ledger_fact", "ledger_sequence", "ledger_node", "ledger_head"):
        for statement in (
            f"DELETE FROM {name}",
            f"TRUNCATE {name}",
            f"INSERT INTO {name} DEFAULT VALUES",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), app.transaction():
                app.execute(statement)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), app.transaction():
        app.execute("SELECT * FROM ledger_unsequenced")
