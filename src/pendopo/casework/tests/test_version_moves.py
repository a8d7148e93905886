"""Running cases move to another version of their package, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest

from pendopo.casework.tests.doors import casework, directory, ledger, models, services
from pendopo.casework.tests.packages import LONG_AGO
from pendopo.casework.tests.test_messages import submit
from pendopo.casework.tests.walking import CODE, DAY, MONDAY, counted, facts_of, row
from pendopo.services.tests.drawn import flows, package, users

ENDS = '<bpmn:startEvent id="mulai"/><bpmn:endEvent id="selesai"/>'
SUPERVISOR, CLERK, ADMIN = "kabid.ptsp", "loket.ptsp", "admin.ptsp"
SLUGS = iter(f"uji-versi-{n}" for n in range(99))


def limit(days: int) -> list[dict[str, Any]]:
    import datetime as dt

    return [{"from": dt.date(2026, 1, 1), "value": f"{days} working_days", "basis": "Contoh"}]


def two_versions() -> tuple[str, str, str]:
    """`periksa` becomes `telaah` with a longer limit; a step comes after `tutup`; `ukur` goes."""
    slug = next(SLUGS)
    start = {"outcomes": {"selesai": {"clock": "start"}, "ukur": {"clock": "start"}}}
    plain = {"outcomes": {"selesai": {"clock": "start"}}}
    fork = '<bpmn:exclusiveGateway id="g" default="f_g_tutup"/>'
    old = package(
        slug,
        ENDS + users("periksa", "ukur", "tutup") + fork
        + flows("mulai>periksa", "periksa>g", 'g>ukur if periksa.hasil = "ukur"', "g>tutup",
                "ukur>tutup", "tutup>selesai"),
        tasks={"periksa": {**start, "limit": limit(2)}, "ukur": {}, "tutup": {"limit": limit(2)}},
    )  # fmt: skip
    new = package(
        slug,
        ENDS + users("telaah", "tutup", "arsip")
        + flows("mulai>telaah", "telaah>tutup", "tutup>arsip", "arsip>selesai"),
        tasks={"telaah": {**plain, "limit": limit(5)}, "tutup": {"limit": limit(4)}, "arsip": {}},
    )  # fmt: skip
    with ledger.use_region(CODE):
        for made, since in ((old, LONG_AGO), (new, MONDAY + DAY)):
            services.publish(package=made, valid_from=since, now=LONG_AGO)
    return slug, str(old.hash), str(new.hash)


MAPPING = {"periksa": "telaah"}


def plan(regency: Any, versions: tuple[str, str, str], mapping: Mapping[str, str] = MAPPING,
         who: str = SUPERVISOR) -> Any:  # fmt: skip
    slug, old, new = versions
    with ledger.use_region(CODE):
        return casework.plan_migration(
            service=slug, old=old, new=new, mapping=mapping, who=regency.actor(who)
        )


def migrate(
    regency: Any, versions: tuple[str, str, str], who: str = SUPERVISOR, **more: Any
) -> Any:
    slug, old, new = versions
    given = {"mapping": MAPPING, "now": MONDAY, **more}
    with ledger.use_region(CODE):
        return casework.migrate(service=slug, old=old, new=new, who=regency.actor(who), **given)


def look(regency: Any, move: UUID, who: str = SUPERVISOR) -> Any:
    with ledger.use_region(CODE):
        return casework.version_move(move_id=move, who=regency.actor(who))


def revert(regency: Any, move: UUID, version: int = 2, who: str = SUPERVISOR) -> None:
    with ledger.use_region(CODE):
        casework.revert_migration(move_id=move, who=regency.actor(who), version=version, now=MONDAY)


def elements(case: Any) -> list[tuple[str, str]]:
    with ledger.use_region(CODE), ledger.region_transaction():
        rows = models.Task.objects.filter(case_id=case.case_id).order_by("token")
        return list(rows.values_list("element", "status"))


def check_deadlines(case: Any) -> None:
    """What is stored is what the state, the package and the calendar say."""
    with ledger.use_region(CODE):
        found = row(case)
        compiled = services.version(hash=found.version_hash)
        state = services.flow.CaseState.decode(bytes(found.state))
        dues = services.flow.dues(compiled, state, directory.calendar())
        assert found.due_at == dues.case.at
        with ledger.region_transaction():
            for task in models.Task.objects.filter(case_id=case.case_id, status="open"):
                assert task.due_at == dues.tasks[task.token].at


def refusal(act: Any) -> str:
    with pytest.raises(casework.Refused) as refused:
        act()
    return str(refused.value.code)


def test_a_dry_run_says_what_becomes_of_every_case(regency: Any) -> None:
    versions = two_versions()
    at_first, at_second, lost = (submit(regency, versions[0]) for _ in range(3))
    at_second.do(CLERK, "selesai")
    lost.do(CLERK, "ukur")
    bare = plan(regency, versions, {})
    assert (bare.counts, bare.total) == ({"needs mapping": 3}, 3)  # what was done counts too
    with counted() as statements:
        found = plan(regency, versions)
    assert len(statements) <= 6, statements
    assert found.counts == {"automatic": 2, "needs mapping": 1}
    assert (found.cases[0].number, found.cases[0].element) == (lost.number, "ukur")
    standing = {one.element: (one.answer, one.target, one.standing) for one in found.elements}
    assert standing["periksa"] == ("automatic", "telaah", 1)
    assert standing["ukur"] == ("needs mapping", "", 1)
    assert not facts_of(at_first, "case.migrated")
    assert row(at_first).version_hash == versions[1]


def test_cases_move_and_go_on_in_the_new_version(regency: Any, worker: Any) -> None:
    versions = two_versions()
    first, second, lost = (submit(regency, versions[0]) for _ in range(3))
    second.do(CLERK, "selesai")
    lost.do(CLERK, "ukur")
    before = row(first).due_at, elements(first)
    command = ledger.Command(first.case_id, "pindah-versi", b"x")
    move = migrate(regency, versions, command=command)
    assert migrate(regency, versions, command=command) == move
    assert refusal(lambda: migrate(regency, versions)) == "move_running"
    assert elements(first) == before[1]  # a job does it
    worker.drain(MONDAY)
    done = look(regency, move)
    assert (done.status, done.outcomes, done.cases) == ("done", {"moved": 2, "left": 1}, 3)
    assert [(one.number, one.element) for one in done.left] == [(lost.number, "ukur")]
    assert (row(first).version_hash, elements(first)) == (versions[2], [("telaah", "open")])
    assert elements(second) == [("telaah", "done"), ("tutup", "open")]
    assert row(lost).version_hash == versions[1]
    for case in (first, second, lost):
        check_deadlines(case)
    (fact,) = facts_of(second, "case.migrated")
    assert (fact.data["old"], fact.data["new"], fact.data["back"]) == (*versions[1:], False)
    (left,) = facts_of(lost, "case.left_behind")
    assert (left.data["reason"], left.data["element"]) == ("needs_mapping", "ukur")
    first.view(SUPERVISOR)  # every page of it still opens
    second.mine()
    first.do(CLERK, "selesai")
    first.do(CLERK, "selesai")
    assert elements(first)[-1] == ("arsip", "open")


def test_a_move_is_undone_for_cases_that_have_not_moved_on(regency: Any, worker: Any) -> None:
    versions = two_versions()
    first, second = (submit(regency, versions[0]) for _ in range(2))
    was = row(first)
    move = migrate(regency, versions)
    worker.drain(MONDAY)
    second.do(CLERK, "selesai")
    assert refusal(lambda: revert(regency, move, version=1)) == "move_stale"
    revert(regency, move)
    worker.drain(MONDAY)
    done = look(regency, move)
    assert (done.status, done.outcomes) == ("reverted", {"reverted": 1, "stayed": 1})
    now = row(first)
    assert (now.version_hash, now.state, now.due_at) == (versions[1], was.state, was.due_at)
    assert elements(first) == [("periksa", "open")]
    assert row(second).version_hash == versions[2]
    assert [one.data["back"] for one in facts_of(first, "case.migrated")] == [False, True]
    for case in (first, second):
        check_deadlines(case)
    assert refusal(lambda: revert(regency, move, version=4)) == "move_stale"
    first.do(CLERK, "ukur")
    assert elements(first)[-1] == ("ukur", "open")


def test_a_job_that_stopped_halfway_goes_on_where_it_was(
    regency: Any, worker: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pendopo.casework.actions import version_moves

    versions = two_versions()
    cases = [submit(regency, versions[0]) for _ in range(3)]
    move = migrate(regency, versions)
    monkeypatch.setattr(version_moves, "BATCH", 1)
    with ledger.use_region(CODE):
        assert version_moves.move_cases(move_id=move, now=MONDAY)
    assert look(regency, move).outcomes == {"moved": 1}  # and here the worker dies
    worker.drain(MONDAY)
    assert look(regency, move).outcomes == {"moved": 3}
    assert [len(facts_of(one, "case.migrated")) for one in cases] == [1, 1, 1]


def test_who_may_move_cases(regency: Any) -> None:
    versions = two_versions()
    submit(regency, versions[0])
    for username in (CLERK, "kadis.dinkes", "teknis.dinkes"):
        assert refusal(lambda who=username: plan(regency, versions, who=who)) == "not_for_you"
        assert refusal(lambda who=username: migrate(regency, versions, who=who)) == "not_for_you"
    slug, old, _new = versions
    with ledger.use_region(CODE):
        for username, sees in ((SUPERVISOR, True), (CLERK, False)):
            found = casework.service_versions(who=regency.actor(username))
            assert any(one.service == slug for one in found) is sees
    assert refusal(lambda: plan(regency, (slug, old, old))) == "versions_same"
    assert refusal(lambda: plan(regency, (slug, old, "sha256:x"))) == "version_unknown"
    assert refusal(lambda: plan(regency, versions, {"periksa": "entah"})) == "flow"
    assert refusal(lambda: migrate(regency, versions, mapping={})) == "nothing_to_move"
    move = migrate(regency, versions)
    assert refusal(lambda: look(regency, move, who=CLERK)) == "move_unknown"
    assert refusal(lambda: revert(regency, move, who=CLERK)) == "move_unknown"
