"""A changed, removed, reordered or inserted fact is found and named: by the log itself when the
forger has the database, by what was kept outside when he has the sealing key as well."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from pendopo.ledger.tests.doors import ledger
from pendopo.ledger.tests.spare import REGION, Spare

BATCHES = (3, 1, 4, 2)  # ten facts under four heads; the fifth fact (place 4) is the victim
VICTIM = 4
Forgery = Callable[[Spare], UUID]


def change(log: Spare) -> UUID:
    fact = log.fact(VICTIM)
    log.forge(("""UPDATE ledger_fact SET data = '{"number": 999}' WHERE id = %s""", [fact]))
    return fact


def change_who(log: Spare) -> UUID:
    fact = log.fact(VICTIM)
    log.forge(("UPDATE ledger_fact SET actor = gen_random_uuid() WHERE id = %s", [fact]))
    return fact


def remove(log: Spare) -> UUID:
    fact = log.fact(VICTIM)
    log.forge(
        ("DELETE FROM ledger_fact WHERE id = %s", [fact]),
        ("DELETE FROM ledger_sequence WHERE fact_id = %s", [fact]),
        ("UPDATE ledger_sequence SET seq = seq + 1000 WHERE seq > %s", [VICTIM]),
        ("UPDATE ledger_sequence SET seq = seq - 1001 WHERE seq > 1000", []),
    )
    return fact


def swap(log: Spare) -> UUID:
    """The victim changes places with its neighbour."""
    fact = log.fact(VICTIM)
    log.forge(
        ("UPDATE ledger_sequence SET seq = 1000 WHERE seq = %s", [VICTIM]),
        ("UPDATE ledger_sequence SET seq = %s WHERE seq = %s", [VICTIM, VICTIM + 1]),
        ("UPDATE ledger_sequence SET seq = %s WHERE seq = 1000", [VICTIM + 1]),
    )
    return fact


def insert(log: Spare) -> UUID:
    """A fact that nobody appended, put into the past."""
    fact = uuid4()
    log.forge(
        (
            "INSERT INTO ledger_fact SELECT recorded_at, %s, region_code, kind, occurred_at, actor,"
            " organisation, about, data, salt FROM ledger_fact WHERE id = %s",
            [fact, log.fact(VICTIM)],
        ),
        ("UPDATE ledger_sequence SET seq = seq + 1000 WHERE seq >= %s", [VICTIM]),
        ("UPDATE ledger_sequence SET seq = seq - 999 WHERE seq >= 1000", []),
        (
            "INSERT INTO ledger_sequence SELECT %s, id, recorded_at, sha256('x') FROM ledger_fact"
            " WHERE id = %s",
            [VICTIM, fact],
        ),
    )
    return fact


FORGERIES = {"changed": change, "removed": remove, "reordered": swap, "inserted": insert}


@pytest.fixture
def log(spare: Spare) -> Spare:
    spare.grow(*BATCHES)
    return spare


def named(report: Any) -> set[tuple[str, str]]:
    return {(one.wrong, one.fact_id) for one in report.findings if one.fact_id}


def test_an_honest_log_holds_whoever_asks(log: Spare) -> None:
    feed, receipts = log.feed(), [log.receipt(seq) for seq in (0, VICTIM, 9)]
    log.grow(5, 1)
    report = log.verify(feed=feed, receipts=receipts)
    assert (report.facts, report.heads, report.findings) == (16, 6, ())
    log.append(99)  # waiting for its place: no finding
    assert log.verify(feed=log.feed()).findings == ()


@pytest.mark.parametrize("forgery", [change, change_who])
def test_a_changed_fact_is_named_by_its_leaf(log: Spare, forgery: Forgery) -> None:
    fact = forgery(log)
    (finding,) = log.verify().findings
    assert (finding.wrong, finding.seq, finding.fact_id) == ("changed", VICTIM, str(fact))
    assert str(fact) in str(finding)


def test_a_fact_that_is_gone_from_the_table_is_named_by_its_place(log: Spare) -> None:
    fact = log.fact(VICTIM)
    log.forge(("DELETE FROM ledger_fact WHERE id = %s", [fact]))
    (finding,) = log.verify().findings
    assert (finding.wrong, finding.seq, finding.fact_id) == ("removed", VICTIM, str(fact))


def test_a_hole_in_the_sequence_is_seen_even_when_it_is_huge(log: Spare) -> None:
    log.forge(("UPDATE ledger_sequence SET seq = 4000000000000 WHERE seq = 9", []))
    found = {(one.wrong, one.seq) for one in log.verify().findings}
    assert ("removed", 9) in found


@pytest.mark.parametrize(
    ("forgery", "seen"),
    [
        (remove, {("head", VICTIM, VICTIM + 1)}),  # the lowest node of the tree that differs
        (swap, {("reordered", VICTIM + 1, -1)}),  # out of the order of its head
        (insert, {("changed", VICTIM, -1)}),  # its leaf was never made
    ],
)
def test_without_the_key_the_log_itself_tells_where(
    log: Spare, forgery: Forgery, seen: set[tuple[str, int, int]]
) -> None:
    forgery(log)
    found = {(one.wrong, one.seq, one.until) for one in log.verify().findings}
    assert seen <= found


def test_a_forger_without_the_key_who_makes_the_tree_anew_is_told_by_the_heads(log: Spare) -> None:
    """Leaves and nodes are rebuilt, heads cannot be: the facts of the first false head."""
    with_heads = _heads(log)
    change(log)
    log.rebuild()
    log.forge(*[("UPDATE ledger_head SET root = %s, signature = %s WHERE size = %s", one)
                for one in with_heads])  # fmt: skip
    findings = log.verify().findings
    assert ("head", VICTIM, VICTIM + 3) in {(one.wrong, one.seq, one.until) for one in findings}


def _heads(log: Spare) -> list[tuple[bytes, bytes, int]]:
    with log.connect("sealer") as connection:
        return connection.execute("SELECT root, signature, size FROM ledger_head").fetchall()


def test_facts_beyond_the_last_signed_head_and_false_signatures_are_seen(log: Spare) -> None:
    log.forge(("DELETE FROM ledger_head WHERE size = 10", []))
    assert [(one.wrong, one.seq, one.until) for one in log.verify().findings] == [("head", 8, 9)]
    log.forge(("UPDATE ledger_head SET signature = sha256('x') WHERE size = 8", []))
    assert ("signature", 8) in {(one.wrong, one.seq) for one in log.verify().findings}


def test_a_fact_slipped_past_the_waiting_room_is_named(log: Spare) -> None:
    log.append(50)
    log.forge(("DELETE FROM ledger_unsequenced", []))
    (finding,) = log.verify().findings
    assert (finding.wrong, finding.seq) == ("inserted", -1) and finding.fact_id


def test_a_fact_removed_while_it_waits_is_named(log: Spare) -> None:
    log.append(50)
    log.forge(("DELETE FROM ledger_fact f USING ledger_unsequenced u WHERE f.id = u.id", []))
    (finding,) = log.verify().findings
    assert (finding.wrong, finding.seq) == ("removed", -1) and finding.fact_id


@pytest.mark.parametrize("wrong", FORGERIES)
def test_who_owns_database_and_key_is_found_by_a_kept_feed(log: Spare, wrong: str) -> None:
    """Everything is rebuilt and signed: the log agrees with itself and not with the copy."""
    feed = log.feed()
    fact = FORGERIES[wrong](log)
    log.rebuild(range(1, 12))
    assert log.verify().findings == ()  # nothing is wrong, says the log
    report = log.verify(feed=feed)
    others = named(report) - {(wrong, str(fact))}
    assert (wrong, str(fact)) in named(report) or wrong == "reordered"
    if wrong == "reordered":  # of two that changed places either may be said to have moved
        assert len(others | named(report)) == 1
    else:
        assert not others  # those that merely moved up or down are not accused
    assert ("head", "outside") in {(one.wrong, one.told_by) for one in report.findings}


@pytest.mark.parametrize("wrong", ["changed", "removed", "reordered"])
def test_who_owns_database_and_key_is_found_by_the_receipt_of_the_fact(
    log: Spare, wrong: str
) -> None:
    receipt = log.receipt(VICTIM)
    fact = FORGERIES[wrong](log)
    log.rebuild()
    assert ledger.check_receipt(receipt, public_keys=keys()).holds  # it is still ours
    assert (wrong, str(fact)) in named(log.verify(receipts=[receipt]))


@pytest.mark.parametrize("wrong", FORGERIES)
def test_a_receipt_of_another_fact_convicts_as_well(log: Spare, wrong: str) -> None:
    """Its head covers the whole log, and its proof says in which part it was forged."""
    receipt = log.receipt(1)
    FORGERIES[wrong](log)
    log.rebuild(range(1, 12))
    findings = log.verify(receipts=[receipt]).findings
    told = {one.wrong for one in findings if one.told_by == "outside"}
    assert told == ({"removed"} if wrong == "removed" else {"head"})  # shorter, or another root
    parts = [(one.seq, one.until) for one in findings if one.told_by == "receipt"]
    assert any(first <= VICTIM <= last for first, last in parts), findings
    assert not any(last < VICTIM for first, last in parts), findings


def test_a_log_cut_short_is_found_by_whoever_kept_its_end(log: Spare) -> None:
    feed, receipt = log.feed(), log.receipt(1)
    last = log.fact(9)
    log.forge(
        ("DELETE FROM ledger_fact WHERE id = %s", [last]),
        ("DELETE FROM ledger_sequence WHERE fact_id = %s", [last]),
    )
    log.rebuild([3, 4, 8, 9])
    assert log.verify().findings == ()
    assert ("removed", str(last)) in named(log.verify(feed=feed))
    assert ("removed", "outside") in {
        (one.wrong, one.told_by) for one in log.verify(receipts=[receipt]).findings
    }


def keys() -> frozenset[bytes]:
    return frozenset({ledger.public_bytes()})


@pytest.fixture(scope="module")
def genuine(spares: Any) -> str:
    """A receipt as its citizen keeps it; the log it came from is gone."""
    with spares() as log:
        log.grow(*BATCHES)
        return json.dumps(log.receipt(VICTIM))


def test_a_receipt_checks_offline(genuine: str) -> None:
    receipt = json.loads(genuine)
    checked = ledger.check_receipt(receipt, public_keys=keys())
    assert checked.holds and checked.seq == VICTIM and checked.fact_id == receipt["fact"]["id"]
    assert receipt["fact"]["region_code"] == REGION
    assert ledger.check_receipt(receipt, public_keys=frozenset()).problem == "key"


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        (("fact", "data"), {"number": 5}, "proof"),
        (("fact", "about"), str(uuid4()), "proof"),
        (("fact", "occurred_at"), "2026-11-16T02:00:00.000001Z", "proof"),
        (("seq",), 3, "proof"),
        (("seq",), -1, "proof"),
        (("proof",), [], "proof"),
        (("proof", 0), "00" * 32, "proof"),
        (("proof", 0), "zz", "format"),
        (("head", "size"), 11, "signature"),
        (("head", "root"), "00" * 32, "signature"),
        (("head", "signed_at"), "2027-01-01T00:00:00.000000Z", "signature"),
        (("head", "signature"), "00" * 64, "signature"),
        (("head", "public_key"), "11" * 32, "key"),
        (("head",), None, "format"),
        (("fact",), {}, "format"),
        (("seq",), "x", "format"),
    ],
)
def test_a_receipt_with_anything_changed_does_not_hold(
    genuine: str, path: tuple[Any, ...], value: Any, problem: str
) -> None:
    receipt = json.loads(genuine)
    place: Any = receipt
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert ledger.check_receipt(receipt, public_keys=keys()).problem == problem


@pytest.mark.parametrize("nonsense", [None, [], 3, "x", {}, {"head": {}, "fact": {}}, b"\xff"])
def test_nonsense_is_no_receipt(django: None, nonsense: Any) -> None:
    assert ledger.check_receipt(nonsense, public_keys=keys()).problem == "format"


def test_the_command_line_verifies_names_and_answers_by_its_exit_code(
    log: Spare, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from django.test import override_settings

    from pendopo.faces.cli import ledger as face
    from pendopo.ledger.tests.doors import conninfo

    def run(*argv: str) -> tuple[int, str]:
        code = face.main(argv)
        told = capsys.readouterr()
        return code, told.out + told.err

    (receipt := tmp_path / "tanda-terima.json").write_text(json.dumps(log.receipt(VICTIM)))
    (forged := tmp_path / "palsu.json").write_text(receipt.read_text().replace("test.", "tast."))
    (tmp_path / "rusak.json").write_text("{")
    with override_settings(SEALER_CONNINFO=conninfo("sealer", log.name)):
        code, feed = run("feed")
        (kept := tmp_path / "umpan.jsonl").write_text(feed)
        assert code == 0 and len(feed.splitlines()) == 10 + len(BATCHES)
        code, told = run("verify", str(receipt), "--against", str(kept))
        assert code == 0 and "10 fakta" in told and "urutan 4" in told
        code, told = run("verify", str(forged), str(tmp_path / "rusak.json"))
        assert code == 1 and "palsu.json" in told and "rusak.json" in told
        fact = change(log)
        log.rebuild()
        assert run("verify")[0] == 0
        code, told = run("verify", str(receipt))
        assert code == 1 and str(fact) in told and "diubah / changed" in told
        code, told = run("verify", "--against", str(kept))
        assert code == 1 and str(fact) in told
        assert run("verify", "--against")[0] == 2


def test_the_command_line_says_how_far_a_doubt_reaches(
    log: Spare, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing head leaves several facts in doubt, and it cannot be told which."""
    from django.test import override_settings

    from pendopo.faces.cli import ledger as face
    from pendopo.ledger.tests.doors import conninfo

    log.forge(("DELETE FROM ledger_head WHERE size = 10", []))
    with override_settings(SEALER_CONNINFO=conninfo("sealer", log.name)):
        assert face.main(["verify"]) == 1
    assert "urutan 8-9, fakta" in capsys.readouterr().err
