"""What is forgotten when, by dated rules; what stays for good; and what a hold keeps."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from pendopo.voice.tests.doors import casework, directory, ledger, models, standing, voice
from pendopo.voice.tests.lists import brought, here, line, text
from pendopo.voice.tests.reporting import CODE, applied, at, command, facts, photo, row, send

LIST_NOW = at("2026-11-20 09:00")
RULES = """
source: contoh
rules:
  - code: tempat
    name: {id: Tempat, en: Place}
    forget: place
    period:
      - {from: 2026-01-01, months: 6, basis: Contoh, contoh: true}
      - {from: 2027-02-01, months: 3, basis: Contoh kedua}
  - code: foto
    name: {id: Foto, en: Photos}
    forget: photos
    period: [{from: 2026-01-01, months: 12, basis: Contoh, contoh: true}]
  - code: siapa
    name: {id: Siapa, en: Who}
    forget: identity
    period: [{from: 2026-01-01, months: 24, basis: Contoh, contoh: true}]
  - code: isi
    name: {id: Isi, en: Words}
    forget: text
    period: [{from: 2026-01-01, months: 60, basis: Contoh, contoh: true}]
"""


@pytest.fixture
def ruled(town: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The regency with rules of its own, and nothing left over that they would find."""
    from pendopo.voice.retention import rules

    path = tmp_path / "retention.yaml"
    path.write_text(RULES, encoding="utf-8")
    monkeypatch.setattr(rules, "_file_of", lambda _region: path)
    return town


def forget(now: dt.datetime) -> int:
    """Everything whose time is over at that moment; how many times something was."""
    gone = 0
    with ledger.use_region(CODE):
        while some := voice.forget_next(now=now):
            gone += some
    return gone


def told(number: str) -> list[tuple[str, str]]:
    with ledger.use_region(CODE):
        about = here(number).pk
        kinds = ("report.forgotten", "report.held", "report.released")
        return [
            (one.kind, str(one.data.get("part", "")))
            for one in ledger.facts_about(about=about, kinds=kinds)
        ]


def answers(town: Any, number: str) -> dict[str, Any]:
    with ledger.use_region(CODE):
        pk = here(number).pk
        who = town.actor("koordinator.aduan")
        found = casework.read_out(case_ids=[pk], who=who, purpose="test", now=LIST_NOW).get(pk)
    if found is None:
        return {"steps": ""}
    said = " ".join(str(one) for _element, _at, one in found.steps)
    return {**found.answers, "steps": said}


def exported() -> set[Any]:
    with ledger.use_region(CODE):
        return {str(one) for one in voice.export_rows(filters=voice.Filters())}


def test_each_part_goes_at_its_time(ruled: Any) -> None:
    brought(ruled, text(line("R1")))  # ended on 28 January 2026
    forget(at("2026-07-28 11:00"))
    assert not told("R1"), "an hour before its six months are over"
    before = exported()
    assert answers(ruled, "R1")["patokan"] == "Balai desa"
    forget(at("2026-07-28 13:00"))
    assert told("R1") == [("report.forgotten", "place")]
    left = answers(ruled, "R1")
    assert "patokan" not in left and "titik" not in left and left["isi"] and left["nama"]
    assert forget(at("2026-07-28 13:00")) == 0, "once"
    forget(at("2028-01-28 13:00"))
    left = answers(ruled, "R1")
    assert "nama" not in left and "telepon" not in left and left["isi"]
    forget(at("2031-01-28 13:00"))
    assert answers(ruled, "R1") == {"steps": ""}, "nothing is left that could be read"
    assert [part for _kind, part in told("R1")] == ["place", "photos", "identity", "text"]
    assert exported() == before, "the public table is the same"
    one = here("R1")
    with ledger.use_region(CODE):
        found = ledger.facts_about(about=one.pk)
    assert standing.of_row(one) == standing.of_facts(found)


def test_a_later_period_counts_from_its_day(ruled: Any) -> None:
    brought(ruled, text(line("R2", **{"Tanggal Selesai": "01-10-2026"})))
    forget(at("2027-01-31 12:00"))
    assert not told("R2"), "six months by the rule of that day"
    forget(at("2027-02-01 12:00"))
    assert told("R2") == [("report.forgotten", "place")], "three months from then on"


def test_the_person_is_known_no_more(ruled: Any) -> None:
    brought(
        ruled,
        text(
            line("R3", **{"Nama Pelapor": "Seruni Contoh Saja"}),
            line("R4", Kerahasiaan="Anonim", **{"Nama Pelapor": "Melati Contoh Saja"}),
        ),
    )
    with ledger.use_region(CODE), ledger.region_transaction():
        from pendopo.casework import models as cases

        person = cases.Case.objects.get(pk=here("R3").pk).person_id
        hidden = models.Identity.objects.get(report_id=here("R4").pk).person_id
    forget(at("2028-01-28 13:00"))
    with ledger.use_region(CODE), ledger.region_transaction():
        case = cases.Case.objects.get(pk=here("R3").pk)
        assert case.person_id != person and case.applicant_masked == ""
        assert not cases.CaseName.objects.filter(case=case).exists()
        assert not models.Identity.objects.filter(report_id=here("R4").pk).exists()
        for one in (person, hidden):
            assert directory.contact(person_id=one) is None
            assert [f.kind for f in ledger.facts_about(about=one)][-1] == "person.forgotten"
        auditor = ruled.actor("auditor.inspektorat")
        with pytest.raises(voice.NotFound):
            voice.reveal_identity(
                number=here("R4").number, who=auditor, purpose="protection", now=LIST_NOW
            )
        found = casework.find_by_name(
            who=ruled.actor("koordinator.aduan"), name="Seruni Saja", now=LIST_NOW
        )
        assert not found
    assert answers(ruled, "R3")["isi"], "the words stay until their own time"


def test_photos_go_with_their_files(ruled: Any, worker: Any) -> None:
    from pendopo.documents import api as documents

    now = at("2026-11-16 09:00")
    receipt = send(now, photos=[photo()], reporter=voice.Reporter(name="Contoh"))
    with ledger.use_region(CODE):
        voice.support(
            number=receipt.number, who=directory.ANONYMOUS, language="id", now=now,
            reporter=voice.Reporter(name="Pendukung Contoh"), command=command(),
        )  # fmt: skip
    applied(ruled, receipt).do("koordinator.aduan", "arsipkan", now, alasan="Contoh.")
    worker.drain(now)
    assert row(receipt).status == "archived"
    with ledger.use_region(CODE), ledger.region_transaction():
        from pendopo.casework import models as cases

        (file_id,) = cases.Attachment.objects.filter(case_id=receipt.case_id).values_list(
            "file_id", flat=True
        )
        assert documents.files(file_ids=[file_id])
    forget(at("2027-11-16 08:00"))
    with ledger.use_region(CODE), ledger.region_transaction():
        assert documents.files(file_ids=[file_id])
    forget(at("2027-11-16 10:00"))
    with ledger.use_region(CODE), ledger.region_transaction():
        assert not documents.files(file_ids=[file_id])
        assert not cases.Attachment.objects.filter(case_id=receipt.case_id).exists()
    (fact,) = [one for one in facts(receipt, "report.forgotten") if one.data["part"] == "photos"]
    assert fact.data["files"] == 1 and fact.data["months"] == 12
    forget(at("2028-11-16 10:00"))
    with ledger.use_region(CODE), ledger.region_transaction():
        (support,) = models.Support.objects.filter(report_id=receipt.case_id)
        assert support.person_id is None
    (fact,) = [one for one in facts(receipt, "report.forgotten") if one.data["part"] == "identity"]
    assert fact.data["persons"] == 2


def test_what_still_runs_is_never_touched(ruled: Any) -> None:
    brought(ruled, text(line("R5", Status="Dalam Proses", **{"Tindak Lanjut": ""})))
    forget(at("2040-01-01 12:00"))
    assert not told("R5") and answers(ruled, "R5")["isi"]


def test_a_hold_keeps_it_until_it_is_released(ruled: Any) -> None:
    brought(ruled, text(line("R6")))
    number = here("R6").number
    who = ruled.actor("koordinator.aduan")
    with ledger.use_region(CODE):
        voice.hold(number=number, who=who, reason="court", now=LIST_NOW)
        voice.hold(number=number, who=who, reason="court", now=LIST_NOW)
        assert voice.held(number=number).reason == "court"
        for other in ("penghubung.dpupr", "kadis.ptsp"):
            with pytest.raises(voice.Refused):
                voice.release_hold(number=number, who=ruled.actor(other), now=LIST_NOW)
        with pytest.raises(voice.Refused):
            voice.hold(number=number, who=who, reason="entah", now=LIST_NOW)
    forget(at("2031-02-01 12:00"))
    assert told("R6") == [("report.held", "")] and answers(ruled, "R6")["isi"]
    with ledger.use_region(CODE):
        seen = voice.retention(who=who, now=at("2031-02-01 12:00"))
        assert all(one.held >= 1 and one.waiting == 0 for one in seen)
        assert number in {one.number for one in voice.held_reports(who=who, now=LIST_NOW)}
        auditor = ruled.actor("auditor.inspektorat")
        voice.release_hold(number=number, who=auditor, now=LIST_NOW)
        with pytest.raises(voice.Refused):
            voice.release_hold(number=number, who=auditor, now=LIST_NOW)
    forget(at("2031-02-01 12:00"))
    assert len(told("R6")) == 6 and "isi" not in answers(ruled, "R6")


def test_the_steward_sees_rules_with_their_ground_and_deeds(ruled: Any) -> None:
    brought(ruled, text(line("R7")))
    now = at("2026-07-28 13:00")
    who = ruled.actor("koordinator.aduan")
    with ledger.use_region(CODE):
        place = voice.retention(who=who, now=now)[0]
        assert place.waiting >= 1 and place.months == 6 and place.contoh and place.basis
    forget(now)
    with ledger.use_region(CODE):
        after = voice.retention(who=who, now=now)[0]
        assert after.waiting == 0 and after.done >= place.done + 1 and after.last_at >= now
        assert voice.retention(who=who, now=at("2027-03-01 09:00"))[0].basis == "Contoh kedua"
        with pytest.raises(voice.Refused):
            voice.retention(who=ruled.actor("penghubung.dpupr"), now=now)


def test_rules_that_cannot_be_read_forget_nothing(
    town: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pendopo.voice.retention import rules

    brought(town, text(line("R8")))
    path = tmp_path / "retention.yaml"
    monkeypatch.setattr(rules, "_file_of", lambda _region: path)
    for broken in (
        "rules: [", RULES.replace("months: 6", "months: 0"), RULES.replace("forget:", "lupakan:"),
        RULES.replace("code: foto", "code: tempat"),
    ):  # fmt: skip
        path.write_text(broken, encoding="utf-8")
        with pytest.raises(voice.RulesRefused):
            forget(at("2040-01-01 12:00"))
    assert not told("R8")


def test_the_rules_that_we_ship_are_sound() -> None:
    from tests.regency import ROOT

    from pendopo.voice.retention import rules

    shipped = ROOT / "packages/regions/bondowoso/voice/retention.yaml"
    found = rules.load_rules(shipped)
    assert {one.part for one in found} == set(rules.PARTS)
    assert all(period.basis for one in found for period in one.period)


@pytest.mark.parametrize(
    ("day", "months", "wanted"),
    [
        ("2026-07-31", 1, "2026-06-30"), ("2028-02-29", 12, "2027-02-28"),
        ("2026-01-15", 1, "2025-12-15"), ("2026-12-31", 24, "2024-12-31"),
        ("2026-03-31", 13, "2025-02-28"),
    ],
)  # fmt: skip
def test_months_are_those_of_the_calendar(day: str, months: int, wanted: str) -> None:
    from pendopo.voice.retention.rules import months_before

    moment = dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC)
    assert f"{months_before(moment, months):%Y-%m-%d}" == wanted
