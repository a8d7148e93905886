"""Writing an application: save and return by a code, on any device, until it is sent."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any
from uuid import uuid4

import pytest

from pendopo.casework.tests.doors import casework, directory, ledger, models, services
from pendopo.casework.tests.packages import published
from pendopo.casework.tests.walking import CODE, DAY, MONDAY


@pytest.fixture
def draft(regency: Any) -> Any:
    return begin()


def begin(
    service: str = "sip-dokter", who: Any = None, now: dt.datetime = MONDAY, command: Any = None
) -> Any:
    with ledger.use_region(CODE):
        return casework.begin_draft(
            service=service,
            who=who or directory.ANONYMOUS,
            channel="web",
            language="id",
            now=now,
            command=command,
        )


def test_a_command_sent_twice_begins_one_draft_and_tells_its_code_again(regency: Any) -> None:
    command = ledger.Command(actor=uuid4(), key=str(uuid4()), request=b"/ajukan/sip-dokter/")
    other = dataclasses.replace(command, key=str(uuid4()))
    first, again, new = (begin(command=one) for one in (command, command, other))
    assert (first.id, first.code) == (again.id, again.code)
    assert new.id != first.id
    with ledger.use_region(CODE), ledger.region_transaction():
        kept = ledger.recall(command)
        assert kept is not None and first.code not in str(kept)  # rests sealed
        assert models.Draft.objects.filter(id__in=[first.id, new.id]).count() == 2
        casework.remove_draft(
            draft_id=first.id, who=directory.ANONYMOUS, key=first.code, now=MONDAY
        )
    with pytest.raises(casework.NotFound):
        begin(command=command)
    with pytest.raises(ledger.KeyReused):
        begin(command=dataclasses.replace(command, request=b"/ajukan/lain/"))


def save(draft: Any, answers: dict[str, Any], *, step: str = "", **over: Any) -> Any:
    """Save answers of a page, the one of the first answer unless it is named."""
    with ledger.use_region(CODE):
        form = services.version(hash=draft.version_hash).form
        first = next(iter(answers), "")
        page = step or next(one.id for one in form.steps if first in one.questions)
        return casework.save_draft(
            **{
                "draft_id": draft.id,
                "who": directory.ANONYMOUS,
                "key": draft.code,
                "answers": answers,
                "step": page,
                "version": draft.version,
                "now": MONDAY,
                **over,
            }
        )


def find(code: str) -> Any:
    with ledger.use_region(CODE):
        return casework.find_draft(code=code, now=MONDAY)


def exists(draft: Any) -> bool:
    with ledger.use_region(CODE), ledger.region_transaction():
        return bool(models.Draft.objects.filter(id=draft.id).exists())


@pytest.mark.parametrize(
    "typed", [str, str.lower, lambda code: code.replace("-", ""), lambda code: f" {code} "]
)
def test_the_code_brings_back_however_it_is_typed(draft: Any, typed: Any) -> None:
    save(draft, {"profesi": "dokter"})
    found = find(typed(draft.code))
    assert (found.id, found.answers["profesi"], found.code) == (draft.id, "dokter", "")


@pytest.mark.parametrize("code", ["", "AAA-AAA-AAA", "x" * 500, "\0", "' OR 1=1 --"])
def test_a_wrong_code_is_simply_not_found(draft: Any, code: str) -> None:
    with pytest.raises(casework.NotFound):
        find(code)
    with ledger.use_region(CODE), pytest.raises(casework.NotFound):
        casework.draft(draft_id=draft.id, who=directory.ANONYMOUS, key=code, now=MONDAY)


def test_an_accounts_draft_is_opened_by_the_account_alone(regency: Any) -> None:
    owner, other = regency.actor("warga"), regency.actor("warga2")
    made = begin(who=owner)
    assert made.answers["nama"] and made.answers["nik"]  # what government knows is not asked again
    with pytest.raises(casework.NotFound):
        find(made.code)
    with ledger.use_region(CODE):
        assert casework.draft(draft_id=made.id, who=owner, now=MONDAY).id == made.id
        assert made.id in [one.id for one in casework.my_drafts(who=owner)]
        for who in (other, directory.ANONYMOUS):
            with pytest.raises(casework.NotFound):
                casework.draft(draft_id=made.id, who=who, key=made.code, now=MONDAY)


def test_two_windows_do_not_overwrite_each_other(draft: Any) -> None:
    save(draft, {"profesi": "dokter"})
    with pytest.raises(casework.Stale):
        save(draft, {"profesi": "dokter_gigi"})
    assert find(draft.code).answers["profesi"] == "dokter"


def test_a_page_that_does_not_hold_is_not_saved(draft: Any) -> None:
    with pytest.raises(casework.Invalid) as invalid:
        save(draft, {"profesi": "dukun"})
    assert [error.field for error in invalid.value.errors] == ["profesi"]
    assert find(draft.code).answers == {}


def test_an_answer_taken_back_is_gone_and_other_pages_stay(regency: Any) -> None:
    optional = {"form.schema.json": {'    "profesi",\n    "peserta_ppds",': '    "profesi",'}}
    published("sip-dokter-longgar", {}, more=optional)
    draft = begin("sip-dokter-longgar")
    draft = dataclasses.replace(save(draft, {"peserta_ppds": True}), code=draft.code)
    draft = dataclasses.replace(save(draft, {"profesi": "dokter"}), code=draft.code)
    assert find(draft.code).answers == {"peserta_ppds": True, "profesi": "dokter"}
    save(draft, {}, step="ppds")
    assert find(draft.code).answers == {"profesi": "dokter"}


def step_of(draft: Any, question: str) -> str:
    with ledger.use_region(CODE):
        form = services.version(hash=draft.version_hash).form
        return str(next(one.id for one in form.steps if question in one.questions))


def test_a_draft_thrown_away_takes_its_key_along(draft: Any) -> None:
    with ledger.use_region(CODE):
        with pytest.raises(casework.NotFound):
            casework.remove_draft(
                draft_id=draft.id, who=directory.ANONYMOUS, key="AAA-AAA-AAA", now=MONDAY
            )
        casework.remove_draft(
            draft_id=draft.id, who=directory.ANONYMOUS, key=draft.code, now=MONDAY
        )
        with pytest.raises(directory.KeyUnavailable):
            directory.load_key(draft.key_id)
        assert [
            one.data for one in ledger.facts_about(about=draft.id, kinds=("draft.removed",))
        ] == [{"reason": "applicant"}]
    assert not exists(draft)


def test_an_accounts_key_outlives_its_drafts(regency: Any) -> None:
    owner = regency.actor("warga")
    made = begin(who=owner)
    with ledger.use_region(CODE):
        casework.remove_draft(draft_id=made.id, who=owner, now=MONDAY)
        assert directory.load_key(made.key_id)


def test_drafts_that_nobody_touched_for_sixty_days_are_swept_and_sent_ones_stay(
    regency: Any,
) -> None:
    old, fresh = begin(now=MONDAY - 61 * DAY), begin(now=MONDAY - 59 * DAY)
    sent = regency.submit(now=MONDAY - 90 * DAY)
    with ledger.use_region(CODE):
        assert casework.remove_old_drafts(now=MONDAY) >= 1
        with pytest.raises(directory.KeyUnavailable):
            directory.load_key(old.key_id)
        assert casework.find_draft(code=sent.code, now=MONDAY).case_id == sent.case_id
    assert (exists(old), exists(fresh)) == (False, True)


def test_a_sent_draft_is_neither_changed_nor_thrown_away(regency: Any) -> None:
    case = regency.submit()
    sent = find(case.code)
    words = {"draft_id": sent.id, "who": directory.ANONYMOUS, "key": case.code, "now": MONDAY}
    with ledger.use_region(CODE):
        for act in (
            lambda: casework.remove_draft(**words),
            lambda: casework.save_draft(
                answers={}, step=step_of(sent, "profesi"), version=sent.version, **words
            ),
        ):
            with pytest.raises(casework.Refused) as refused:
                act()
            assert refused.value.code == "draft_sent"


def test_a_draft_follows_the_rules_that_changed_while_it_was_written(regency: Any) -> None:
    """A new version of the service takes over: the draft asks its questions from then on, and the
    case is pinned to it."""
    slug = "sip-dokter-berubah"
    before = published(slug, {})
    draft = begin(slug)
    assert draft.version_hash == before
    after = published(slug, {"9 working_days": "8 working_days"}, since=MONDAY + DAY)
    with ledger.use_region(CODE):
        assert casework.find_draft(code=draft.code, now=MONDAY).version_hash == before
        assert casework.find_draft(code=draft.code, now=MONDAY + 2 * DAY).version_hash == after
        running = casework.my_drafts(who=directory.ANONYMOUS)
    assert running == ()


def test_a_service_that_does_not_exist_or_is_not_ours_begins_nothing(regency: Any) -> None:
    with pytest.raises(casework.NotFound):
        begin(f"tidak-ada-{uuid4().hex[:6]}")
    published("sip-dokter-lacak", {"mode: issue": "mode: track"})
    with pytest.raises(casework.Refused) as refused:
        begin("sip-dokter-lacak")
    assert refused.value.code == "service_not_ours"
