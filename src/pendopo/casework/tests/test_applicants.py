"""Who the applicant is: the owner of an account that has no person yet, or somebody else."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest

from pendopo.casework.tests.doors import casework, directory, ledger, models, services
from pendopo.casework.tests.walking import CODE, DAY, MONDAY, all_at_once

NIK, OTHER_NIK = "3511014507900077", "3511015203850088"


@pytest.fixture
def owner(regency: Any) -> Any:
    """The owner of an account that registered itself: nobody yet."""
    return account()


def account() -> Any:
    with ledger.use_region(CODE):
        made = directory.create_account(
            username=f"baru-{uuid4().hex[:10]}",
            password="kopi pahit dan hujan",
            way="signup",
            now=MONDAY,
        )
    return actor(made.id)


def actor(account_id: UUID) -> Any:
    """The account as it stands now."""
    with ledger.use_region(CODE):
        return directory.actor_of(account_id, MONDAY)


def draft_of(who: Any, **answers: Any) -> tuple[Any, dict[str, Any]]:
    """A complete draft of this account, not sent."""
    from tests.regency import SERVICE, Regency

    from pendopo.config.seeding import applying

    with ledger.use_region(CODE):
        draft_id, _code, _version = applying.fill(
            SERVICE, Regency().answers(**answers), who=who, now=MONDAY
        )
        draft = casework.draft(draft_id=draft_id, who=who, now=MONDAY)
    return draft, dict(draft.answers)


def turn(draft: Any, who: Any, *, for_other: bool, **answers: Any) -> Any:
    """Say on the person page for whom it is."""
    with ledger.use_region(CODE):
        form = services.version(hash=draft.version_hash).form
        page = next(one for one in form.steps if "nik" in one.questions)
        given = {name: draft.answers[name] for name in page.questions} | answers
        return casework.save_draft(
            draft_id=draft.id,
            who=who,
            answers=given,
            step=page.id,
            version=draft.version,
            now=MONDAY,
            for_other=for_other,
        )


def send(draft: Any, who: Any) -> Any:
    with ledger.use_region(CODE):
        return casework.submit(
            draft_id=draft.id,
            who=who,
            version=draft.version,
            now=MONDAY,
            command=ledger.Command(actor=who.account_id, key=str(uuid4()), request=b"kirim"),
        )


def case_row(sent: Any) -> Any:
    with ledger.use_region(CODE), ledger.region_transaction():
        return models.Case.objects.get(id=sent.case_id)


def kinds(about: Any) -> list[str]:
    with ledger.use_region(CODE), ledger.region_transaction():
        return [one.kind for one in ledger.facts_about(about=about)]


def licence_of(sent: Any) -> None:
    """A licence granted for the case; its letter is not looked at here."""
    with ledger.use_region(CODE), ledger.region_transaction():
        case = models.Case.objects.get(id=sent.case_id)
        models.Licence.objects.create(
            id=uuid4(),
            case=case,
            organisation_id=case.organisation_id,
            service=case.service,
            number="503/1",
            person_id=case.person_id,
            letter_id=uuid4(),
            holder_masked=case.applicant_masked,
            key_id=case.key_id,
            dated=MONDAY.date(),
            valid_from=MONDAY.date(),
        )


def numbers(who: Any) -> list[str]:
    with ledger.use_region(CODE):
        return [one.case_number for one in casework.my_licences(who=who, now=MONDAY)]


def test_the_owner_becomes_the_person_with_the_first_application(owner: Any) -> None:
    assert owner.person_id is None
    draft, answers = draft_of(owner, nik=NIK, nama="dr. Lintang Ayu")
    sent = send(draft, owner)
    me = actor(owner.account_id)
    assert me.person_id == case_row(sent).person_id
    assert "account.person_set" in kinds(owner.account_id)
    with ledger.use_region(CODE):
        mine = directory.profile(me.person_id, viewer=me, purpose="own", now=MONDAY)
        again = casework.begin_draft(
            service=draft.service, who=me, channel="web", language="id", now=MONDAY
        )
    assert (mine.name, mine.nik, mine.birth_place) == (
        "dr. Lintang Ayu", NIK, answers["tempat_lahir"],
    )  # fmt: skip
    assert mine.birth_date == dt.date.fromisoformat(answers["tanggal_lahir"])
    known = ("nama", "nik", "tempat_lahir", "tanggal_lahir", "telepon", "alamat")
    assert {name: again.answers.get(name) for name in known} == {
        name: answers[name] for name in known
    }
    licence_of(sent)
    assert numbers(me) == [sent.number]


def test_a_draft_from_before_is_the_owners_too(owner: Any) -> None:
    """Two were begun before either was sent: the licence of both is listed."""
    nik = "3511014507900022"
    drafts = [draft_of(owner, nik=nik)[0] for _ in range(2)]
    first = send(drafts[0], owner)
    me = actor(owner.account_id)
    second = send(drafts[1], me)
    for sent in (first, second):
        licence_of(sent)
    assert sorted(numbers(me)) == sorted([first.number, second.number])
    assert actor(owner.account_id).person_id == case_row(first).person_id


def test_a_number_of_somebody_else_links_nothing_and_is_counted(owner: Any) -> None:
    """Told by another account before, or registered: the application is taken all the same."""
    first = account()
    send(draft_of(first, nik=OTHER_NIK)[0], first)
    with ledger.use_region(CODE):
        registered = directory.register_person(name="Pak Terdaftar", nik=NIK, now=MONDAY)
    for who, nik in ((owner, OTHER_NIK), (account(), NIK)):
        sent = send(draft_of(who, nik=nik)[0], who)
        assert sent.number
        assert actor(who.account_id).person_id is None
        assert kinds(who.account_id).count("account.person_refused") == 1
        assert case_row(sent).person_id != registered.id
        (fact,) = [one for one in _facts(who.account_id) if one.kind == "account.person_refused"]
        assert fact.data == {"reason": "nik_known"}  # no number, nobody's id


def _facts(about: Any) -> Any:
    with ledger.use_region(CODE), ledger.region_transaction():
        return ledger.facts_about(about=about)


def test_a_told_number_neither_finds_nor_blocks_its_holder(owner: Any) -> None:
    nik = "3511014507900099"
    send(draft_of(owner, nik=nik)[0], owner)
    with ledger.use_region(CODE):
        assert directory.find_person(nik=nik) is None
        assert directory.register_person(name="Pemilik NIK", nik=nik, now=MONDAY).has_nik


def test_two_accounts_that_tell_one_number_at_once(regency: Any) -> None:
    nik = "3511014507900066"
    pair = [account(), account()]
    drafts = [draft_of(who, nik=nik)[0] for who in pair]
    acts = [partial(send, draft, who) for draft, who in zip(drafts, pair, strict=True)]
    all_at_once(*acts)
    linked = [actor(who.account_id).person_id for who in pair]
    assert sum(one is not None for one in linked) == 1


@pytest.mark.parametrize("with_person", [False, True])
def test_what_is_sent_for_another_is_the_others(regency: Any, with_person: bool) -> None:
    who = account()
    if with_person:
        send(draft_of(who, nik="3511014507900055")[0], who)
        who = actor(who.account_id)
        assert who.person_id
    draft, _ = draft_of(who, nik=OTHER_NIK, nama="dr. Wening Asih")
    turned = turn(draft, who, for_other=True, nama="dr. Wening Asih", nik=OTHER_NIK)
    assert turned.for_other
    sent = send(turned, who)
    case = case_row(sent)
    assert case.for_other and case.account_id == who.account_id
    assert case.person_id != who.person_id
    assert actor(who.account_id).person_id == who.person_id
    (submitted,) = [one for one in _facts(sent.case_id) if one.kind == "case.submitted"]
    assert submitted.data["for_other"] is True and submitted.actor == who.account_id
    licence_of(sent)
    assert sent.number not in numbers(who)
    with ledger.use_region(CODE):
        card = next(one for one in casework.my_cases(who=who) if one.id == sent.case_id)
        view = casework.applicant_case(number=sent.number, who=who, now=MONDAY)
        applicant = directory.contact(person_id=case.person_id)
    assert card.for_other and "Wening" not in card.applicant_masked and card.applicant_masked
    assert view.for_other
    assert applicant is not None and applicant.key.id == case.key_id


def test_turning_a_draft_around_seals_its_files_with_the_others_key(regency: Any) -> None:
    """Erasing the helper must not take away what is another's, nor the other way round."""
    who = account()
    send(draft_of(who, nik="3511014507900044")[0], who)
    me = actor(who.account_id)
    draft, before = draft_of(me, nik=OTHER_NIK)
    mine = draft.key_id
    turned = turn(draft, me, for_other=True, nik=OTHER_NIK)
    assert turned.key_id != mine
    assert turned.answers["ktp"] != before["ktp"]
    assert {_key_of(one) for one in _file_ids(turned)} == {turned.key_id}
    back = turn(turned, me, for_other=False, nik=OTHER_NIK)
    assert back.key_id == mine and {_key_of(one) for one in _file_ids(back)} == {mine}
    sent = send(back, me)
    assert case_row(sent).person_id == me.person_id
    with ledger.use_region(CODE):
        view = casework.applicant_case(number=sent.number, who=me, now=MONDAY)
    assert {one.question for one in view.files} >= {"ktp", "ijazah"}


def _file_ids(draft: Any) -> list[UUID]:
    return [
        UUID(one) for value in draft.answers.values() if isinstance(value, list) for one in value
    ]


def _key_of(file_id: UUID) -> UUID:
    from pendopo.documents.models import StoredFile

    with ledger.use_region(CODE), ledger.region_transaction():
        return UUID(str(StoredFile.objects.get(pk=file_id).key_id))


def test_the_helpers_own_number_is_not_the_applicants(regency: Any) -> None:
    who, nik = account(), "3511014507900033"
    send(draft_of(who, nik=nik)[0], who)
    me = actor(who.account_id)
    draft, _ = draft_of(me, nik=nik)
    with pytest.raises(casework.Invalid) as refused:
        turn(draft, me, for_other=True, nik=nik)
    (error,) = refused.value.errors
    assert (error.field, error.rule) == ("nik", "own_number")
    with ledger.use_region(CODE):
        assert not casework.draft(draft_id=draft.id, who=me, now=MONDAY).for_other


def test_without_an_account_nobody_is_another(regency: Any) -> None:
    draft, _ = _by_code()
    with pytest.raises(casework.Refused) as refused, ledger.use_region(CODE):
        casework.save_draft(
            draft_id=draft.id,
            who=directory.ANONYMOUS,
            key=draft.code,
            answers={"profesi": "dokter"},
            step="profesi",
            version=draft.version,
            now=MONDAY,
            for_other=True,
        )
    assert refused.value.code == "not_for_you"


def _by_code() -> tuple[Any, str]:
    with ledger.use_region(CODE):
        draft = casework.begin_draft(
            service="sip-dokter",
            who=directory.ANONYMOUS,
            channel="web",
            language="id",
            now=MONDAY,
        )
    return draft, draft.code


def test_an_officer_does_not_decide_on_what_they_sent_for_another(regency: Any) -> None:
    clerk = dataclasses.replace(regency.actor("loket.ptsp"), kind="citizen")
    draft, _ = draft_of(clerk, nik=OTHER_NIK)
    sent = send(turn(draft, clerk, for_other=True, nik=OTHER_NIK), clerk)
    with ledger.use_region(CODE):
        officer = regency.actor("loket.ptsp")
        view = casework.case(case_id=sent.case_id, who=officer, now=MONDAY + DAY)
        assert not [task for task in view.tasks if task.outcomes]
