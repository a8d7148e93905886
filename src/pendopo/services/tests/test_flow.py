"""The flow of a case: refusals, clocks, and deadlines that are never lost."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.core.clock import DayOff, indonesia
from pendopo.services import flow
from pendopo.services.compiled import Compiled
from pendopo.services.load import load
from pendopo.services.problems import Problems, Refused
from pendopo.services.stories import read_stories
from pendopo.services.stories.play import FILE
from pendopo.services.tests.packages import SHIPPED

CALENDAR = indonesia(range(2026, 2029))
MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
TEXT = "Contoh"


@pytest.fixture(scope="module")
def sip() -> Compiled:
    return load(SHIPPED / "sip-dokter")


def answers(compiled: Compiled, **more: object) -> dict[str, object]:
    told = {one.name: one for one in read_stories(compiled.source, Problems())}
    chosen: dict[str, object] = {**told["lurus"].story.given.answers, **more}
    chosen["tanggal_lahir"] = "1990-07-05"
    names = compiled.form_names(chosen, {"kind": "citizen"}, date(2026, 11, 16))
    for one in compiled.form.requirements(chosen, names):
        chosen.setdefault(one.name, [FILE])
    return chosen


def begun(compiled: Compiled, **more: object) -> flow.Move:
    return flow.begin(
        compiled,
        answers=answers(compiled, **more),
        applicant={"kind": "citizen"},
        now=MONDAY,
        calendar=CALENDAR,
    )


def done(
    compiled: Compiled,
    move: flow.Move,
    outcome: str,
    *,
    now: datetime = MONDAY,
    **given: object,
) -> flow.Move:
    token = move.case.tasks[0].token
    return flow.complete(
        compiled,
        move.case,
        task=token,
        outcome=outcome,
        answers=given,
        now=now,
        calendar=CALENDAR,
    )


def test_begin_opens_the_first_task_and_counts_nothing_yet(sip: Compiled) -> None:
    move = begun(sip)
    assert [one.element for one in move.opened] == ["periksa"]
    assert (move.opened[0].organisation, move.opened[0].role) == ("owner", "front_office")
    assert move.dues.case.at is None
    assert move.status == "running"
    assert move.case.fee == 0


def test_personal_answers_stay_out_of_the_state(sip: Compiled) -> None:
    move = begun(sip)
    kept = move.case.encode().decode()
    for secret in ("Siti", "3511014507900001", "081234567890", "+6281234567890", FILE):
        assert secret not in kept
    assert move.answers.personal["nik"] == "3511014507900001"
    assert move.answers.clear["jenis_praktik"] == "fasyankes"


def test_wrong_answers_are_refused_with_every_field(sip: Compiled) -> None:
    with pytest.raises(Refused) as refused:
        flow.begin(
            sip,
            answers={"jenis_praktik": "mandiri", "nik": "12"},
            applicant={},
            now=MONDAY,
            calendar=CALENDAR,
        )
    fields = {error.field for error in refused.value.fields}
    assert {"nik", "profesi", "npwp", "denah", "ktp"} <= fields
    assert "keterangan_fasyankes" not in fields
    assert refused.value.text["id"] and refused.value.text["en"]


def test_a_task_is_done_once(sip: Compiled) -> None:
    first = begun(sip)
    second = done(sip, first, "lengkap")
    with pytest.raises(Refused, match="task-closed"):
        flow.complete(
            sip,
            second.case,
            task=first.case.tasks[0].token,
            outcome="lengkap",
            answers={},
            now=MONDAY,
            calendar=CALENDAR,
        )


@pytest.mark.parametrize(
    ("outcome", "given_", "code"),
    [
        ("terbang", {}, "outcome-unknown"),
        ("tolak", {}, "answers"),
        ("tolak", {"alasan": "   "}, "answers"),
        ("kembalikan", {}, "answers"),
        ("kembalikan", {"items": []}, "answers"),
        ("kembalikan", {"items": [{"field": "lain", "reason": "x"}]}, "answers"),
        ("kembalikan", {"items": [{"field": "ktp", "reason": " "}]}, "answers"),
        ("kembalikan", {"items": "ktp"}, "answers"),
        ("kembalikan", {"items": [{"field": "ktp", "reason": "x" * 2001}]}, "answers"),
        ("lengkap", {"hasil": "tolak"}, "answers"),
        ("lengkap", {"rahasia": "x"}, "answers"),
    ],
)
def test_refused(sip: Compiled, outcome: str, given_: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refused:
        done(sip, begun(sip), outcome, **given_)
    assert refused.value.code == code


def test_returning_gives_the_reasons_back(sip: Compiled) -> None:
    move = done(sip, begun(sip), "kembalikan", items=[{"field": "ktp", "reason": "Buram"}])
    assert move.answers.items == (flow.Item("ktp", "Buram"),)
    assert move.status == "waiting"
    assert move.opened[0].organisation == "applicant"
    assert move.opened[0].role is None


def test_correcting_may_change_the_path_and_drops_what_is_no_longer_asked(sip: Compiled) -> None:
    move = done(sip, begun(sip), "kembalikan", items=[{"field": "", "reason": "Keliru"}])
    own = answers(sip, jenis_praktik="mandiri")
    move = done(sip, move, "kirim", **own)
    assert move.case.answers["jenis_praktik"] == "mandiri"
    assert [one.element for one in done(sip, move, "lengkap").opened] == ["kunjungan"]


def test_paraf_goes_position_by_position(sip: Compiled) -> None:
    move = done(sip, done(sip, begun(sip), "lengkap"), "rekomendasikan")
    move = done(sip, move, "siap")
    seen = []
    while move.opened and move.opened[0].element == "paraf":
        seen.append((move.opened[0].item, move.opened[0].role, move.opened[0].index))
        move = done(sip, move, "paraf")
    assert seen == [
        ("ketua_tim", "paraf", 0),
        ("kepala_bidang", "paraf", 1),
        ("sekretaris", "paraf", 2),
    ]
    assert move.opened[0].element == "tanda_tangan"


def test_a_new_holiday_moves_the_deadline_and_the_escalation_with_it(sip: Compiled) -> None:
    move = done(sip, begun(sip), "lengkap")
    decreed = indonesia(range(2026, 2029), overrides=[DayOff(date(2026, 11, 18), "Libur", "SKB")])
    before, after = move.dues, flow.dues(sip, move.case, decreed)
    assert before.case.at == datetime(2026, 11, 27, 8, 30, tzinfo=UTC)
    assert after.case.at == datetime(2026, 11, 30, 8, 30, tzinfo=UTC)
    task = move.opened[0].token
    timer = move.timers[0].token
    assert after.tasks[task].at == datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
    assert after.timers[timer] == after.tasks[task].at


def test_due_says_which_rule_it_comes_from(sip: Compiled) -> None:
    move = begun(sip)
    assert move.opened[0].due.contoh  # no source gives a limit for the counter
    case = done(sip, move, "lengkap").dues.case
    assert "Pandeglang" in case.basis and not case.contoh


def test_a_fired_timer_fires_once(sip: Compiled) -> None:
    move = done(sip, begun(sip), "lengkap")
    token = move.timers[0].token
    late = MONDAY + timedelta(days=9)
    fired = flow.fire(sip, move.case, token=token, now=late, calendar=CALENDAR)
    assert [one.topic for one in fired.calls] == ["escalate"]
    assert [one.element for one in fired.case.tasks] == ["rekomendasi"]
    with pytest.raises(Refused, match="timer-closed"):
        flow.fire(sip, fired.case, token=token, now=late, calendar=CALENDAR)
    call = fired.calls[0].token
    answered = flow.answered(sip, fired.case, token=call, result={}, now=late, calendar=CALENDAR)
    with pytest.raises(Refused, match="call-closed"):
        flow.answered(sip, answered.case, token=call, result={}, now=late, calendar=CALENDAR)


def test_withdrawn_stops_the_clock_and_closes_everything(sip: Compiled) -> None:
    move = done(sip, begun(sip), "lengkap")
    over = flow.withdraw(sip, move.case, now=MONDAY, calendar=CALENDAR)
    assert over.ended is not None and over.ended.result == "withdrawn"
    assert over.closed == (move.opened[0].token,)
    assert over.cancelled == (move.timers[0].token,)
    assert [one.kind for one in over.marks] == ["stop"]
    assert not flow.may_withdraw(sip, over.case)


STEP = st.tuples(st.integers(0, 5), st.integers(0, 40), st.booleans())


@settings(max_examples=150, deadline=None)
@given(mandiri=st.booleans(), steps=st.lists(STEP, max_size=25))
def test_no_deadline_is_ever_lost(mandiri: bool, steps: list[tuple[int, int, bool]]) -> None:
    """Whatever officers choose and whenever: every running clock has a deadline, every task with
    a limit has one, and the state says the same after a night in the database."""
    sip = load(SHIPPED / "sip-dokter")
    move = begun(sip, jenis_praktik="mandiri" if mandiri else "fasyankes")
    now = MONDAY
    for choice, hours, firing in steps:
        now += timedelta(hours=hours)
        case = flow.CaseState.decode(move.case.encode())
        assert case == move.case
        if move.ended is not None or not case.tasks:
            break
        if firing and case.timers:
            token = case.timers[0].token
            move = flow.fire(sip, case, token=token, now=now, calendar=CALENDAR)
        else:
            move = any_way(sip, case, choice, now)
        for call in move.calls:
            move = flow.answered(
                sip, move.case, token=call.token, result={}, now=now, calendar=CALENDAR
            )
        check_deadlines(sip, move)


def any_way(sip: Compiled, case: flow.CaseState, choice: int, now: datetime) -> flow.Move:
    task = case.tasks[choice % len(case.tasks)]
    definition = sip.tasks[task.element]
    outcomes = list(definition.outcomes)
    outcome = outcomes[choice % len(outcomes)]
    chosen = definition.outcomes[outcome]
    given_: dict[str, object] = answers(sip) if definition.corrects else {}
    for name in chosen.requires:
        kind = definition.form.questions[name].kind if definition.form else "text"
        given_[name] = {"date": "2026-11-20", "boolean": True}.get(kind, TEXT)
    if chosen.itemised:
        given_["items"] = [{"field": "ktp", "reason": TEXT}]
    return flow.complete(
        sip, case, task=task.token, outcome=outcome, answers=given_, now=now, calendar=CALENDAR
    )


def check_deadlines(sip: Compiled, move: flow.Move) -> None:
    case = move.case
    kinds = [one.kind for one in case.marks]
    running = "start" in kinds and kinds[-1] in ("start", "resume")
    if move.ended is None and running:
        assert move.dues.case.at is not None
    assert set(move.dues.tasks) == {one.token for one in case.tasks}
    assert set(move.dues.timers) == {one.token for one in case.timers}
    for task in case.tasks:
        if flow.task_limit(sip, case, task.element, CALENDAR) is not None:
            assert move.dues.tasks[task.token].at is not None, task
    for timer in case.timers:
        assert move.dues.timers[timer.token] is not None
    assert move.dues == flow.dues(sip, case, CALENDAR)
