"""A counter or a village's helper acts for a citizen by a power of attorney."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from uuid import uuid4

import pytest

from pendopo.casework.tests.doors import casework, directory, ledger, models
from pendopo.casework.tests.walking import CODE, DAY, MONDAY

SERVICE = "sip-dokter"
NIK = "3511014507900077"


def helper(now: dt.datetime = MONDAY) -> Any:
    return someone("bantu.pancoran", now)


def someone(username: str, now: dt.datetime = MONDAY) -> Any:
    from tests.regency import Regency

    return Regency().actor(username, now)


def give(who: Any, **changes: Any) -> Any:
    asked: dict[str, Any] = {
        "who": who,
        "name": "Aminah Contoh",
        "nik": NIK,
        "phone": "081298760001",
        "service": SERVICE,
        "days": 30,
        "paper_number": "474/12/2026",
        "now": MONDAY,
    }
    with ledger.use_region(CODE):
        return casework.give_power(**{**asked, **changes})


def apply(who: Any, power: Any, now: dt.datetime = MONDAY, **changes: Any) -> Any:
    """An application filled in and sent under the power."""
    from tests.regency import Regency

    from pendopo.config.seeding import applying

    with ledger.use_region(CODE):
        answers = Regency().answers(SERVICE, **{"nama": "Aminah Contoh", "nik": NIK, **changes})
        return applying.apply(SERVICE, answers, who=who, power_id=power.id, now=now)


def opened(who: Any, sent: Any, now: dt.datetime = MONDAY, key: str = "") -> Any:
    with ledger.use_region(CODE):
        return casework.applicant_case(number=sent.number, who=who, key=key, now=now)


def revoke(who: Any, power: Any, now: dt.datetime = MONDAY, code: str = "") -> Any:
    with ledger.use_region(CODE):
        return directory.revoke_power(number=power.number, code=code, actor=who, now=now)


def code_of(power: Any) -> tuple[str, str]:
    """The code that the person was sent, and to which channel."""
    from pendopo.messages.models import Notice

    with ledger.use_region(CODE), ledger.region_transaction():
        row = Notice.objects.get(about_id=power.id)
        key = directory.load_key(row.key_id)
        aad = directory.bound_to("notices_notice", "sealed", row.id)
        body = json.loads(directory.sealer.open(key, bytes(row.sealed), aad=aad))["body"]
    return body.split(", kode ")[1][:11], row.channel


def facts(about: Any) -> dict[str, Any]:
    with ledger.use_region(CODE), ledger.region_transaction():
        return {one.kind: one for one in ledger.facts_about(about=about)}


def test_a_helper_applies_and_both_identities_stand_in_the_case(regency: Any) -> None:
    who = helper()
    power = give(who)
    sent = apply(who, power)
    fact = facts(sent.case_id)["case.submitted"]
    assert fact.actor == who.account_id and fact.data["power"] == str(power.id)
    assert fact.data["for_other"] is True
    with ledger.use_region(CODE), ledger.region_transaction():
        row = models.Case.objects.get(id=sent.case_id)
    assert row.person_id == power.person_id != who.person_id
    assert (row.account_id, row.power_id, row.for_other) == (who.account_id, power.id, True)
    view = opened(who, sent)
    assert view.acting and view.power == power_again(power) and view.agent == who.name
    with ledger.use_region(CODE):
        clerk = casework.case(case_id=sent.case_id, who=someone("loket.ptsp"), now=MONDAY)
    assert clerk.power == view.power and clerk.agent == who.name and not clerk.acting


def power_again(power: Any) -> Any:
    with ledger.use_region(CODE):
        return directory.powers(power_ids=[power.id])[power.id]


def test_the_fact_of_a_power_holds_ids_and_days_only(regency: Any) -> None:
    power = give(helper())
    granted = facts(power.id)["power.granted"]
    assert set(granted.data) == {
        "person", "position", "service", "case", "valid_from", "valid_to", "paper",
    }  # fmt: skip
    assert granted.data["paper"] == "kept"
    assert "Aminah" not in str(granted) and NIK not in str(granted)


def test_the_signed_paper_is_sealed_and_read_by_few(regency: Any) -> None:
    from pendopo.config.seeding import applying

    who = helper()
    power = give(who, paper=casework.Paper("kuasa.pdf", applying.PDF), paper_number="")
    assert facts(power.id)["power.granted"].data["paper"] == "uploaded"
    with ledger.use_region(CODE):
        _file, data = casework.power_paper(power_id=power.id, who=who)
        assert data.startswith(b"%PDF")
        for other in ("loket.ptsp", "warga2", "admin.kabupaten"):
            with pytest.raises(casework.NotFound):
                casework.power_paper(power_id=power.id, who=someone(other))
    sent = apply(who, power)
    assert sent.number
    with ledger.use_region(CODE):
        assert casework.power_paper(power_id=power.id, who=someone("loket.ptsp"))
        with pytest.raises(casework.NotFound):
            casework.power_paper(power_id=power.id, who=someone("teknis.kesbangpol"))


def test_the_person_is_told_with_a_code_that_opens_and_ends(regency: Any) -> None:
    who = helper()
    power = give(who)
    assert power.code == ""  # whoever acts never sees it
    code, channel = code_of(power)
    assert channel == "sms"
    sent = apply(who, power)
    mine = opened(directory.ANONYMOUS, sent, key=code)
    assert not mine.acting and mine.agent == who.name
    with pytest.raises(directory.Refused, match="power_unknown"):
        revoke(directory.ANONYMOUS, power, code="K7M-4QP-2XD")
    assert revoke(directory.ANONYMOUS, power, code=code).revoked_by == "principal"
    with pytest.raises(casework.NotFound):
        opened(who, sent)
    assert opened(directory.ANONYMOUS, sent, key=code).number == sent.number


def test_nothing_is_open_to_a_helper_after_the_end(regency: Any) -> None:
    who = helper()
    power = give(who, days=10)
    sent = apply(who, power)
    with ledger.use_region(CODE):
        draft = casework.begin_draft(
            service=SERVICE, who=who, channel="village", language="id", now=MONDAY,
            power_id=power.id,
        )  # fmt: skip
        assert [one.number for one in casework.power_view(
            power_id=power.id, who=who, now=MONDAY).cases] == [sent.number]  # fmt: skip
        assert casework.draft(draft_id=draft.id, who=who, now=MONDAY).power_id == power.id
        last = helper(MONDAY + 10 * DAY)
        assert casework.draft(draft_id=draft.id, who=last, now=MONDAY + 10 * DAY)
        late, now = helper(MONDAY + 11 * DAY), MONDAY + 11 * DAY
        with pytest.raises(casework.NotFound):
            casework.draft(draft_id=draft.id, who=late, now=now)
        with pytest.raises(casework.NotFound):
            casework.power_view(power_id=power.id, who=late, now=now)
        with pytest.raises(casework.NotFound):
            casework.begin_draft(
                service=SERVICE, who=late, channel="village", language="id", now=now,
                power_id=power.id,
            )  # fmt: skip
        with pytest.raises(casework.NotFound):
            casework.add_note(case_id=sent.case_id, who=late, body="Halo", now=now)
        assert sent.number not in [one.number for one in casework.my_cases(who=late)]
    with pytest.raises(casework.NotFound):
        opened(late, sent, now)


def test_no_other_helper_officer_or_citizen_acts_by_it(regency: Any) -> None:
    who = helper()
    power = give(who)
    sent = apply(who, power)
    for username in ("warga", "warga2", "teknis.pupr", "admin.kabupaten", "kadis.dinkes"):
        with pytest.raises(casework.NotFound):
            opened(someone(username), sent)
        with ledger.use_region(CODE), pytest.raises(casework.NotFound):
            casework.power_view(power_id=power.id, who=someone(username), now=MONDAY)
        with pytest.raises(directory.Refused, match="not_for_you"):
            give(someone(username))
    with ledger.use_region(CODE), pytest.raises(casework.NotFound):
        casework.case(case_id=sent.case_id, who=who, now=MONDAY)  # a helper is no officer of it


def test_the_position_must_still_be_held(regency: Any) -> None:
    """The actor of a day on which the mandate is over: no position, so nothing opens."""
    import dataclasses

    who = helper()
    power = give(who)
    sent = apply(who, power)
    without = dataclasses.replace(who, positions=(), mandates=(), roles=frozenset())
    with pytest.raises(casework.NotFound):
        opened(without, sent)
    unsafe = dataclasses.replace(who, roles=frozenset())  # its second factor is missing
    with pytest.raises(casework.NotFound):
        opened(unsafe, sent)


def test_the_citizen_sees_helps_and_ends(regency: Any) -> None:
    """A registered person with this NIK and name: the case is in their list."""
    who, citizen = helper(), someone("warga2")
    told = {"name": "Slamet Riyadi (contoh)", "nik": "3511991208850003"}
    power = give(who, **told)
    assert power.person_id == citizen.person_id
    sent = apply(who, power, nama=told["name"], nik=told["nik"])
    with ledger.use_region(CODE):
        (card,) = [one for one in casework.my_cases(who=citizen) if one.number == sent.number]
        assert card.helped and not card.for_other
        assert power.id in [one.id for one in directory.powers_given(person_id=citizen.person_id)]
    view = opened(citizen, sent)
    assert view.agent == who.name and not view.acting
    assert revoke(citizen, power).revoked_by == "principal"
    with pytest.raises(casework.NotFound):
        opened(who, sent)


def test_another_name_with_a_known_number_is_somebody_else(regency: Any) -> None:
    """Whoever knows a number only does not reach its holder, and is told nothing."""
    power = give(helper(), name="Bukan Pemiliknya", nik="3511991208850003")
    assert power.person_id != someone("warga2").person_id


def test_every_look_of_the_helper_is_counted_once_an_hour(regency: Any) -> None:
    who = helper()
    power = give(who)
    sent = apply(who, power)
    for minutes in (0, 5, 61):
        now = MONDAY + dt.timedelta(minutes=minutes)
        opened(helper(now), sent, now)
    with ledger.use_region(CODE):
        seen = directory.who_saw(power.person_id)
    assert [one.purpose for one in seen] == ["power", "power"]
    assert seen[0].organisation == "Pemerintah Desa Pancoran" and seen[0].position


def test_the_number_in_the_form_is_that_of_the_paper(regency: Any) -> None:
    who = helper()
    power = give(who)
    with pytest.raises(casework.Invalid) as wrong:
        apply(who, power, nik="3511015203850088")
    assert [one.rule for one in wrong.value.errors] == ["other_number"]


def test_a_power_is_for_one_service_and_prefills_what_was_told(regency: Any) -> None:
    who = helper()
    power = give(who)
    with ledger.use_region(CODE):
        draft = casework.begin_draft(
            service=SERVICE, who=who, channel="village", language="id", now=MONDAY,
            power_id=power.id,
        )  # fmt: skip
        assert draft.answers["nama"] == "Aminah Contoh" and draft.answers["nik"] == NIK
        assert draft.code == ""
        regency.publish("izin-trayek")
        with pytest.raises(casework.Refused, match="power_service"):
            casework.begin_draft(
                service="izin-trayek", who=who, channel="village", language="id", now=MONDAY,
                power_id=power.id,
            )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"days": -1}, "power_days"),
        ({"days": 367}, "power_days"),
        ({"paper_number": ""}, "power_paper"),
        ({"name": " "}, "name_missing"),
        ({"nik": "123"}, "nik_malformed"),
        ({"phone": "abc"}, "phone_malformed"),
    ],
)
def test_what_does_not_hold_is_refused(regency: Any, changes: Any, code: str) -> None:
    with pytest.raises(directory.Refused, match=code):
        give(helper(), **changes)


def test_nobody_acts_for_themselves(regency: Any) -> None:
    with pytest.raises(directory.Refused, match="power_own"):
        give(helper(), name="Siti Rahmah (contoh)", nik="3511994107890005")


def test_an_officer_who_applied_for_another_does_not_decide_on_it(regency: Any) -> None:
    clerk = someone("loket.ptsp")
    power = give(clerk)
    sent = apply(clerk, power)
    with ledger.use_region(CODE):
        (task,) = casework.case(case_id=sent.case_id, who=clerk, now=MONDAY).tasks
        assert not task.outcomes
        with pytest.raises(casework.Refused, match="own_case"):
            casework.complete_task(
                task_id=task.id, who=clerk, version=task.version, outcome="lengkap", answers={},
                now=MONDAY,
            )  # fmt: skip


def test_a_running_case_is_opened_to_a_helper_by_its_code_only(regency: Any) -> None:
    case, who = regency.submit(), helper()
    with pytest.raises(casework.NotFound):
        give(who, service="", number=case.number, key="K7M-4QP-2XD")
    power = give(who, service="", number=case.number, key=case.code, name="", nik="")
    assert power.case_id == case.case_id and power.service == ""
    assert facts(case.case_id)["case.represented"].data == {"power": str(power.id)}
    assert opened(who, case).acting
    revoke(someone("loket.ptsp"), power)
    with pytest.raises(casework.NotFound):
        opened(who, case)


def test_the_helper_answers_for_the_citizen(regency: Any) -> None:
    who = helper()
    from pendopo.config.seeding import applying

    sent = apply(who, give(who))

    with ledger.use_region(CODE):
        applying.decide(
            sent.case_id, "loket.ptsp", "kembalikan", now=MONDAY,
            items=[{"field": "str", "reason": "Terpotong."}],
        )  # fmt: skip
    view = opened(who, sent)
    (task,) = [one for one in view.tasks if one.outcomes]
    with ledger.use_region(CODE):
        casework.complete_task(
            task_id=task.id, who=who, version=task.version, outcome="kirim",
            answers={one.name: one.value for one in view.answers if one.value is not None},
            now=MONDAY,
        )  # fmt: skip
    assert facts(sent.case_id)["case.corrected"].actor == who.account_id


def test_the_same_form_twice_gives_one_power(regency: Any) -> None:
    who = helper()
    command = ledger.Command(who.account_id, str(uuid4()), b"kuasa")
    first = give(who, command=command)
    assert give(who, command=command).id == first.id


def test_a_power_ends_once_and_by_few(regency: Any) -> None:
    power = give(helper())
    for username in ("warga", "teknis.pupr", "kadis.ptsp"):
        with pytest.raises(directory.Refused, match="power_unknown"):
            revoke(someone(username), power)
    assert revoke(helper(), power).revoked_by == "agent"
    with pytest.raises(directory.Refused, match="power_ended"):
        revoke(helper(), power)
    assert facts(power.id)["power.revoked"].data == {"by": "agent"}


def test_an_interest_outlives_the_power(regency: Any) -> None:
    """A clerk who looked after a running case does not decide on it after the power's end."""
    case, clerk = regency.submit(), someone("loket.ptsp")
    revoke(clerk, give(clerk, service="", number=case.number, key=case.code))
    (task,) = case.view("loket.ptsp").tasks
    assert not task.outcomes
