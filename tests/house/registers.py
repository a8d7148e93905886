"""The register in the tests of the house: a licence that lives, an old list, a signed month."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any
from uuid import UUID

import xlsxwriter

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from tests.regency import CODE, MONDAY, PASSPHRASE, SERVICE, Applied, Regency

GROUND = "UU 30/2014 Pasal 65"
OCTOBER = dt.date(2026, 10, 1)
HEADS = ("Nomor izin", "Tanggal surat", "Layanan", "Nama pemegang", "Berlaku sampai")


def old_list(number: str) -> bytes:
    """A workbook with one sound row."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, HEADS)
    page.write_row(1, 0, [number, "01-02-2020", SERVICE, "Nama Tersembunyi", "01-02-2028"])
    book.close()
    return out.getvalue()


def agency(regency: Regency) -> UUID:
    return regency.actor("kadis.ptsp").positions[0].organisation_id


def prepared_book(regency: Regency) -> UUID:
    """A register book that the head ordered, ready to be fetched."""
    from pendopo.casework.orders import books

    with ledger.use_region(CODE):
        head = regency.actor("kadis.ptsp")
        made = casework.order_book(
            who=head, organisation_id=agency(regency), first=OCTOBER, last=MONDAY.date(),
            form="xlsx", names="full", now=MONDAY,
        )  # fmt: skip
        books.prepare_book(order_id=made.id, now=MONDAY)
        return made.id


def judged(regency: Regency, number: str) -> casework.ImportView:
    """An old list that is ready to be copied."""
    with ledger.use_region(CODE):
        return casework.judge_import(
            who=regency.actor("kadis.ptsp"),
            organisation_id=agency(regency),
            content=old_list(number),
            now=MONDAY,
        )


def open_list(regency: Regency, number: str, step: str = "rekomendasi") -> bytes:
    """A sheet with one sound case in flight."""
    answers = regency.answers()
    heads = ["Nomor lama", "Tanggal diterima", "Langkah sekarang"]
    cells: list[Any] = [number, "09-11-2026", step]
    with ledger.use_region(CODE):
        package = services.service_at(slug=SERVICE, at=MONDAY)
    assert package is not None
    for question in package.form.questions.values():
        value = answers.get(question.name)
        for part in question.parts:
            heads.append(f"{question.name}.{part.name}")
            cells.append((value or {}).get(part.name, ""))
        if not question.parts and not question.file and value is not None:
            heads.append(question.name)
            cells.append("ya" if value is True else value)
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([heads, cells])
    return out.getvalue().encode()


def judged_cases(regency: Regency, number: str) -> casework.CaseImportView:
    """A list of cases in flight that is ready to come in."""
    with ledger.use_region(CODE):
        found = casework.judge_cases(
            who=regency.actor("kadis.ptsp"),
            service=SERVICE,
            content=open_list(regency, number),
            tell=True,
            now=MONDAY,
        )
    assert found.status == "checked", found.report
    return found


def bring_in(regency: Regency) -> None:
    """A case in flight that its job brings in."""
    ready = judged_cases(regency, "SIMPEL/3")
    with ledger.use_region(CODE):
        casework.begin_case_import(
            import_id=ready.id,
            who=regency.actor("kadis.ptsp"),
            version=ready.version,
            now=MONDAY,
        )


def thawed(regency: Regency, licence_id: UUID) -> None:
    """A licence that was suspended for a while and is in force again."""
    with ledger.use_region(CODE):
        given: dict[str, Any] = {
            "licence_id": licence_id,
            "who": regency.actor("kadis.ptsp"),
            "now": MONDAY,
        }
        for verb, version, reason in (
            (casework.suspend, 1, "examination"),
            (casework.lift, 2, "resolved"),
        ):
            decision = casework.Decision(version=version, reason=reason, ground=GROUND)
            verb(**given, decision=decision)


def signed_month(regency: Regency, month: dt.date) -> UUID:
    """The letter of a month's recapitulation."""
    with ledger.use_region(CODE):
        signed = casework.sign_recap(
            who=regency.actor("kadis.ptsp"),
            organisation_id=agency(regency),
            month=month,
            passphrase=PASSPHRASE,
            origin="http://localhost",
            now=MONDAY,
        )
    assert signed.ok, signed.text
    return signed.task_id


def a_register(regency: Regency, case: Applied, worker: Any) -> None:
    """Suspended, lifted, changed, revoked; the book taken out; an old list copied; a month
    signed; the term of an old licence over."""
    head, now = regency.actor("kadis.ptsp"), MONDAY + dt.timedelta(days=1)
    licence = case.mine(now).licence
    assert licence is not None

    def given(reason: str, number: str = "") -> dict[str, Any]:
        view = case.mine(now).licence
        assert view is not None
        decision = casework.Decision(
            version=view.version, reason=reason, ground=GROUND, number=number
        )
        return {"licence_id": licence.id, "who": head, "decision": decision, "now": now}

    with ledger.use_region(CODE):
        casework.suspend(**given("inspection"))
        casework.lift(**given("resolved"))
        opened = casework.unseal_licence(licence_id=licence.id, who=head, purpose="check", now=now)
        field = opened.data[0][0]
        casework.change(**given("misprint"), changes={field: "Isi yang baru"})
        casework.revoke(**given("flaw", "188/1/2026"))
        casework.export_book(
            who=head, organisation_id=agency(regency), first=OCTOBER, last=now.date(),
            form="xlsx", names="full", now=now,
        )  # fmt: skip
        ordered = casework.order_book(
            who=head, organisation_id=agency(regency), first=OCTOBER, last=now.date(), form="xlsx",
            now=now,
        )  # fmt: skip
        old = judged(regency, "503/7/2020")
        casework.begin_import(import_id=old.id, who=head, version=old.version, now=now)
        open_ones = judged_cases(regency, "SIMPEL/7")
        casework.begin_case_import(
            import_id=open_ones.id, who=head, version=open_ones.version, now=now
        )
    signed_month(regency, dt.date(2026, 9, 1))
    worker.drain(now)
    with ledger.use_region(CODE):
        done = casework.register_import(import_id=old.id, who=head)
        assert done.status == "done", done
        ready = casework.book_order(order_id=ordered.id, who=head, now=now)
        assert ready.state == "ready", ready
        assert casework.remove_old_books(now=ready.kept_until) >= 1
        assert casework.case_import(import_id=open_ones.id, who=head).status == "done"
        # A decade later its own term is over.
        assert casework.mark_expired(now=now + dt.timedelta(days=3700)) >= 1


def a_batch(who: directory.Actor, task_id: UUID, version: int, now: dt.datetime) -> UUID:
    """One task put off to a moment that is over by way of a batch, and its job is over too."""
    from pendopo.casework.orders import batches

    with ledger.use_region(CODE):
        tasks = [casework.Ticked(task_id, version, "BERKAS")]
        batch_id = casework.begin_batch(act="snooze", tasks=tasks, who=who, until=now, now=now)
        while batches.do_next(batch_id=batch_id, now=now):
            pass
    return batch_id
