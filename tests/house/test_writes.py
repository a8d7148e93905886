"""No row changes without a fact: every verb is driven while the database watches itself."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Iterator
from typing import Any

import pytest

from tests.house import recorder, verbs
from tests.house.recorder import Call
from tests.house.witness import ALONE, NO_FACT_NEEDED, Transaction, Witness


def test_every_function_of_every_api_is_classified(django: None) -> None:
    """A new one is put into `tests/house/verbs.py` by hand, and thought about there."""
    known = [verbs.verbs(), verbs.queries(), verbs.plain()]
    exported = set(recorder.functions())
    assert exported - set.union(*known) == set(), "not in tests/house/verbs.py"
    assert set.union(*known) - exported == set(), "no longer exported"
    assert sum(len(one) for one in known) == len(set.union(*known)), "listed twice"


def test_functions_of_an_api_are_called_with_names(django: None) -> None:
    """Except for the one thing they are about, arguments have names at every call."""
    wrong = {}
    for name, (_api, _attribute, function) in recorder.functions().items():
        if name not in verbs.verbs():
            continue
        kinds = [one.kind for one in inspect.signature(function).parameters.values()]
        if kinds.count(inspect.Parameter.POSITIONAL_OR_KEYWORD) > 1:
            wrong[name] = str(inspect.signature(function))
    assert not wrong


@pytest.fixture(scope="module")
def walked(
    regency: Any, watch: Witness, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[list[Call], list[Transaction]]]:
    """Everything that was called and changed during all walks."""
    from tests.house import planned, rated, registers, reports, versions, walks, watching
    from tests.worker import Worker

    worker = Worker()
    try:
        worker.drain(walks.MONDAY)
        watch.take()
        with recorder.recording([*verbs.verbs(), *verbs.queries()]) as calls:
            case = walks.a_licence(regency, worker)
            registers.a_register(regency, case, worker)
            walks.a_visit_and_a_desk(regency)
            walks.powers_of_attorney(regency)
            walks.an_agency_asked(regency)
            walks.a_file_passed_on(regency)
            walks.a_chain(regency)
            walks.a_search(regency)
            walks.files_and_drafts(regency)
            walks.ink(regency)
            versions.a_message(regency)
            versions.by_itself(regency)
            versions.moved_and_undone(regency, worker)
            walks.time_passes(regency, worker)
            reports.a_report(regency, worker)
            rated.a_rating(regency, worker)
            walks.a_measure(worker)
            watching.everything(regency)
            walks.a_region(tmp_path_factory.mktemp("region"))
            walks.a_package(regency)
            planned.a_plan(regency)
            worker.drain(walks.MONDAY + 40 * walks.DAY)
        yield calls, watch.take()
    finally:
        worker.close()


def test_every_verb_was_driven(walked: Any) -> None:
    calls, _ = walked
    done = {call.name for call in calls if not call.failed}
    assert verbs.verbs() - done == set()


def test_every_verb_changes_rows(walked: Any) -> None:
    """A verb that never changed anything here would prove nothing."""
    calls, transactions = walked
    changing = {
        call.name
        for call in calls
        if any(call.covers(one) and (one.tables or one.facts) for one in transactions)
    }
    silent = {"documents.append_chunk", "voice.learn_topics", "watch.load_rules"}
    assert verbs.verbs() - changing - silent == set()


def test_no_row_changed_without_a_fact(walked: Any) -> None:
    calls, transactions = walked
    assert len(transactions) > 100
    silent = {
        f"{', '.join(sorted(one.changed))} by {authors(calls, one)}"
        for one in transactions
        if one.silent
    }
    assert silent == set()


def test_queries_change_nothing(walked: Any) -> None:
    """Of the transactions that lie wholly within the call of a query, none changed a row."""
    calls, transactions = walked
    inner = [call for call in calls if call.name in verbs.queries()]
    wrong = {
        f"{call.name} changed {', '.join(one.tables)}"
        for call in inner
        for one in transactions
        if call.start <= one.first and one.last <= call.end and (one.tables or one.facts)
    }
    assert wrong == set()


def test_exceptions_are_still_needed(walked: Any, server: Any, database: str) -> None:
    """A table that is excused must exist, and say why."""
    import psycopg

    with psycopg.connect(server.url("owner", database)) as connection:
        rows = connection.execute("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')")
        tables = {row[0] for row in rows.fetchall()}
    assert set(NO_FACT_NEEDED) | set(ALONE) <= tables
    assert all(reason for reason in NO_FACT_NEEDED.values())


def test_the_witness_would_see_a_silent_change(
    watch: Witness, region: str, now: dt.datetime
) -> None:
    from pendopo.directory import api as directory
    from pendopo.directory.models import DataKey
    from pendopo.ledger import api as ledger

    key = directory.new_key(now)
    (loud,) = watch.take()
    assert loud.facts and not loud.silent
    with ledger.region_transaction():
        DataKey.objects.filter(pk=key.id).update(master_version=7)
    (silent,) = watch.take()
    assert silent.silent and silent.changed == {"directory_datakey"}


def authors(calls: list[Call], one: Transaction) -> str:
    """Names of the calls during which the transaction changed something."""
    names = dict.fromkeys(call.name for call in calls if call.covers(one))
    return " < ".join(names) or "no api at all"
