"""A list given again: what is new in it is added to the report that is here, once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pendopo.voice.tests.doors import casework, directory, ledger, models, standing, voice
from pendopo.voice.tests.lists import (
    NEW,
    NOW,
    WORKING,
    brought,
    here,
    judged,
    line,
    lines,
    text,
)
from pendopo.voice.tests.reporting import CODE, at, send

DAY = dt.timedelta(days=1)
ANSWER = {"Tindak Lanjut": "Besok petugas datang (contoh).", "Tanggal Tindak Lanjut": "10-01-2026"}


def said(one: Any) -> list[str]:
    return sorted(said.rule for said in lines(one) if said.rule != "category")


def there(number: str) -> Any:
    with ledger.use_region(CODE):
        return voice.told_elsewhere(number=here(number).number)


def facts_of(report: Any, kind: str = "report.answer_brought") -> list[Any]:
    with ledger.use_region(CODE):
        return [one for one in ledger.facts_about(about=report.pk) if one.kind == kind]


def test_a_new_answer_is_added_once(town: Any) -> None:
    brought(town, text(line("W1", **WORKING)))
    later = text(line("W1", **(WORKING | ANSWER)))
    dry = judged(town, later)
    assert (dry.status, dry.sound, dry.known, dry.answered) == ("checked", 0, 1, 1)
    assert said(dry) == ["answer_added"] and not there("W1"), "a dry run adds nothing"
    done = brought(town, later)
    assert (done.status, done.imported) == ("done", 0)
    (told,) = there("W1")
    assert (told.text, told.state) == (ANSWER["Tindak Lanjut"], "working")
    assert told.answered_at == at("2026-01-10 12:00")
    row = here("W1")
    assert row.status == "forwarded", "where it stands here is our officers' word"
    (fact,) = facts_of(row)
    assert fact.data["answer"] and fact.data["row"] == 2 and "Besok" not in str(fact.data)
    again = brought_again(town, later)
    assert said(again) == ["known"] and len(there("W1")) == len(facts_of(row)) == 1
    with ledger.use_region(CODE), ledger.region_transaction():
        (kept,) = models.ListedAnswer.objects.filter(report=row)
        assert b"Besok" not in bytes(kept.sealed) + bytes(kept.mark)


def brought_again(town: Any, content: bytes) -> Any:
    """Judged again; there is nothing in it that could come in."""
    one = judged(town, content)
    assert (one.status, one.sound, one.answered) == ("checked", 0, 0)
    return one


@pytest.mark.parametrize(
    ("number", "first", "second", "rules"),
    [
        ("W21", {}, {}, ["known"]),
        ("W22", {}, {"Tindak Lanjut": "  Sudah kami\nganti (CONTOH). "}, ["known"]),
        ("W23", {}, {"Tindak Lanjut": "Diganti lagi (contoh)."}, ["answer_added"]),
        ("W24", WORKING, {}, ["answer_added"]),
        ("W25", WORKING | ANSWER, ANSWER, ["state_told"]),
        ("W26", NEW, WORKING | {"Tanggal Laporan": "19-11-2026"}, ["disposed"]),
        ("W27", NEW, WORKING, ["state_told"]),
        ("W28", WORKING, WORKING | {"Kategori": "Lain (contoh)"}, ["known"]),
        ("W29", {"Status": "Arsip"}, {"Status": "Arsip"}, ["known"]),
    ],
)
def test_what_is_news(town: Any, number: str, first: Any, second: Any, rules: Any) -> None:
    brought(town, text(line(number, **first)))
    found = judged(town, text(line(number, **second)))
    if rules == ["disposed"]:
        assert (found.status, found.answered) == ("refused", 0), "a wrong row tells nothing"
        return
    assert said(found) == rules
    assert found.answered == (rules != ["known"])


def test_what_came_before_states_were_kept(town: Any) -> None:
    """Reports from lists of an older release: nothing is known of them but their own words."""
    brought(town, text(line("W3"), line("W4", **WORKING)))
    with ledger.use_region(CODE), ledger.region_transaction():
        models.ListedReport.objects.filter(report__in=[here("W3"), here("W4")]).update(
            mark=None, state=""
        )
    assert said(judged(town, text(line("W3"), line("W4", **WORKING)))) == ["known", "known"]
    ended = judged(town, text(line("W4", Status="Arsip", **{"Tindak Lanjut": ""})))
    assert said(ended) == ["state_told"]


def test_the_reporter_reads_both_the_newest_last(town: Any, worker: Any) -> None:
    mine = send(text="Talang air patah di pasar (contoh).", now=NOW - 3 * DAY)
    with ledger.use_region(CODE):
        voice.set_lapor_number(
            number=mine.number, who=town.actor("koordinator.aduan"), lapor_number="W5", now=NOW
        )
    from tests.regency import Applied

    ours = Applied(town, mine.case_id, mine.number, mine.code)
    ours.do("koordinator.aduan", "teruskan", NOW - 2 * DAY, topik="jalan",
            instansi="1.03.0.00.0.00.01.0000")  # fmt: skip
    worker.drain(NOW - 2 * DAY)
    ours.do("penghubung.dpupr", "jawab", NOW - DAY, jawaban="Kami ganti (contoh).", bukti="jawaban")
    ours.do("verifikator.aduan", "terima", NOW - DAY)
    worker.drain(NOW - DAY)
    told = {"Tindak Lanjut": "Sudah diganti (contoh).", "Tanggal Tindak Lanjut": "20-11-2026",
            "Tanggal Laporan": "17-11-2026", "Tanggal Disposisi": "18-11-2026",
            "Tanggal Selesai": "20-11-2026", "Status": "Selesai"}  # fmt: skip
    brought(town, text(line("W5", **told)), NOW + 2 * DAY)
    worker.drain(NOW + 2 * DAY)
    with ledger.use_region(CODE):
        found = voice.answers(number=mine.number, code=mine.code, who=directory.ANONYMOUS)
    assert [(one.origin, one.text) for one in found] == [
        ("here", "Kami ganti (contoh)."), ("lapor", told["Tindak Lanjut"]),
    ]  # fmt: skip
    row = here("W5")
    assert row.status == "answered", "ours waits for the reporter, whatever is said there"
    assert standing.of_row(row) == standing.of_facts(all_facts(row))
    with ledger.use_region(CODE), ledger.region_transaction():
        from pendopo.messages import models as messages

        once = messages.Notice.objects.filter(about_id=row.pk, dedupe__startswith="answer:")
        assert once.count() == 1, "whoever reported here hears of it here"
    back = text(line("W5", **(told | {"Tindak Lanjut": "Kami ganti (contoh)."})))
    assert said(judged(town, back, NOW + 3 * DAY)) == ["known"], "our own words, come back"


def all_facts(report: Any) -> list[Any]:
    with ledger.use_region(CODE):
        return list(ledger.facts_about(about=report.pk))


def test_an_answer_of_a_list_says_where_it_is_from(town: Any, worker: Any) -> None:
    brought(town, text(line("W6", **(WORKING | ANSWER))))
    worker.drain(NOW)
    row = here("W6")
    with ledger.use_region(CODE), ledger.region_transaction():
        from pendopo.voice.queries import answered

        own = answered.came_at(row)
        steps = casework.written(case_id=row.pk, question="jawaban")
    assert own is not None and any(step.text for step in steps)
    assert all(step.at <= own for step in steps)


def test_two_lists_at_once_tell_it_once(town: Any) -> None:
    brought(town, text(line("W7", **WORKING)))
    first = judged(town, text(line("W7", **(WORKING | ANSWER))))
    second = judged(town, text(line("W7", **(WORKING | ANSWER)), line("W8", **WORKING)))
    assert (first.answered, second.answered) == (1, 1)
    from pendopo.voice.tests.lists import begun

    for one in (first, second):
        begun(town, one)
        with ledger.use_region(CODE):
            while voice.bring_next(list_id=one.id, now=NOW):
                pass
    assert len(there("W7")) == len(facts_of(here("W7"))) == 1
    assert here("W8") is not None


def test_statements_do_not_grow_with_the_news(town: Any) -> None:
    from pendopo.casework.tests.walking import counted

    def spent(count: int, mark: str) -> tuple[int, int]:
        numbers = [f"{mark}{number}" for number in range(count)]
        brought(town, text(*(line(one, **WORKING) for one in numbers)))
        content = text(*(line(one, **(WORKING | ANSWER)) for one in numbers))
        with ledger.use_region(CODE):
            one = voice.receive_list(content=content, who=None, now=NOW)
            with counted() as judging:
                voice.judge_next(list_id=one.id, now=NOW)
            found = voice.report_list(list_id=one.id, who=None, now=NOW)
            assert found.answered == count
            voice.begin_list(list_id=one.id, who=None, version=found.version, now=NOW)
            with counted() as making:
                voice.bring_next(list_id=one.id, now=NOW)
        return len(judging), len(making)

    spent(1, "WA")
    few, many = spent(2, "WB"), spent(9, "WC")
    # one more when something that is remembered for a while was looked up again
    assert all(more <= less + 1 for less, more in zip(few, many, strict=True)), (few, many)


def test_words_that_were_forgotten_do_not_come_back(town: Any) -> None:
    brought(town, text(line("W9")))
    row = here("W9")
    with ledger.use_region(CODE), ledger.region_transaction():
        from pendopo.core.identity import uuid7

        models.ForgottenPart.objects.create(id=uuid7(NOW), report=row, rule="isi", at=NOW)
    assert said(judged(town, text(line("W9", **{"Tindak Lanjut": "Lain (contoh)."})))) == ["known"]
