"""Lists from SP4N-LAPOR!: judged row by row, brought in once, standing where they stood there."""

from __future__ import annotations

from typing import Any

import pytest

from pendopo.voice.tests.doors import casework, directory, ledger, models, standing, voice
from pendopo.voice.tests.lists import (
    CLOSED,
    HEADS,
    NEW,
    NOW,
    TEXT,
    WORKING,
    agency,
    begun,
    brought,
    case_of,
    here,
    judged,
    line,
    lines,
    text,
)
from pendopo.voice.tests.lists import (
    ROADS as ROADS_NAME,
)
from pendopo.voice.tests.reporting import CODE, INSPECTORATE, ROADS, at, send


def facts_of(report: Any) -> list[Any]:
    with ledger.use_region(CODE):
        return list(ledger.facts_about(about=report.pk))


def rules(one: Any) -> set[tuple[int, str, str]]:
    return {(said.row, said.column, said.rule) for said in lines(one)}


def test_a_report_that_ended_there_has_ended_here(town: Any, worker: Any) -> None:
    one = judged(town, text(line("L1001")))
    assert (one.status, one.sound, one.wrong) == ("checked", 1, 0), lines(one)
    assert here("L1001") is None, "a dry run brings nothing in"
    done = brought(town, text(line("L1001")))
    assert (done.status, done.imported) == ("done", 1)
    row = here("L1001")
    assert (row.status, row.channel, row.visibility) == ("unconfirmed", "lapor", "open")
    assert row.agency_id == agency(ROADS) and row.district == "35.11.10"
    assert row.reported_at == at("2026-01-05 09:15")
    assert row.forwarded_at == at("2026-01-07 12:00")
    assert row.answered_at == row.last_answer_at == at("2026-01-12 12:00")
    assert row.closed_at == at("2026-01-28 12:00")
    assert (row.verify_late, row.answer_late, row.on_time) == (False, False, True)
    view = case_of(town, row)
    assert view.status == "granted" and not [one for one in view.tasks if one.status == "open"]
    told = facts_of(row)
    assert [one.kind for one in told if one.kind != "case.brought"] == [
        "report.received", "report.moved", "report.moved", "report.moved",
    ]  # fmt: skip
    assert {one.occurred_at for one in told} >= {row.reported_at, row.closed_at}
    assert standing.of_row(row) == standing.of_facts(told)
    worker.drain(NOW)
    row = here("L1001")
    assert row.status == "unconfirmed", "nothing moves it again"
    with ledger.use_region(CODE), ledger.region_transaction():
        from pendopo.messages import models as messages

        assert not messages.Notice.objects.filter(about_id=row.pk).exists()
        case = casework.case_of_number(
            number=row.number, who=town.actor("koordinator.aduan"), now=NOW
        )
        assert "case.brought" in {one.kind for one in case.tracking.events}


def test_its_words_are_sealed_and_its_answer_is_kept(town: Any) -> None:
    brought(town, text(line("L1002", **{"Nama Pelapor": "Kirana Contoh Sekali"})))
    row = here("L1002")
    with ledger.use_region(CODE), ledger.region_transaction():
        from pendopo.casework import models as cases

        case = cases.Case.objects.get(pk=row.pk)
        kept = bytes(case.sealed) + bytes(case.state) + str(case.answers).encode()
        kept += b"".join(bytes(one.sealed or b"") for one in case.tasks.all())
        assert TEXT.encode() not in kept and b"Kirana" not in kept
        assert "Kirana Contoh" not in case.applicant_masked
        (answer,) = [
            one for one in casework.written(case_id=row.pk, question="jawaban") if one.text
        ]
        assert answer.text == CLOSED["Tindak Lanjut"] and answer.at == row.answered_at
        assert not models.ReportListPart.objects.filter(sealed__isnull=False).exclude(
            batch__status__in=("judging", "checked", "refused")
        )
        found = casework.find_by_name(
            who=town.actor("koordinator.aduan"), name="Kirana Sekali", now=NOW
        )
        assert row.number in {one.number for one in found}


def test_a_report_under_way_goes_on_here(town: Any, worker: Any) -> None:
    with ledger.use_region(CODE):
        while casework.fire_due_timers(now=NOW):
            pass  # what other tests left waiting
    brought(town, text(line("L1003", **WORKING), line("L1004", **NEW)))
    row, new = here("L1003"), here("L1004")
    assert row.status == "forwarded" and row.answer_late, "its limit passed there"
    assert new.status == "received" and new.agency_id is None
    for one in (row, new):
        assert standing.of_row(one) == standing.of_facts(facts_of(one))
    worker.drain(NOW)
    with ledger.use_region(CODE):
        assert casework.fire_due_timers(now=NOW) == 0, "what rang there does not ring again"
    view = case_of(town, row, "penghubung.dpupr")
    (task,) = [one for one in view.tasks if one.status == "open"]
    assert task.element == "tindak_lanjut" and task.opened_at == row.forwarded_at
    from tests.regency import Applied

    here_now = Applied(town, row.pk, row.number, "")
    here_now.do("penghubung.dpupr", "jawab", NOW, jawaban="Sudah (contoh).", bukti="jawaban")
    worker.drain(NOW)
    assert here("L1003").status == "checking"
    waiting = case_of(town, new)
    assert [one.element for one in waiting.tasks if one.status == "open"] == ["verifikasi"]


def test_what_calls_for_oversight_goes_to_the_inspectorate(town: Any) -> None:
    changed = WORKING | {"Klasifikasi": "Pengaduan Berkadar Pengawasan", "Instansi": ""}
    brought(town, text(line("L1005", **changed)))
    row = here("L1005")
    assert row.status == "audited" and row.oversight and row.agency_id == agency(INSPECTORATE)


@pytest.mark.parametrize(
    ("state", "status"),
    [("Arsip", "archived"), ("Bukan Wewenang", "not_ours"), ("Dikonfirmasi", "confirmed")],
)
def test_every_state_has_its_place(town: Any, state: str, status: str) -> None:
    number = f"L11{len(state)}"
    brought(town, text(line(number, Status=state)))
    row = here(number)
    assert row.status == status and row.closed_at is not None
    assert standing.of_row(row) == standing.of_facts(facts_of(row))


@pytest.mark.parametrize("sort", ["Aspirasi", "Permintaan Informasi"])
def test_every_class_has_its_package(town: Any, sort: str) -> None:
    numbers = {state: f"{sort[0]}12{at}" for at, state in enumerate(("Selesai", "Dalam Proses"))}
    content = text(*(line(one, Klasifikasi=sort, Status=state) for state, one in numbers.items()))
    assert brought(town, content).imported == 2
    assert here(numbers["Selesai"]).status == "unconfirmed"
    assert here(numbers["Dalam Proses"]).status == "answered"


def test_an_anonymous_reporter_stays_unknown(town: Any) -> None:
    brought(town, text(line("L1006", Kerahasiaan="Anonim"), line("L1007", Kerahasiaan="Rahasia")))
    row, secret = here("L1006"), here("L1007")
    assert row.visibility == "anonymous" and secret.visibility == "secret"
    view = case_of(town, row)
    assert "Pelapor" not in view.applicant_masked
    with ledger.use_region(CODE):
        listed = voice.reports(filters=voice.Filters(numbers=(row.number, secret.number)))
        assert [one.number for one in listed.cards] == [row.number]
        auditor = town.actor("auditor.inspektorat")
        found = voice.reveal_identity(number=row.number, who=auditor, purpose="protection", now=NOW)
        assert found.name == CLOSED["Nama Pelapor"]


def test_each_row_says_what_is_wrong(town: Any) -> None:
    one = judged(
        town,
        text(
            line("M1"),
            line("M2", Status="entah"),
            line("M3", Instansi="Dinas Antah Berantah"),
            line("M4", **{"Tanggal Laporan": "kemarin"}),
            line("M5", **{"Tanggal Disposisi": ""}),
            line("M6", **{"Tindak Lanjut": ""}),
            line("M7", Lintang="113.934", Bujur="-7.861"),
            line("M8", **{"Isi Laporan": "", "Judul": ""}),
            line("M9", **{"Tanggal Selesai": "01-01-2026"}),
            line("m1"),
            line("M10", Telepon="12"),
            line("M11", Kecamatan="Antah"),
            line("M12", **{"Tanggal Laporan": "05-01-2031"}),
            line("M-13"),
        ),
    )
    assert one.status == "refused" and (one.wrong, one.sound) == (13, 1)
    found = {(row, column, rule) for row, column, rule in rules(one) if rule != "category"}
    assert found == {
        (3, "Status", "state"),
        (4, "Instansi", "agency"),
        (5, "Tanggal laporan", "day"),
        (6, "Tanggal disposisi", "disposed_missing"),
        (7, "Jawaban", "answer_missing"),
        (8, "Lintang", "place_swapped"),
        (9, "Isi laporan", "empty"),
        (10, "Tanggal selesai", "order"),
        (11, "Nomor LAPOR!", "twice"),
        (12, "Telepon", "format"),
        (13, "Kecamatan", "district"),
        (14, "Tanggal laporan", "ahead"),
        (15, "Nomor LAPOR!", "number"),
    }
    with ledger.use_region(CODE), ledger.region_transaction():
        kept = str([part.report for part in models.ReportListPart.objects.filter(batch=one.id)])
        assert "Antah" not in kept and "entah" not in kept
    with pytest.raises(voice.Refused):
        begun(town, one)
    assert here("M1") is None
    done = brought(
        town,
        text(line("M1"), line("M2", Status="entah")),
        leave_wrong=True,
    )
    assert done.imported == 1 and here("M1") is not None


def test_a_report_comes_in_once(town: Any) -> None:
    content = text(line("K1"), line("K2"), line(""))
    first, second = judged(town, content), judged(town, content)
    assert first.id == second.id, "the same file is the list under way"
    later = judged(town, text(line("k2"), line("K3"), line("")))
    assert brought(town, content).imported == 3
    assert brought(town, text(line("k2"), line("K3"), line(""))).imported == 1
    assert later.sound == 3, "judged before the first came in"
    again = judged(town, content)
    assert (again.status, again.sound, again.known) == ("checked", 0, 3)
    assert {rule for _row, _column, rule in rules(again)} >= {"known"}
    mine = send()
    with ledger.use_region(CODE):
        voice.set_lapor_number(
            number=mine.number, who=town.actor("koordinator.aduan"), lapor_number="K4", now=NOW
        )
    assert judged(town, text(line("K4"))).known == 1, "it went there from here"


def test_a_list_that_was_killed_goes_on(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from pendopo.voice.actions import report_lists

    monkeypatch.setattr(report_lists, "AT_ONCE", 2)
    content = text(*(line(f"D{count}") for count in range(5)))
    with ledger.use_region(CODE):
        one = voice.receive_list(content=content, who=None, now=NOW)
        assert voice.judge_next(list_id=one.id, now=NOW)
        again = voice.receive_list(content=content, who=None, now=NOW)
        assert (again.id, again.judged) == (one.id, 2)
        while voice.judge_next(list_id=one.id, now=NOW):
            pass
        begun(town, voice.report_list(list_id=one.id, who=None, now=NOW))
        assert voice.bring_next(list_id=one.id, now=NOW)
        kept = report_lists.make

        def dies(*given: Any, **more: Any) -> Any:
            kept(*given, **more)
            raise RuntimeError("killed")

        monkeypatch.setattr(report_lists, "make", dies)
        with pytest.raises(RuntimeError):
            voice.bring_next(list_id=one.id, now=NOW)
        monkeypatch.setattr(report_lists, "make", kept)
        half = voice.receive_list(content=content, who=None, now=NOW)
        assert (half.status, half.done, half.imported) == ("running", 2, 2)
        assert here("D2") is None, "nothing half"
        while voice.bring_next(list_id=one.id, now=NOW):
            pass
        done = voice.report_list(list_id=one.id, who=None, now=NOW)
    assert (done.status, done.imported) == ("done", 5)
    with ledger.use_region(CODE), ledger.region_transaction():
        assert models.Report.objects.filter(lapor_number__startswith="D").count() == 5


def test_statements_do_not_grow_with_the_rows(town: Any) -> None:
    from pendopo.casework.tests.walking import counted

    def spent(count: int, mark: str) -> tuple[int, int]:
        content = text(*(line(f"{mark}{number}") for number in range(count)))
        with ledger.use_region(CODE):
            one = voice.receive_list(content=content, who=None, now=NOW)
            with counted() as judging:
                voice.judge_next(list_id=one.id, now=NOW)
            begun(town, voice.report_list(list_id=one.id, who=None, now=NOW))
            with counted() as making:
                voice.bring_next(list_id=one.id, now=NOW)
        return len(judging), len(making)

    spent(1, "S")
    assert spent(2, "T") == spent(9, "U")


def test_a_region_says_what_its_columns_are_called(town: Any) -> None:
    row = line("C1")
    row["Aduan warga"] = row.pop("Isi Laporan")
    with pytest.raises(voice.Refused) as refused:
        judged(town, text(row))
    assert refused.value.code == "lapor_columns"
    assert "Isi laporan" in refused.value.text["id"] and "Aduan warga" in refused.value.text["id"]
    with ledger.use_region(CODE):
        who = town.actor("koordinator.aduan")
        voice.choose_columns(columns={"text": "Aduan warga"}, who=who, now=NOW)
        assert {one.name: said for one, said in voice.list_columns()}["text"]
        with pytest.raises(voice.Refused):
            voice.choose_columns(columns={"entah": "x"}, who=who, now=NOW)
    assert judged(town, text(row)).status == "checked"
    assert judged(town, text(line("C2"))).status == "checked", "our own words still count"
    with ledger.use_region(CODE):
        voice.choose_columns(columns={"text": ""}, who=who, now=NOW)


def test_only_coordinators(town: Any) -> None:
    content = text(line("P1"))
    for username in ("penghubung.dpupr", "kadis.ptsp"):
        with ledger.use_region(CODE), pytest.raises(voice.Refused):
            voice.receive_list(content=content, who=town.actor(username), now=NOW)
    one = judged(town, content)
    with ledger.use_region(CODE):
        other = town.actor("penghubung.dpupr")
        assert voice.report_lists(who=other, now=NOW) == ()
        for look in (voice.report_list, voice.list_lines):
            with pytest.raises(voice.NotFound):
                look(list_id=one.id, who=other, now=NOW)
        with pytest.raises(voice.Refused):
            voice.begin_list(list_id=one.id, who=other, version=one.version, now=NOW)


@pytest.mark.parametrize(
    "content", [b"", b"\0\0", b"PK\x03\x04broken", b"satu;dua\n1;2\n", ";".join(HEADS).encode()]
)
def test_a_broken_file_is_refused(town: Any, content: bytes) -> None:
    with pytest.raises(voice.Refused):
        judged(town, content)


def test_a_list_nobody_lets_in_is_forgotten(town: Any) -> None:
    from datetime import timedelta

    one = judged(town, text(line("F1")), NOW - timedelta(days=8))
    with ledger.use_region(CODE):
        assert voice.remove_old_lists(now=NOW) >= 1
        assert voice.report_list(list_id=one.id, who=None, now=NOW).status == "dropped"
        assert voice.remove_old_lists(now=NOW) == 0
        with ledger.region_transaction():
            kept = models.ReportList.objects.get(id=one.id)
            assert not kept.parts.filter(sealed__isnull=False).exists()
        with pytest.raises(directory.KeyUnavailable):
            directory.load_key(kept.key_id)


def test_what_was_reported_here_goes_there(town: Any) -> None:
    import io

    from python_calamine import CalamineWorkbook

    brought(town, text(line("X1", Kerahasiaan="Anonim")))
    mine = send(text="Talang air di pasar patah, airnya ke jalan (contoh).", now=NOW)
    with ledger.use_region(CODE):
        who = town.actor("koordinator.aduan")
        made = voice.take_list(who=who, without_number=False, since=at("2026-01-05"), now=NOW)
        new = voice.take_list(who=who, without_number=True, since=NOW, now=NOW)
        with pytest.raises(voice.Refused):
            voice.take_list(
                who=town.actor("penghubung.dpupr"), without_number=True, since=NOW, now=NOW
            )
    cells = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(0).to_python()
    rows = {row[1]: dict(zip(cells[0], row, strict=True)) for row in cells[1:]}
    there = rows["X1"]
    assert there["Nomor Pendopo"] == here("X1").number and there["Status"] == "Selesai"
    assert there["Jawaban"] == CLOSED["Tindak Lanjut"] and there["Instansi"] == ROADS_NAME
    assert there["Tanggal laporan"] == "05-01-2026 09:15" and there["Kerahasiaan"] == "Anonim"
    assert CLOSED["Nama Pelapor"] not in str(cells)
    fresh = CalamineWorkbook.from_filelike(io.BytesIO(new)).get_sheet_by_index(0).to_python()
    (row,) = [one for one in fresh if one[0] == mine.number]
    assert "Talang air" in str(row)
    again = judged(town, made)
    assert (again.status, again.sound) == ("checked", 0), "our own list holds nothing new"
    back = {"Nomor Pendopo": mine.number, **line("X9")}
    other = {"Nomor Pendopo": here("X1").number, **line("X8")}
    nobodys = {"Nomor Pendopo": "entah", **line("X7")}
    wrong = judged(town, text(other, nobodys))
    assert {rule for _row, _column, rule in rules(wrong)} == {"own_other", "own_unknown"}
    one = judged(town, text(back))
    assert (one.sound, one.known, one.numbered, one.wrong) == (0, 1, 1, 0)
    assert here("X9") is None
    brought(town, text(back))
    row = here("X9")
    assert row.number == mine.number and row.status == "received", "the number, nothing else"
    assert standing.of_row(row) == standing.of_facts(facts_of(row))
    assert judged(town, text(line("X9"))).known == 1
