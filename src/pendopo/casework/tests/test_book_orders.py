"""A long register book: ordered, prepared by a job, fetched by whoever asked, gone after a day."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from python_calamine import CalamineWorkbook

from pendopo.casework.tests.doors import casework, directory, documents, ledger, models
from pendopo.casework.tests.test_licence_life import granted
from pendopo.casework.tests.walking import CODE, DAY, MONDAY, row

TODAY = dt.date(2026, 11, 16)
LONG_AGO = dt.date(1990, 5, 2)


def agency(regency: Any) -> Any:
    return regency.actor("kadis.ptsp").positions[0].organisation_id


def ordered(regency: Any, username: str = "kadis.ptsp", **given: Any) -> Any:
    with ledger.use_region(CODE):
        return casework.order_book(
            who=regency.actor(username),
            **{
                "organisation_id": agency(regency), "first": TODAY, "last": TODAY, "form": "xlsx",
                "now": MONDAY, **given,
            },
        )  # fmt: skip


def prepare(order: Any, now: Any = MONDAY) -> None:
    from pendopo.casework.orders import books

    with ledger.use_region(CODE):
        books.prepare_book(order_id=order.id, now=now)


def seen(regency: Any, order: Any, username: str = "kadis.ptsp", now: Any = MONDAY) -> Any:
    with ledger.use_region(CODE):
        who = regency.actor(username)
        return casework.book_order(order_id=order.id, who=who, now=now)


def fetched(regency: Any, order: Any, username: str = "kadis.ptsp", now: Any = MONDAY) -> Any:
    with ledger.use_region(CODE):
        who = regency.actor(username)
        return casework.book_order_file(order_id=order.id, who=who, now=now)


def facts(about: Any) -> list[str]:
    with ledger.use_region(CODE), ledger.region_transaction():
        kinds = ("register.book_ordered", "register.book_ready", "register.book_failed",
                 "register.book_removed")  # fmt: skip
        return [one.kind for one in ledger.facts_about(about=about, kinds=kinds)]


def grid(workbook: bytes) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    return list(book.get_sheet_by_index(0).to_python())


def many(regency: Any, count: int, day: dt.date) -> None:
    """So many lines of an old register in the agency's book, on one day."""
    with ledger.use_region(CODE), ledger.region_transaction():
        key = directory.new_key(MONDAY)
        models.Licence.objects.bulk_create(
            models.Licence(
                id=uuid4(), organisation_id=agency(regency),
                service="sip-dokter", number=f"800/{at:05}/{day.year}",
                holder_masked="Bu** Sa*****", key_id=key.id, dated=day, valid_from=day,
                origin="import", signer="Kepala",
            )
            for at in range(count)
        )  # fmt: skip


def test_ordered_by_an_officer_it_is_prepared_by_the_worker_and_kept_sealed(
    regency: Any,
) -> None:
    from django.conf import settings
    from tests.worker import Worker

    number = granted(regency).mine().licence.number
    order = ordered(regency)
    assert (order.state, order.done) == ("waiting", 0) and order.lines >= 1
    with pytest.raises(casework.NotFound):
        fetched(regency, order)
    Worker().drain(MONDAY)
    ready = seen(regency, order)
    assert (ready.state, ready.done) == ("ready", ready.lines)
    name, media_type, data = fetched(regency, order)
    assert name == f"buku-register-{TODAY}-{TODAY}.xlsx" and media_type.endswith("sheet")
    assert [line for line in grid(data) if line[1] == number]
    assert facts(order.id) == ["register.book_ordered", "register.book_ready"]
    with ledger.use_region(CODE), ledger.region_transaction():
        told = ledger.facts_about(about=agency(regency), kinds=("register.exported",))
        file_id = models.BookOrder.objects.get(id=order.id).file_id
        (kept,) = documents.files(file_ids=[file_id])
    assert ready.lines in {one.data["lines"] for one in told} and kept.purpose == "register"
    assert kept.size == len(data)
    shelf = Path(settings.VAR) / "files" / CODE
    clear = [one for one in shelf.glob("??/*") if one.read_bytes()[:4] == data[:4]]
    assert not clear, "nothing on the shelf is a readable archive"


def test_only_who_asked_and_only_while_the_right_holds(regency: Any) -> None:
    granted(regency)
    with pytest.raises(casework.Refused, match="not_for_you"):
        ordered(regency, "loket.ptsp", names="full")
    with pytest.raises(casework.Refused, match="not_for_you"):
        ordered(regency, "teknis.dinkes")
    order = ordered(regency, names="full")
    prepare(order)
    for username in ("kabid.ptsp", "loket.ptsp", "teknis.dinkes"):
        for ask in (seen, fetched):
            with pytest.raises(casework.NotFound):
                ask(regency, order, username)
    assert fetched(regency, order)[2]
    # The same account without its office: the file stays where it is.
    from dataclasses import replace

    head = replace(regency.actor("kadis.ptsp"), roles=frozenset())
    with ledger.use_region(CODE), pytest.raises(casework.Refused, match="not_for_you"):
        casework.book_order_file(order_id=order.id, who=head, now=MONDAY)


def test_a_right_that_ended_while_it_waited_makes_it_fail(regency: Any) -> None:
    order = ordered(regency)
    with ledger.use_region(CODE), ledger.region_transaction():
        other = regency.actor("teknis.dinkes").account_id
        models.BookOrder.objects.filter(id=order.id).update(account_id=other)
    prepare(order)
    failed = seen(regency, order, "teknis.dinkes")
    assert failed.state == "failed" and "tidak berwenang" in failed.reason.id
    assert facts(order.id) == ["register.book_ordered", "register.book_failed"]


def test_holders_are_told_once_when_it_becomes_a_file(regency: Any) -> None:
    case = granted(regency)

    def views() -> int:
        with ledger.use_region(CODE):
            found = directory.who_saw(row(case).person_id)
        return sum(one.case_id == case.case_id and one.purpose == "register" for one in found)

    before = views()
    order = ordered(regency, names="full")
    assert views() == before, "nobody has seen anything yet"
    prepare(order)
    prepare(order)  # the job came twice
    assert views() == before + 1
    assert facts(order.id).count("register.book_ready") == 1
    cells = grid(fetched(regency, order)[2])
    (mine,) = (line for line in cells if line[1] == case.mine().licence.number)
    assert "*" not in mine[3]


def test_the_same_book_is_one_order_and_a_fourth_must_wait(regency: Any) -> None:
    command = ledger.Command(actor=regency.actor("kabid.ptsp").account_id, key="buku-1234",
                             request=b"x")  # fmt: skip
    mine = [ordered(regency, "kabid.ptsp", command=command)]
    assert ordered(regency, "kabid.ptsp", command=command).id == mine[0].id
    assert ordered(regency, "kabid.ptsp").id == mine[0].id, "the same filters, still waiting"
    mine += [ordered(regency, "kabid.ptsp", form=form, names=names)
             for form, names in (("pdf", "masked"), ("xlsx", "full"))]  # fmt: skip
    with pytest.raises(casework.Refused, match="orders_many"):
        ordered(regency, "kabid.ptsp", form="pdf", names="full")
    with ledger.use_region(CODE):
        listed = casework.book_orders(who=regency.actor("kabid.ptsp"), now=MONDAY)
    assert {one.id for one in listed} >= {one.id for one in mine}
    for one in mine:
        prepare(one)
    assert seen(regency, mine[1], "kabid.ptsp").state == "ready"
    assert fetched(regency, mine[1], "kabid.ptsp")[2].startswith(b"%PDF")
    assert ordered(regency, "kabid.ptsp").id != mine[0].id
    prepare(ordered(regency, "kabid.ptsp"))


def test_long_books_are_ordered_in_parts_and_short_ones_answer_at_once(
    regency: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pendopo.casework.orders import books

    many(regency, 530, LONG_AGO)
    given = {"first": LONG_AGO, "last": LONG_AGO, "organisation_id": agency(regency)}
    with ledger.use_region(CODE):
        head = regency.actor("kadis.ptsp")
        assert casework.book_lines(who=head, now=MONDAY, **given) == 530
        with pytest.raises(casework.Refused, match="book_long"):
            casework.export_book(who=head, form="xlsx", now=MONDAY, **given)
        with pytest.raises(casework.Refused, match="not_for_you"):
            casework.book_lines(who=regency.actor("teknis.dinkes"), now=MONDAY, **given)
    monkeypatch.setattr(books, "PART", 200)
    order = ordered(regency, first=LONG_AGO, last=LONG_AGO)
    progress: list[int] = []
    read = books._read

    def watched(*asked: Any) -> Any:
        lines = read(*asked)
        progress.append(seen(regency, order).done)
        return lines

    monkeypatch.setattr(books, "_read", watched)
    prepare(order)
    assert progress == [200, 400, 530]
    numbers = [line[1] for line in grid(fetched(regency, order)[2]) if line[1].startswith("800/")]
    assert numbers == [f"800/{at:05}/1990" for at in range(530)]
    monkeypatch.setattr(books, "MOST_PRINTED", 500)
    with pytest.raises(casework.Refused, match="book_long"):
        ordered(regency, first=LONG_AGO, last=LONG_AGO, form="pdf")


def test_after_a_day_the_file_and_its_key_are_gone(regency: Any) -> None:
    order = ordered(regency, service="sip-dokter")
    prepare(order)
    with ledger.use_region(CODE), ledger.region_transaction():
        kept = models.BookOrder.objects.get(id=order.id)
    later = MONDAY + DAY
    assert seen(regency, order, now=later).state == "removed", "also before the sweep came"
    with pytest.raises(casework.NotFound):
        fetched(regency, order, now=later)
    with ledger.use_region(CODE):
        assert casework.remove_old_books(now=later) >= 1
        assert casework.remove_old_books(now=later) == 0
        with pytest.raises(documents.Refused, match="file_unknown"):
            documents.read_file(file_id=kept.file_id)
        with ledger.region_transaction(), pytest.raises(directory.KeyUnavailable):
            directory.load_key(kept.key_id)
    assert facts(order.id)[-1] == "register.book_removed"


def test_a_job_that_gives_up_says_so(regency: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from procrastinate import JobContext
    from procrastinate.jobs import Job

    from pendopo.casework import jobs
    from pendopo.casework.orders import books

    def broken(*_given: Any) -> Any:
        raise OSError("the disk is full")

    order = ordered(regency, status="valid")
    monkeypatch.setattr(books, "_keep", broken)
    for attempts, state in ((0, "waiting"), (jobs.PATIENCE.tries - 1, "failed")):
        job = Job(id=1, lock=None, queueing_lock=None, task_name="x", queue="x", attempts=attempts)
        context = JobContext(start_timestamp=0, app=jobs.app, job=job, abort_reason=lambda: None)
        with pytest.raises(OSError):
            jobs.prepare_book(context, CODE, str(order.id))
        assert seen(regency, order).state == state
    assert "Coba ambil sekali lagi" in seen(regency, order).reason.id
