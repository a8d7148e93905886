"""What sealed a report goes with the last of it; nobody's own key does."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pendopo.voice.tests.doors import casework, directory, ledger, models, voice
from pendopo.voice.tests.lists import brought, here, line, text
from pendopo.voice.tests.reporting import CODE, applied, at, command, facts, send
from pendopo.voice.tests.test_retention import RULES, forget, ruled

__all__ = ["ruled"]  # the fixture of the rules
SENT = at("2026-11-16 09:00")
PARTS = ("place", "photos", "identity", "text")


def ended(town: Any, worker: Any, **changes: Any) -> Any:
    receipt = send(SENT, **changes)
    applied(town, receipt).do("koordinator.aduan", "arsipkan", SENT, alasan="Contoh.")
    worker.drain(SENT)
    return receipt


def told(receipt: Any) -> dict[str, tuple[int, str | None]]:
    """By part: how many keys were destroyed, and why one was kept."""
    return {
        one.data["part"]: (one.data["keys"], one.data["key_kept"])
        for one in facts(receipt, "report.forgotten")
    }


def key_of(receipt: Any) -> Any:
    with ledger.use_region(CODE), ledger.region_transaction():
        from pendopo.casework import models as cases

        return cases.Case.objects.get(pk=receipt.case_id).key_id


def is_there(key_id: Any) -> bool:
    with ledger.use_region(CODE):
        return bool(directory.load_keys([key_id]))


def test_the_key_goes_with_the_last_part(ruled: Any, worker: Any) -> None:
    receipt = ended(ruled, worker)
    key = key_of(receipt)
    forget(at("2028-11-17 09:00"))
    assert is_there(key), "the words rest until their own time"
    assert told(receipt) == {
        "place": (0, None), "photos": (0, None), "identity": (0, "in_use"),
    }  # fmt: skip
    forget(at("2031-11-17 09:00"))
    assert not is_there(key)
    assert told(receipt)["text"] == (1, None)
    with ledger.use_region(CODE):
        assert [one.kind for one in ledger.facts_about(about=key)][-1] == "key.destroyed"
        with pytest.raises(casework.NotFound) as gone:
            casework.case_of_number(
                number=receipt.number, who=ruled.actor("koordinator.aduan"), now=SENT
            )
        assert gone.value.code == "case_forgotten"
        with pytest.raises(voice.NotFound):
            voice.follow(
                number=receipt.number, code=receipt.code, who=directory.ANONYMOUS, now=SENT
            )
        assert casework.track(number=receipt.number, now=SENT).number == receipt.number


def test_a_sealed_identity_has_a_key_of_its_own(ruled: Any, worker: Any) -> None:
    receipt = ended(ruled, worker, visibility="anonymous")
    with ledger.use_region(CODE), ledger.region_transaction():
        person = models.Identity.objects.get(report_id=receipt.case_id).person_id
        own = directory.keys_of_people([person])[person]
    key = key_of(receipt)
    assert own != key
    forget(at("2028-11-17 09:00"))
    assert not is_there(own) and is_there(key)
    assert told(receipt)["identity"] == (1, "in_use"), "the one, and not the case's"
    forget(at("2031-11-17 09:00"))
    assert not is_there(key) and told(receipt)["text"] == (1, None)


def test_the_key_of_a_registered_person_stays(ruled: Any, worker: Any) -> None:
    who = ruled.actor("warga")
    receipt = ended(ruled, worker, who=who)
    key = key_of(receipt)
    with ledger.use_region(CODE):
        assert directory.keys_of_people([who.person_id]) == {who.person_id: key}
    forget(at("2031-11-17 09:00"))
    assert is_there(key)
    assert told(receipt)["text"] == (0, "registered")
    with ledger.use_region(CODE):
        assert directory.destroy_keys(key_ids=[key], now=SENT) == {key: "registered"}
        assert "key.destroyed" not in [one.kind for one in ledger.facts_about(about=key)]
    assert is_there(key)


def test_a_supporter_is_forgotten_with_their_key(ruled: Any, worker: Any) -> None:
    receipt = send(SENT)
    with ledger.use_region(CODE):
        voice.support(
            number=receipt.number, who=directory.ANONYMOUS, language="id", now=SENT,
            reporter=voice.Reporter(name="Pendukung Contoh"), command=command(),
        )  # fmt: skip
        with ledger.region_transaction():
            person = models.Support.objects.get(report_id=receipt.case_id).person_id
    applied(ruled, receipt).do("koordinator.aduan", "arsipkan", SENT, alasan="Contoh.")
    worker.drain(SENT)
    with ledger.use_region(CODE):
        own = directory.keys_of_people([person])[person]
    forget(at("2028-11-17 09:00"))
    assert not is_there(own)
    assert told(receipt)["identity"] == (1, "in_use"), "the reporter's still seals the words"


def test_a_hold_keeps_the_key(ruled: Any, worker: Any) -> None:
    receipt = ended(ruled, worker)
    with ledger.use_region(CODE):
        who = ruled.actor("koordinator.aduan")
        voice.hold(number=receipt.number, who=who, reason="court", now=SENT)
    forget(at("2040-01-01 09:00"))
    assert is_there(key_of(receipt)) and not told(receipt)


def test_statements_do_not_grow_with_the_reports(ruled: Any) -> None:
    from pendopo.casework.tests.walking import counted

    def spent(count: int, mark: str, day: str) -> int:
        forget(at(day))
        numbers = [f"{mark}{number}" for number in range(count)]
        brought(ruled, text(*(line(one) for one in numbers)))
        forget(at("2028-02-01 09:00"))
        with ledger.use_region(CODE), counted() as made:
            assert voice.forget_next(now=at("2031-02-01 09:00")) == count
        assert not any(is_there(_key(number)) for number in numbers)
        return len(made)

    forget(at("2031-02-01 09:00"))
    assert spent(2, "FA", "2031-02-01 09:00") == spent(7, "FB", "2031-02-01 09:00")


def _key(number: str) -> Any:
    with ledger.use_region(CODE), ledger.region_transaction():
        from pendopo.casework import models as cases

        return cases.Case.objects.get(pk=here(number).pk).key_id


def test_the_steward_sees_what_goes_when(ruled: Any, worker: Any) -> None:
    receipt = ended(ruled, worker)
    who = ruled.actor("koordinator.aduan")
    with ledger.use_region(CODE):
        ahead = voice.forgetting_ahead(who=who, now=SENT, most=5000)
        mine = [one for one in ahead if one.number == receipt.number]
        assert [(str(one.day), one.rule.id, one.held) for one in mine] == [
            ("2027-02-16", "Tempat", False), ("2027-11-16", "Foto", False),
            ("2028-11-16", "Siapa", False), ("2031-11-16", "Isi", False),
        ]  # fmt: skip
        assert list(ahead) == sorted(ahead, key=lambda one: one.day)
        voice.hold(number=receipt.number, who=who, reason="audit", now=SENT)
        assert all(
            one.held
            for one in voice.forgetting_ahead(who=who, now=SENT, most=5000)
            if one.number == receipt.number
        )
        with pytest.raises(voice.Refused):
            voice.forgetting_ahead(who=ruled.actor("penghubung.dpupr"), now=SENT)


@pytest.mark.parametrize(
    ("ended_on", "due"),
    [
        ("2026-01-28", "2026-07-28"), ("2026-08-31", "2027-02-01"), ("2026-10-01", "2027-02-01"),
        ("2026-11-30", "2027-03-01"), ("2027-05-31", "2027-08-31"),
    ],
)  # fmt: skip
def test_the_day_is_the_one_on_which_it_goes(ended_on: str, due: str, tmp_path: Any) -> None:
    from pendopo.voice.retention.rules import load_rules, months_before

    path = tmp_path / "retention.yaml"
    path.write_text(RULES, encoding="utf-8")
    rule = load_rules(path)[0]
    end = dt.date.fromisoformat(ended_on)
    found = rule.due_on(end)
    assert str(found) == due
    assert found is not None
    for day in (found - dt.timedelta(days=1), found):
        period = rule.in_force(day)
        assert period is not None
        now = dt.datetime.combine(day, dt.time(5), dt.UTC)
        over = dt.datetime.combine(end, dt.time(5), dt.UTC) <= months_before(now, period.months)
        assert over == (day == found)
