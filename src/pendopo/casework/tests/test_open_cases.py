"""Cases in flight from an older system: judged row by row, brought in once, going on here."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from pendopo.casework.tests.doors import casework, directory, ledger, models, services
from pendopo.casework.tests.packages import published
from pendopo.casework.tests.walking import CODE, DAY, MONDAY, counted, on

NOW = MONDAY + 4 * DAY
SIP = "sip-dokter"
RECEIVED = dt.date(2026, 11, 9)


def compiled(slug: str = SIP) -> Any:
    with ledger.use_region(CODE):
        return services.service_at(slug=slug, at=NOW)


def row(regency: Any, number: str, step: str = "rekomendasi", **more: Any) -> dict[str, Any]:
    """A sound row; cells by heading."""
    from pendopo.casework.sheets import open_cases

    answers = regency.answers()
    found: dict[str, Any] = {
        "Nomor lama": number, "Tanggal diterima": RECEIVED, "Langkah sekarang": step,
    }  # fmt: skip
    for one in open_cases.columns(compiled()):
        value = answers.get(one.question.name)
        if one.part is not None:
            value = (value or {}).get(one.part.name)
        if value not in (None, ""):
            found[one.title] = "ya" if value is True else value
    return found | more


def book(*rows: dict[str, Any]) -> bytes:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    page = made.add_worksheet()
    day = made.add_format({"num_format": "dd-mm-yyyy"})
    heads = list(dict.fromkeys(head for one in rows for head in one))
    page.write_row(0, 0, heads)
    for line, one in enumerate(rows, start=1):
        for at, head in enumerate(heads):
            cell = one.get(head, "")
            if isinstance(cell, dt.date):
                page.write_datetime(line, at, cell, day)
            else:
                page.write(line, at, cell)
    made.close()
    return out.getvalue()


def judge(regency: Any, content: bytes, *, username: str = "kadis.ptsp", **more: Any) -> Any:
    with ledger.use_region(CODE):
        return casework.judge_cases(
            who=regency.actor(username), content=content, now=NOW,
            **{"service": SIP, "tell": False} | more,
        )  # fmt: skip


def begin(regency: Any, judged: Any) -> Any:
    with ledger.use_region(CODE):
        return casework.begin_case_import(
            import_id=judged.id, who=regency.actor("kadis.ptsp"), version=judged.version, now=NOW
        )


def bring_in(regency: Any, judged: Any) -> Any:
    from pendopo.casework.actions.case_imports import bring_in as next_ones

    begin(regency, judged)
    with ledger.use_region(CODE):
        while next_ones(import_id=judged.id, now=NOW):
            pass
        return casework.case_import(import_id=judged.id, who=regency.actor("kadis.ptsp"))


def came_in(number: str) -> Any:
    """The case with this old number, None when there is none."""
    with ledger.use_region(CODE), ledger.region_transaction():
        return models.Case.objects.filter(old__number=number).first()


def rules(judged: Any) -> set[tuple[int, str, str]]:
    return {(one.row, one.column, one.rule) for one in judged.report}


def test_a_sound_row_becomes_a_case_at_its_step(regency: Any, worker: Any) -> None:
    judged = judge(regency, book(row(regency, "SIMPEL/2026/1", "Beri rekomendasi teknis")))
    assert (judged.status, judged.rows, judged.wrong) == ("checked", 1, 0), judged.report
    assert came_in("SIMPEL/2026/1") is None, "a dry run brings nothing in"
    done = bring_in(regency, judged)
    assert (done.status, done.done) == ("done", 1)
    case = came_in("SIMPEL/2026/1")
    assert (case.channel, case.status, case.stage) == ("import", "running", "rekomendasi")
    assert on(case.submitted_at) == "2026-11-09 12:00"
    assert on(case.due_at) == "2026-11-20 15:30", "nine working days after the receipt"
    (name,) = [
        regency.answers()[one.name]
        for one in compiled().form.questions.values()
        if one.prefill == "applicant.name"
    ]
    with ledger.use_region(CODE), ledger.region_transaction():
        (task,) = case.tasks.all()
        health = directory.chart().by_code["1.02.0.00.0.00.01.0000"]
        assert (task.element, task.status, task.opened_at) == ("rekomendasi", "open", NOW)
        assert task.organisation_id == health.id
        assert task.due_at > NOW
        kinds = [one.kind for one in ledger.facts_about(about=case.id)]
        assert "case.imported" in kinds and "case.submitted" not in kinds
        kept = bytes(case.sealed) + str(case.answers).encode()
        assert name and name.encode() not in kept
        assert not models.CaseImportPart.objects.filter(batch_id=judged.id).exists()
    worker.drain(NOW)
    with ledger.use_region(CODE):
        who = regency.actor("kadis.ptsp")
        view = casework.case_of_number(number=case.number, who=who, now=NOW)
        assert view.origin.number == "SIMPEL/2026/1" and view.origin.received_on == RECEIVED
        assert not view.files
        assert "case.imported" in {one.kind for one in view.tracking.events}
        assert view.tracking.receipt_fact is None
        for typed in ("SIMPEL/2026/1", "simpel / 2026"):
            (card,) = casework.find_cases(who=who, text=typed)
            assert card.number == case.number
        tasks = casework.inbox(who=regency.actor("teknis.dinkes"), view="team", now=NOW)
        assert tasks


def test_it_goes_on_to_its_end_here(regency: Any, worker: Any) -> None:
    from tests.regency import Applied

    judged = judge(regency, book(row(regency, "SIMPEL/2026/2")))
    bring_in(regency, judged)
    worker.drain(NOW)
    case = came_in("SIMPEL/2026/2")
    here = Applied(regency, case.id, case.number, "")
    here.do("teknis.dinkes", "rekomendasikan", NOW)
    here.do("penata.ptsp", "siap", NOW)
    (task,) = [one for one in here.view("ketuatim.ptsp", NOW).tasks if one.outcomes]
    assert task.element == "paraf"


def test_each_row_says_what_is_wrong(regency: Any) -> None:
    answers = row(regency, "x")
    nik = next(head for head in answers if head.upper().startswith("NIK"))
    judged = judge(
        regency,
        book(
            row(regency, "A/1"),
            row(regency, "A/2", "terbang"),
            row(regency, "A/3", "tanda_tangan"),
            row(regency, "A/4", **{"Tanggal diterima": dt.date(2027, 1, 4)}),
            row(regency, "A/5", **{"Tanggal diterima": dt.date(1999, 1, 4)}),
            row(regency, "A/6", **{"Tanggal diterima": "kemarin"}),
            row(regency, "A/7", **{nik: "12"}),
            row(regency, "A/8", **{nik: 3511014507900001}),
            row(regency, "A/9", Tenggat=RECEIVED),
            row(regency, "", **{"Langkah sekarang": ""}),
            row(regency, " a/1 "),
        ),
    )
    assert judged.status == "refused" and judged.wrong == 10
    assert rules(judged) == {
        (3, "Langkah sekarang", "step-unknown"),
        (4, "Langkah sekarang", "step-has-letter"),
        (5, "Tanggal diterima", "received_ahead"),
        (6, "Tanggal diterima", "before_first"),
        (7, "Tanggal diterima", "day"),
        (8, nik, next(one.rule for one in judged.report if one.row == 8)),
        (9, nik, "digits"),
        (10, "Tenggat", "due-order"),
        (11, "Nomor lama", "empty"),
        (11, "Langkah sekarang", "empty"),
        (12, "Nomor lama", "twice"),
    }
    said = next(one.text for one in judged.report if one.row == 4)
    assert "“Susun surat izin”" in said.id or "“" in said.id
    with ledger.use_region(CODE), ledger.region_transaction():
        kept = models.CaseImport.objects.get(id=judged.id)
        assert "12" not in str([line[3:] for line in kept.report if line[0] == 8])
        assert not kept.parts.exists()


def test_an_old_number_comes_in_once(regency: Any) -> None:
    content = book(row(regency, "B/1"), row(regency, "B/2"))
    first, second = judge(regency, content), judge(regency, content)
    assert bring_in(regency, first).done == 2
    assert bring_in(regency, second).status == "done", "judged before the first came in"
    third = judge(regency, book(row(regency, " b/1"), row(regency, "B/3")))
    assert (third.status, third.rows, third.known) == ("checked", 1, 1)
    assert rules(third) == {(2, "Nomor lama", "number_known")}
    with ledger.use_region(CODE), ledger.region_transaction():
        assert models.OldCase.objects.filter(number_key="b/1").count() == 1


def test_a_job_that_died_goes_on(regency: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from pendopo.casework.actions import case_imports, case_judging

    monkeypatch.setattr(case_judging, "AT_ONCE", 2)
    judged = judge(regency, book(*(row(regency, f"C/{at}") for at in range(5))))
    begin(regency, judged)
    ledger_append = case_imports.ledger.append

    def dies(*given: Any, **more: Any) -> Any:
        raise RuntimeError("the worker died")

    with ledger.use_region(CODE):
        assert case_imports.bring_in(import_id=judged.id, now=NOW)
        monkeypatch.setattr(case_imports.ledger, "append", dies)
        with pytest.raises(RuntimeError):
            case_imports.bring_in(import_id=judged.id, now=NOW)
        monkeypatch.setattr(case_imports.ledger, "append", ledger_append)
        half = casework.case_import(import_id=judged.id, who=regency.actor("kadis.ptsp"))
        assert half.done == 2 and came_in("C/2") is None
    assert bring_in(regency, judged).done == 5
    assert all(came_in(f"C/{at}") for at in range(5))


def test_statements_do_not_grow_with_the_rows(regency: Any) -> None:
    from pendopo.casework.actions.case_imports import bring_in as next_ones

    def spent(count: int, mark: str) -> tuple[int, int]:
        content = book(*(row(regency, f"{mark}/{at}") for at in range(count)))
        with counted() as judging:
            judged = judge(regency, content)
        begin(regency, judged)
        with counted() as making, ledger.use_region(CODE):
            next_ones(import_id=judged.id, now=NOW)
        return len(judging), len(making)

    spent(1, "warm")
    assert spent(2, "few") == spent(9, "many")


def test_a_deadline_given_there_and_a_notice_when_asked(regency: Any, worker: Any) -> None:
    from pendopo.messages import models as messages

    content = book(row(regency, "D/1", Tenggat=dt.date(2026, 12, 4)))
    bring_in(regency, judge(regency, content, tell=True))
    quiet = judge(regency, book(row(regency, "D/2")))
    bring_in(regency, quiet)
    worker.drain(NOW)
    told, silent = came_in("D/1"), came_in("D/2")
    assert on(told.due_at) == "2026-12-04 15:30"
    with ledger.use_region(CODE), ledger.region_transaction():
        found = messages.Notice.objects.filter(about_id__in=[told.id, silent.id])
        assert {one.about_id for one in found} == {told.id}


def test_a_plain_text_sheet_is_read_too(regency: Any) -> None:
    import csv

    one = row(regency, "E/1", **{"Tanggal diterima": "9 November 2026"})
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(one)
    writer.writerow(one.values())
    judged = judge(regency, out.getvalue().encode("utf-8-sig"))
    assert judged.status == "checked", judged.report
    for broken in (b"\0\0", b"", b"PK\x03\x04broken", b"satu;dua\n1;2\n"):
        with pytest.raises(casework.Refused):
            judge(regency, broken)


def test_another_version_needs_another_look(regency: Any) -> None:
    slug = "sip-berganti"
    published(slug, {})
    judged = judge(regency, book(row(regency, "F/1")), service=slug)
    assert judged.status == "checked", judged.report
    published(slug, {"value: 9 working_days": "value: 8 working_days"}, since=NOW - DAY)
    with pytest.raises(casework.Stale) as stale:
        begin(regency, judged)
    assert stale.value.code == "import_version"


def test_only_heads_of_the_agency(regency: Any) -> None:
    content = book(row(regency, "G/1"))
    for username in ("loket.ptsp", "teknis.dinkes"):
        with pytest.raises(casework.Refused):
            judge(regency, content, username=username)
    judged = judge(regency, content)
    with ledger.use_region(CODE):
        other = regency.actor("teknis.dinkes")
        for look in (casework.case_import, casework.case_report):
            with pytest.raises(casework.NotFound):
                look(import_id=judged.id, who=other)
        assert casework.importable_services(who=other, now=NOW) == ()
        mine = casework.importable_services(who=regency.actor("kadis.ptsp"), now=NOW)
        assert SIP in {one.slug for one in mine}


def test_the_template_leads_in_and_the_report_out(regency: Any) -> None:
    with ledger.use_region(CODE):
        who = regency.actor("kadis.ptsp")
        made = casework.case_template(service=SIP, who=who, now=NOW)
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(made))
    heads = [str(one).removesuffix(" *") for one in workbook.get_sheet_by_index(0).to_python()[0]]
    assert heads[:4] == ["Nomor lama", "Tanggal diterima", "Langkah sekarang", "Tenggat"]
    wanted = row(regency, "H/1")
    assert set(wanted) <= set(heads)
    steps = workbook.get_sheet_by_name("Langkah").to_python()
    assert "rekomendasi" in {one[1] for one in steps} and "tanda_tangan" not in {
        s[1] for s in steps
    }
    judged = judge(regency, book(wanted, row(regency, "H/2")))
    bring_in(regency, judged)
    with ledger.use_region(CODE):
        taken = casework.case_report(import_id=judged.id, who=regency.actor("kadis.ptsp"))
    lines = CalamineWorkbook.from_filelike(io.BytesIO(taken)).get_sheet_by_index(0).to_python()
    assert [lines[-2][4], lines[-1][4]] == ["H/1", "H/2"]
    assert lines[-1][5] == came_in("H/2").number


def test_a_letter_from_outside_is_named_with_its_number_and_date(regency: Any, worker: Any) -> None:
    from pendopo.services.tests.drawn import SENT
    from pendopo.services.tests.test_standing import handed_over

    made = handed_over()
    with ledger.use_region(CODE):
        services.publish(package=made, valid_from=MONDAY - 90 * DAY, now=MONDAY - 90 * DAY)
    titles = {one.name: one.title["id"] for one in made.form.questions.values()}
    base = {titles[name]: value for name, value in SENT.items()}
    base |= {"Tanggal diterima": RECEIVED, "Langkah sekarang": "serahkan"}
    letter = {"Nomor surat": "503/77/LAMA/2026", "Tanggal surat": dt.date(2026, 11, 12)}

    def one(number: str, **more: Any) -> dict[str, Any]:
        return {"Nomor lama": number, **base, **letter, **more}

    wrong = judge(
        regency,
        book(
            one("L/1", **{"Tanggal surat": ""}),
            one("L/2", **{"Nomor surat": ""}),
            one("L/3", **{"Tanggal surat": dt.date(2026, 11, 1)}),
            one("L/4", **{"Tanggal surat": dt.date(2027, 1, 1)}),
            one("L/5", **{"Langkah sekarang": "periksa"}),
            one("L/6", **{"Langkah sekarang": "ttd"}),
            one("L/7", **{"Nomor surat": "", "Tanggal surat": ""}),
            one("L/8", **{"Nomor surat": "9" * 81}),
        ),
        service="uji-serah",
    )
    assert rules(wrong) == {
        (2, "Tanggal surat", "letter_pair"),
        (3, "Nomor surat", "letter_pair"),
        (4, "Tanggal surat", "letter_order"),
        (5, "Tanggal surat", "letter_order"),
        (6, "Nomor surat", "letter-early"),
        (7, "Langkah sekarang", "letter-issued"),
        (8, "Langkah sekarang", "step-has-letter"),
        (9, "Nomor surat", "long"),
    }
    bring_in(regency, judge(regency, book(one("L/9")), service="uji-serah"))
    worker.drain(NOW)
    case = came_in("L/9")
    with ledger.use_region(CODE):
        view = casework.case(case_id=case.id, who=regency.actor("loket.ptsp"), now=NOW)
        (fact,) = [x for x in ledger.facts_about(about=case.id) if x.kind == "case.imported"]
    assert (view.origin.letter, view.origin.letter_dated) == (
        "503/77/LAMA/2026", dt.date(2026, 11, 12),
    )  # fmt: skip
    assert [x.element for x in view.tasks if x.status == "open"] == ["serahkan"]
    assert not view.letters, "no letter of ours, and none to be verified here"
    assert str(fact.data["letter_dated"]) == "2026-11-12"


def test_a_long_list_is_judged_by_a_job_and_shows_how_far_it_is(regency: Any, worker: Any) -> None:
    from pendopo.casework import judging
    from pendopo.casework.actions import case_judging

    sound = [row(regency, f"P/{n}") for n in range(judging.AT_ONCE)]
    waits = judge(regency, book(*sound, row(regency, "P/5"), row(regency, "P/x", "terbang")))
    assert (waits.status, waits.rows, waits.done) == ("judging", 502, 0)
    with pytest.raises(casework.Stale):
        begin(regency, waits)
    seen: list[int] = []
    real = judging.progress(models.CaseImport, waits.id)
    with ledger.use_region(CODE):
        real(250)
        who = regency.actor("kadis.ptsp")
        seen.append(casework.case_import(import_id=waits.id, who=who).done)
        with ledger.region_transaction():
            (part,) = models.CaseImportPart.objects.filter(batch_id=waits.id)
            assert b"SIMPEL" not in bytes(part.sealed) and part.first == judging.WHOLE
    assert seen == [250]
    worker.drain(NOW)
    with ledger.use_region(CODE):
        done = casework.case_import(import_id=waits.id, who=regency.actor("kadis.ptsp"))
        assert not case_judging.judge_waiting(import_id=waits.id, now=NOW), "judged already"
        assert not models.CaseImportPart.objects.filter(batch_id=waits.id).exists()
        kinds = [one.kind for one in ledger.facts_about(about=waits.id)]
    assert kinds == ["case_import.received", "case_import.judged"]
    assert (done.status, done.wrong) == ("refused", 2)
    assert rules(done) == {(502, "Nomor lama", "twice"), (503, "Langkah sekarang", "step-unknown")}


def test_a_list_that_cannot_be_judged_says_so(regency: Any) -> None:
    from pendopo.casework import judging
    from pendopo.casework.actions import case_judging

    many = [row(regency, f"G/{n}") for n in range(judging.AT_ONCE + 1)]
    waits = judge(regency, book(*many))
    with ledger.use_region(CODE):
        assert case_judging.give_up(import_id=waits.id, now=NOW)
        done = casework.case_import(import_id=waits.id, who=regency.actor("kadis.ptsp"))
    assert done.status == "refused" and rules(done) == {(0, "", "failed")}
