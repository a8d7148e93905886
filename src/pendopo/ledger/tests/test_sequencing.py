"""One order without a gap, whoever commits when and whatever dies: and readers exactly once."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pendopo.ledger.tests.doors import NOW, conninfo, ledger, numbers, sequencer, write
from pendopo.ledger.tests.spare import Spare


def places(log: Spare) -> list[int]:
    return [row["seq"] for row in log.log()]


def test_facts_get_the_next_places_in_the_order_in_which_they_were_recorded(spare: Spare) -> None:
    spare.grow(3, 1, 5)
    rows = spare.log()
    assert [row["seq"] for row in rows] == list(range(9))
    assert [row["data"]["number"] for row in rows] == list(range(9))
    with spare.connect("sealer") as connection:
        heads = connection.execute("SELECT size FROM ledger_head ORDER BY size").fetchall()
        waiting = connection.execute("SELECT count(*) FROM ledger_unsequenced").fetchone()
    assert (heads, waiting) == ([(3,), (4,), (9,)], (0,))


def test_a_fact_that_is_not_committed_has_no_place_and_holds_nobody_up(spare: Spare) -> None:
    with spare.connect("app") as slow, ledger.use_region("99.97"):
        slow.execute("SELECT set_config('pendopo.region', '99.97', true)")
        from pendopo.ledger.tests.doors import entry

        slow.execute("SELECT ledger_append(%s::jsonb)", [ledger.rows([entry(1)], now=NOW)])
        spare.append(2)
        with spare.sequencer() as one:
            assert (one.run(now=NOW), one.run(now=NOW)) == (1, 0)
            slow.commit()
            assert one.run(now=NOW) == 1
    assert [row["data"]["number"] for row in spare.log()] == [2, 1]
    assert spare.verify().findings == ()


def test_two_sequencers_and_many_writers_make_one_log(spare: Spare) -> None:
    """Writers commit all the while; one sequencer waits for the other, and takes over."""
    stop, writers, each = threading.Event(), 4, 12
    failed: list[Exception] = []

    def order() -> None:
        try:
            with spare.sequencer() as one:
                while not stop.is_set():
                    one.run(now=NOW, limit=5)
                    time.sleep(0.002)
        except Exception as error:
            failed.append(error)

    def commit(first: int) -> None:
        for number in range(first, first + each):
            spare.append(number)

    orderers = [threading.Thread(target=order) for _ in range(2)]
    committers = [threading.Thread(target=commit, args=(n * each,)) for n in range(writers)]
    for thread in (*orderers, *committers):
        thread.start()
    for thread in committers:
        thread.join()
    deadline = time.monotonic() + 20
    while spare.size() < writers * each and time.monotonic() < deadline:
        time.sleep(0.02)
    stop.set()
    for thread in orderers:
        thread.join()
    rows = spare.log()
    assert not failed
    assert [row["seq"] for row in rows] == list(range(writers * each))
    assert sorted(row["data"]["number"] for row in rows) == list(range(writers * each))
    assert spare.verify(feed=spare.feed()).findings == ()


def test_a_sequencer_killed_in_the_middle_of_a_batch_leaves_no_trace(spare: Spare) -> None:
    spare.grow(2)
    spare.append(2, 3, 4)
    with spare.sequencer() as first:
        whole = first._store

        def killed(*args: Any) -> None:
            whole(*args)
            with psycopg.connect(spare.superuser, autocommit=True) as connection:
                pid = first._connection.info.backend_pid
                connection.execute("SELECT pg_terminate_backend(%s)", [pid])

        first._store = killed
        with pytest.raises(psycopg.OperationalError):
            first.run(now=NOW)
    assert places(spare) == [0, 1]
    with spare.sequencer() as second:
        assert second.run(now=NOW) == 3
    assert places(spare) == list(range(5))
    assert spare.verify().findings == ()


def test_a_sequencer_that_failed_goes_on_from_what_the_database_knows(spare: Spare) -> None:
    """Its edge of the tree was already grown in memory when the batch was rolled back."""
    with spare.sequencer() as one:
        spare.append(0, 1)
        assert one.run(now=NOW) == 2
        spare.append(2)
        from pendopo.ledger import sealing_key

        whole, sealing_key.sign = sealing_key.sign, _broken
        try:
            with pytest.raises(ZeroDivisionError):
                one.run(now=NOW)
        finally:
            sealing_key.sign = whole
        assert one.run(now=NOW) == 1
        spare.append(3)
        with spare.sequencer() as other:
            assert other.run(now=NOW) == 1
        spare.append(4)
        assert one.run(now=NOW) == 1  # its own edge had grown stale
    assert places(spare) == list(range(5))
    assert spare.verify().findings == ()


def _broken(message: bytes) -> bytes:
    raise ZeroDivisionError


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("commit"), st.integers(1, 4)),
        st.tuples(st.just("abandon"), st.integers(1, 3)),
        st.tuples(st.just("order"), st.integers(1, 3)),
        st.tuples(st.just("order with the other"), st.integers(1, 5)),
        st.tuples(st.just("kill"), st.just(0)),
    ),
    max_size=14,
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=ACTS)
def test_any_interleaving_ends_in_one_whole_log(spare: Spare, acts: list[tuple[str, int]]) -> None:
    """Commits, rollbacks, two sequencers taking turns, one of them killed: the log only grows, each
    fact stands in it once, and whoever kept an earlier feed still agrees."""
    before, kept = spare.size(), spare.feed()
    written = 0
    one, other = sequencer(spare.name), sequencer(spare.name)
    for act, count in acts:
        if act == "commit":
            spare.append(*range(count))
            written += count
        elif act == "abandon":
            _abandon(spare, count)
        elif act == "kill":
            one.close()
            one = sequencer(spare.name)
        else:
            (one if act == "order" else other).run(now=NOW, limit=count)
    while other.run(now=NOW):
        pass
    one.close()
    other.close()
    assert places(spare) == list(range(before + written))
    assert spare.verify(feed=kept).findings == ()


def _abandon(spare: Spare, count: int) -> None:
    from pendopo.ledger.tests.doors import entry

    with spare.connect("app") as connection, ledger.use_region("99.97"):
        connection.execute("SELECT set_config('pendopo.region', '99.97', true)")
        rows = ledger.rows([entry(n) for n in range(count)], now=NOW)
        connection.execute("SELECT ledger_append(%s::jsonb)", [rows])
        connection.rollback()


# Readers


class Death(BaseException):
    """The process ends here: no handler of ours runs."""


@pytest.fixture
def effects(region: str, server: Any, database: str) -> Iterator[Any]:
    """A table for the effects of a reader that begins at the end of the log."""
    from django.db import connection

    from pendopo.ledger import readers

    dsn = psycopg.conninfo.make_conninfo(server.superuser_dsn, dbname=database)
    with psycopg.connect(dsn, autocommit=True) as owner:
        owner.execute("CREATE TABLE test_effect (seq bigint, number integer)")
        owner.execute("GRANT ALL ON test_effect TO pendopo_app")
        settle()
        (end,) = owner.execute("SELECT coalesce(max(seq) + 1, 0) FROM ledger_sequence").fetchone()
        owner.execute("INSERT INTO ledger_reader VALUES ('test', %s)", [end])

        def happen(fact: Any) -> None:
            with connection.cursor() as cursor:
                values = [fact.seq, fact.data["number"]]
                cursor.execute("INSERT INTO test_effect VALUES (%s, %s)", values)

        happen.seen = lambda: [  # type: ignore[attr-defined]  # hung on the function
            row[0] for row in owner.execute("SELECT number FROM test_effect ORDER BY seq")
        ]
        happen.blamed = lambda: owner.execute(  # type: ignore[attr-defined]  # hung on the function
            "SELECT seq FROM ledger_parked WHERE reader = 'test'"
        ).fetchall()
        yield happen
        readers._readers.pop("test", None)
        owner.execute("DROP TABLE test_effect")
        owner.execute("DELETE FROM ledger_reader WHERE name = 'test'")
        owner.execute("DELETE FROM ledger_parked WHERE reader = 'test'")


def settle() -> None:
    one = sequencer()
    while one.run(now=NOW):
        pass
    one.close()


def run(reaction: Any, *, times: int = 1) -> list[int]:
    """Let only the reader of this test run; how many facts it passed each time."""
    from pendopo.ledger import readers

    readers._readers.pop("test", None)
    ledger.reader("test", "test.counted")(reaction)
    mine = readers._readers["test"]
    return [readers._run(mine, 500) for _ in range(times)]


def test_a_reader_reacts_once_in_order_and_goes_on_where_it_was(effects: Any) -> None:
    write(1, 2)
    write(3)
    settle()
    assert run(effects, times=2) == [3, 0]
    write(4)
    assert run(effects) == [0]  # not in the log yet
    settle()
    assert run(effects) == [1]
    assert effects.seen() == [1, 2, 3, 4]


@pytest.mark.parametrize("fatal", [1, 2, 3])
def test_a_reader_that_dies_between_effect_and_place_does_both_or_neither(
    effects: Any, fatal: int
) -> None:
    write(1, 2, 3)
    settle()

    def dies(fact: Any) -> None:
        effects(fact)
        if fact.data["number"] == fatal:
            raise Death

    with pytest.raises(Death):
        run(dies)
    assert effects.seen() == []
    run(effects)
    assert effects.seen() == [1, 2, 3]


def test_a_lost_connection_is_nobodys_fault(effects: Any, server: Any) -> None:
    """The batch is rolled back and read again; the fact at hand is not blamed for it."""
    from django.db import connection

    write(1, 2)
    settle()

    def cut(fact: Any) -> None:
        effects(fact)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (pid,) = cursor.fetchone()
        with psycopg.connect(server.superuser_dsn, autocommit=True) as killer:
            killer.execute("SELECT pg_terminate_backend(%s)", [pid])

    try:
        run(cut)
    except Exception:
        connection.close()
    connection.close()
    assert (effects.seen(), effects.blamed()) == ([], [])
    run(effects)
    assert effects.seen() == [1, 2]


def test_a_fact_that_cannot_be_digested_is_set_aside_by_name_and_others_go_on(
    effects: Any, region: str
) -> None:
    write(1, 13)
    with ledger.use_region("99.96"):
        write(2)  # behind it, of another region
    settle()

    def poisoned(fact: Any) -> None:
        effects(fact)
        if fact.data["number"] == 13:
            raise ValueError("tiga belas")

    for attempt in range(1, 6):
        run(poisoned)
        assert effects.seen() == [1], attempt  # what it did before it failed is undone
    run(poisoned)
    assert effects.seen() == [1, 2]
    from django.db import connection

    with connection.cursor() as cursor:
        mine = [one for one in ledger.parked(cursor) if one[0] == "test"]
    ((_, _, attempts, error),) = mine
    assert (attempts, error) == (5, "ValueError: tiga belas")
    write(3)
    settle()
    run(poisoned)
    assert effects.seen() == [1, 2, 3]


def test_trouble_before_a_fact_was_read_is_not_the_fault_of_the_one_before(
    effects: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pendopo.ledger import readers

    write(1, 13, 2)
    settle()
    whole, calls = readers._claim, iter([True, True, False])  # the batch, fact 1, then trouble

    def troubled(name: str) -> int | None:
        if not next(calls, True):
            raise ValueError("elsewhere")
        return whole(name)

    def fails(fact: Any) -> None:
        effects(fact)
        if fact.data["number"] == 13:
            raise ValueError("tiga belas")

    monkeypatch.setattr(readers, "_claim", troubled)
    run(fails)
    assert (effects.seen(), effects.blamed()) == ([1], [])


def test_two_workers_do_not_read_the_same(effects: Any, region: str) -> None:
    write(*range(20))
    settle()
    passed: list[int] = []

    def work() -> None:
        from django.db import connection

        passed.extend(run_registered())
        connection.close()

    from pendopo.ledger import readers

    ledger.reader("test", "test.counted")(effects)

    def run_registered() -> list[int]:
        return [readers._run(readers._readers["test"], 3) for _ in range(10)]

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while sum(run_registered()):
        pass
    assert effects.seen() == list(range(20))


def test_a_fact_reads_back_as_it_was_written(region: str) -> None:
    from pendopo.ledger.tests.doors import entry

    about = entry().about
    write(41, 42, about=about)
    found = ledger.facts_about(about=about, kinds=("test.counted",))
    assert (numbers(found), {one.seq for one in found}) == ([41, 42], {None})
    settle()
    found = ledger.facts_about(about=about)
    assert [one.seq for one in found] == sorted(one.seq for one in found)
    assert (found[0].occurred_at, found[0].region_code) == (NOW, region)
    assert ledger.facts_about(about=about, kinds=("other.kind",)) == ()
    receipt = ledger.receipt(fact_id=found[0].id)
    assert receipt and receipt["fact"]["data"] == {"number": 41}
    with ledger.use_region("99.98"):
        assert ledger.receipt(fact_id=found[0].id) is None
    assert conninfo("app")
