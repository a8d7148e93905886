"""Opinions of several agencies at once become one, in whatever order they come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.core.clock import indonesia
from pendopo.services import flow
from pendopo.services.compiled import Compiled
from pendopo.services.flow.joining import joined
from pendopo.services.load import compile_source
from pendopo.services.problems import Refused
from pendopo.services.schema import Join, Policy
from pendopo.services.stories.play import FILE
from pendopo.services.tests.packages import edited

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
CALENDAR = indonesia([2026, 2027])
AGENCIES = ("1.02", "1.03", "2.11")
MORE = "more: {by: [verifier]}"
SILENT = 'silence: {counts_as: siap, after: 5 working_days, basis: "Peraturan Contoh Pasal 7"}'
POLICIES: tuple[tuple[Policy, int | None], ...] = (
    ("all", None),
    ("veto", None),
    ("quorum", 1),
    ("quorum", 2),
    ("quorum", 3),
)
OUTCOMES = ("siap", "abstain", "tolak")
BPMN = "process.bpmn"
MANY = (
    '      <bpmn:multiInstanceLoopCharacteristics isSequential="false"'
    ' camunda:collection=\'["1.02", "1.03", "2.11"]\' camunda:elementVariable="opd" />\n'
)
TIMER = """    <bpmn:boundaryEvent id="ingat" attachedToRef="draf" cancelActivity="false">
      <bpmn:outgoing>ke_ingat</bpmn:outgoing>
      <bpmn:timerEventDefinition id="w"><bpmn:timeDuration>=working days(8)</bpmn:timeDuration>
      </bpmn:timerEventDefinition>
    </bpmn:boundaryEvent>
    <bpmn:serviceTask id="lapor" camunda:type="external" camunda:topic="escalate">
      <bpmn:incoming>ke_ingat</bpmn:incoming><bpmn:outgoing>ke_sudah</bpmn:outgoing></bpmn:serviceTask>
    <bpmn:endEvent id="sudah"><bpmn:incoming>ke_sudah</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="ke_ingat" sourceRef="ingat" targetRef="lapor" />
    <bpmn:sequenceFlow id="ke_sudah" sourceRef="lapor" targetRef="sudah" />
"""
GATE = 'tanda_tangan.hasil = "tandatangani" and joined.draf in ("agreed", "refused")'
"""The result is read, and does not change the way: tests look at `joined` itself."""


def join(policy: Policy, quorum: int | None = None) -> Join:
    return Join(policy=policy, quorum=quorum, agrees=("siap",), refuses=("tolak",))


@cache
def package(policy: Policy, quorum: int | None = None, *more: str) -> Compiled:
    """The small package, its `draf` the opinions of three agencies at once."""
    said = [f"policy: {policy}", "agrees: [siap]", "refuses: [tolak]", *more]
    said += [f"quorum: {quorum}"] if quorum else []
    outgoing = "      <bpmn:outgoing>ke_tanda_tangan_dari_draf</bpmn:outgoing>\n"
    first = '    <bpmn:sequenceFlow id="ke_periksa'
    texts = "      siap: {label: %s}\n"
    words = texts + "      tolak: {label: Tolak}\n      abstain: {label: Abstain}\n"
    return compile_source(
        edited(
            (BPMN, outgoing, outgoing + MANY),
            (BPMN, first, TIMER + first),
            ("service.yaml", "    role: drafter\n    letter: surat\n",
             "    role: technical\n    organisation: item\n    letter: surat\n"
             f"    join: {{{', '.join(said)}}}\n"),
            ("service.yaml", "      siap: {style: primary}\n",
             "      siap: {style: primary}\n      tolak: {}\n      abstain: {}\n"),
            ("texts/id.yaml", texts % "Siap ditandatangani", words % "Setuju"),
            ("texts/en.yaml", texts % "Ready to be signed", words % "Agree"),
            (BPMN, 'tanda_tangan.hasil = "tandatangani"', GATE),
        )
    )  # fmt: skip


def opened(compiled: Compiled) -> flow.Move:
    answers = {"keperluan": "x", "nama": "Siti", "nik": "3511014507900001", "ktp": [FILE]}
    move = flow.begin(compiled, answers=answers, applicant={}, now=NOW, calendar=CALENDAR)
    return say(compiled, move.case, None, "lengkap", "periksa")


def say(
    compiled: Compiled,
    case: flow.CaseState,
    agency: str | None,
    outcome: str,
    element: str = "draf",
    now: datetime = NOW,
) -> flow.Move:
    token = next(o.token for o in case.tasks if o.element == element and agency in (None, o.item))
    return flow.complete(
        compiled, case, task=token, outcome=outcome, answers={}, now=now, calendar=CALENDAR
    )


def ask(compiled: Compiled, case: flow.CaseState, agency: str) -> flow.Move:
    return flow.ask(compiled, case, element="draf", organisation=agency, now=NOW, calendar=CALENDAR)


def open_agencies(case: flow.CaseState) -> list[object]:
    return [one.item for one in case.tasks if one.element == "draf"]


@given(
    policy=st.sampled_from(POLICIES),
    said=st.lists(st.sampled_from(OUTCOMES), max_size=7),
    data=st.data(),
)
def test_the_result_does_not_depend_on_the_order(
    policy: tuple[Policy, int | None], said: list[str], data: st.DataObject
) -> None:
    other = data.draw(st.permutations(said))
    rule = join(*policy)
    assert until_known(rule, said) == until_known(rule, other)


def until_known(rule: Join, said: list[str]) -> str | None:
    """Answers come one by one until the result is certain; later ones are not waited for."""
    found = joined(rule, (), len(said))
    for count in range(1, len(said) + 1):
        if found is None:
            found = joined(rule, said[:count], len(said) - count)
    return found


@given(policy=st.sampled_from(POLICIES), said=st.lists(st.sampled_from(OUTCOMES), max_size=7))
def test_what_is_certain_stays_and_everybody_answered_is_a_result(
    policy: tuple[Policy, int | None], said: list[str]
) -> None:
    rule, known = join(*policy), None
    for count in range(len(said) + 1):
        found = joined(rule, said[:count], len(said) - count)
        assert known in (None, found)
        known = found
    assert known in ("agreed", "refused")


@settings(deadline=None, max_examples=40)
@given(
    policy=st.sampled_from(POLICIES),
    said=st.tuples(*[st.sampled_from(OUTCOMES)] * 3),
    more=st.sampled_from((None, *OUTCOMES)),
)
def test_in_the_flow_every_order_leads_to_the_same_place(
    policy: tuple[Policy, int | None], said: tuple[str, str, str], more: str | None
) -> None:
    compiled = package(*policy, MORE)
    answers = dict(zip(AGENCIES, said, strict=True)) | ({"8.01": more} if more else {})
    found = set()
    for order in list(permutations(answers))[:24:5]:
        case = opened(compiled).case
        if more:
            case = ask(compiled, case, "8.01").case
        for agency in order:
            if agency in open_agencies(case):
                case = say(compiled, case, agency, answers[agency]).case
        assert [one.element for one in case.tasks] == ["tanda_tangan"]
        found.add(case.joined["draf"])
    assert len(found) == 1
    assert found == {until_known(join(*policy), list(answers.values()))}


def test_a_veto_ends_the_round_and_the_others_are_not_waited_for() -> None:
    compiled = package("veto")
    move = say(compiled, opened(compiled).case, "1.03", "tolak")
    assert move.case.joined == {"draf": "refused"}
    assert len(move.closed) == 3 and not open_agencies(move.case)
    assert [one["hasil"] for one in move.case.process.values["draf"]] == [
        "dilewati", "tolak", "dilewati",
    ]  # fmt: skip


def test_all_waits_for_everybody_so_that_the_applicant_hears_everything_at_once() -> None:
    compiled = package("all")
    case = say(compiled, opened(compiled).case, "1.03", "tolak").case
    assert open_agencies(case) == ["1.02", "2.11"]
    assert case.joined == {}


def test_an_added_agency_is_waited_for_and_counts() -> None:
    compiled = package("all", None, MORE)
    move = ask(compiled, opened(compiled).case, "8.01")
    (added,) = move.opened
    assert (added.organisation, added.role, added.token) == ("8.01", "technical", -1)
    case = move.case
    for agency in AGENCIES:
        case = say(compiled, case, agency, "siap").case
    assert open_agencies(case) == ["8.01"]
    assert say(compiled, case, "8.01", "tolak").case.joined == {"draf": "refused"}


def test_an_agency_is_asked_once_and_only_while_opinions_are_open() -> None:
    compiled = package("all", None, MORE)
    case = opened(compiled).case
    with pytest.raises(Refused, match="agency-asked"):
        ask(compiled, case, "1.02")
    case = ask(compiled, case, "8.01").case
    case = say(compiled, case, "8.01", "siap").case
    with pytest.raises(Refused, match="agency-asked"):
        ask(compiled, case, "8.01")
    for agency in AGENCIES:
        case = say(compiled, case, agency, "siap").case
    with pytest.raises(Refused, match="asking-closed"):
        ask(compiled, case, "9.99")
    with pytest.raises(Refused, match="asking-closed"):
        ask(package("all"), opened(package("all")).case, "8.01")


def test_silence_counts_by_its_article_each_agency_on_its_own() -> None:
    compiled = package("all", None, SILENT, MORE)
    move = opened(compiled)
    case = say(compiled, move.case, "1.02", "siap").case
    later = flow.ask(
        compiled, case, element="draf", organisation="8.01", now=NOW + 2 * DAY, calendar=CALENDAR
    ).case
    timers = flow.dues(compiled, later, CALENDAR).timers
    when = {one.item: timers[one.token] for one in later.tasks}
    assert {item: at.date().isoformat() for item, at in when.items() if at} == {
        "1.03": "2026-11-23", "2.11": "2026-11-23", "8.01": "2026-11-25",
    }  # fmt: skip
    for agency in ("1.03", "2.11", "8.01"):
        one = next(one for one in later.tasks if one.item == agency)
        at = when[agency]
        assert at is not None
        later = flow.fire(compiled, later, token=one.token, now=at, calendar=CALENDAR).case
    assert later.joined == {"draf": "agreed"}
    assert [one.element for one in later.tasks] == ["tanda_tangan"]
    assert not later.timers


def test_without_an_article_silence_is_escalated_and_goes_on_waiting() -> None:
    compiled = package("veto")
    move = opened(compiled)
    (timer,) = move.case.timers
    at = NOW + 14 * DAY
    fired = flow.fire(compiled, move.case, token=timer.token, now=at, calendar=CALENDAR)
    assert [one.topic for one in fired.calls] == ["escalate"]
    assert len(open_agencies(fired.case)) == 3


def test_a_withdrawal_takes_every_opinion_with_it() -> None:
    compiled = package("all", None, MORE, SILENT)
    case = ask(compiled, opened(compiled).case, "8.01").case
    case = say(compiled, case, "1.02", "siap").case
    move = flow.withdraw(compiled, case, now=NOW, calendar=CALENDAR)
    assert move.case.tasks == () and move.case.timers == () and move.case.opinions == {}
    assert len(move.closed) == 3 and len(move.cancelled) == 4


def test_the_state_survives_being_written() -> None:
    compiled = package("quorum", 3, MORE)
    case = ask(compiled, opened(compiled).case, "8.01").case
    case = say(compiled, case, "1.02", "siap").case
    assert flow.CaseState.decode(case.encode()) == case
