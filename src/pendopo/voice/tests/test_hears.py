"""Somebody anonymous chooses how they hear; who they are, and how, stays sealed."""

from __future__ import annotations

from typing import Any

import pytest

from pendopo.voice.tests.doors import directory, ledger, models, voice
from pendopo.voice.tests.reporting import (
    CODE,
    MONDAY,
    PHONE,
    applied,
    command,
    facts,
    forward,
    row,
    send,
)

NAME = "Pelapor Tersegel (contoh)"


def told(receipt: Any) -> list[str]:
    """Channels of the notices about the report, to whoever is sealed behind it."""
    from pendopo.messages.models import Notice

    with ledger.use_region(CODE), ledger.region_transaction():
        person = models.Identity.objects.get(report_id=receipt.case_id).person_id
        rows = Notice.objects.filter(about_id=receipt.case_id, person_id=person)
        return sorted(rows.values_list("channel", flat=True))


def anonymous(hears: str, **changes: Any) -> Any:
    reporter = voice.Reporter(name=NAME, phone=PHONE, hears=hears)
    return send(visibility="anonymous", **{"reporter": reporter, **changes})


@pytest.mark.parametrize(
    ("hears", "channels"),
    [("", ["sms"]), ("sms", ["sms"]), ("whatsapp", ["whatsapp"]), ("none", [])],
)
def test_they_hear_as_they_chose(town: Any, worker: Any, hears: str, channels: list[str]) -> None:
    receipt = anonymous(hears)
    forward(applied(town, receipt), worker)
    assert row(receipt).status == "forwarded"
    assert told(receipt) == channels


def test_neither_the_agency_nor_a_fact_sees_it(town: Any, worker: Any) -> None:
    receipt = anonymous("whatsapp")
    case = applied(town, receipt)
    forward(case, worker)
    for username in ("penghubung.dpupr", "koordinator.aduan"):
        view = case.view(username)
        assert "whatsapp" not in str([one.value for one in view.answers]).lower()
        assert "Tersegel" not in str(view) and PHONE not in str(view)
    own = [one for one in facts(receipt) if one.kind.startswith(("report.", "case."))]
    assert own and not [one for one in own if "whatsapp" in str(one.data)]


def test_a_way_needs_a_number(town: Any) -> None:
    for hears in ("sms", "whatsapp"):
        with pytest.raises(voice.Refused) as refused:
            anonymous(hears, reporter=voice.Reporter(name=NAME, hears=hears))
        assert refused.value.code == "hears_phone"
    with pytest.raises(voice.Refused) as unknown:
        anonymous("merpati")
    assert unknown.value.code == "hears"
    assert anonymous("none", reporter=voice.Reporter(name=NAME, hears="none")).number


def test_it_holds_for_this_report_alone(town: Any, worker: Any) -> None:
    """An account's other matters go on as they did."""
    from pendopo.messages import api as messages

    who = town.actor("warga")
    with ledger.use_region(CODE):
        before = messages.channels(person_id=who.person_id)
    receipt = anonymous("none", who=who)
    forward(applied(town, receipt), worker)
    assert told(receipt) == []
    with ledger.use_region(CODE):
        assert messages.channels(person_id=who.person_id) == before


def test_what_was_held_keeps_the_choice(town: Any, worker: Any) -> None:
    with ledger.use_region(CODE):
        held = voice.hold_report(
            sort="complaint", text="Lampu jalan padam (contoh).", visibility="anonymous",
            who=directory.ANONYMOUS,
            reporter=voice.Reporter(name=NAME, phone=PHONE, hears="whatsapp"),
            place=voice.Place(), channel="web", language="id", device="uji-kabar", now=MONDAY,
            command=command(),
        )  # fmt: skip
        who = town.actor("koordinator.aduan")
        assert voice.release_held(who=who, numbers=(held.number,), now=MONDAY) == 1
        with ledger.region_transaction():
            report = models.Report.objects.get(number=held.number)
            kept = models.Identity.objects.get(report=report)
            assert kept.hears == "whatsapp"
