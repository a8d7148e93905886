"""The register book and the recapitulation as workbook and as printed pages."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from uuid import UUID

from pendopo.casework.queries.recap import Recap, RecapLine
from pendopo.casework.queries.register_book import Book, BookLine
from pendopo.casework.sheets.workbook import Column, workbook
from pendopo.core.clock import words
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger

_FORMS = Path(__file__).parent
BOOK = (
    Column("No.", 6, "number"), Column("Nomor izin", 26), Column("Tanggal", 12, "day"),
    Column("Pemegang", 28), Column("Layanan", 36), Column("Berlaku sejak", 12, "day"),
    Column("Berlaku sampai", 12, "day"), Column("Penanda tangan", 32), Column("Status", 16),
    Column("Nomor berkas", 14), Column("Asal", 14),
)  # fmt: skip
RECAP = (
    Column("Perangkat daerah", 34), Column("Layanan", 38), Column("Masuk", 9, "number", True),
    Column("Dikembalikan", 12, "number", True), Column("Dikabulkan", 11, "number", True),
    Column("Ditolak", 9, "number", True), Column("Ditarik", 9, "number", True),
    Column("Gugur", 8, "number", True), Column("Belum selesai", 9, "number", True),
    Column("Diputuskan", 11, "number", True), Column("Tepat waktu", 9, "number", True),
    Column("Tepat waktu (%)", 10, "decimal"), Column("Rata-rata hari kerja", 11, "decimal"),
)  # fmt: skip
_ORIGIN = {"case": "Pendopo", "import": "Register lama"}


def book_workbook(book: Book) -> bytes:
    rows = (
        [at, one.number, one.dated, one.holder, one.service_title.id, one.valid_from,
         one.valid_to, one.signer, one.status_words.id, one.case_number, _ORIGIN[one.origin]]
        for at, one in enumerate(book.lines, start=1)
    )  # fmt: skip
    return workbook(
        sheet="Buku register",
        heading=(book_title(book), _agency(book.organisation_id)),
        columns=BOOK,
        rows=rows,
        last=("", f"Jumlah: {len(book.lines)} izin"),
    )


def recap_workbook(recap: Recap, agency: str) -> bytes:
    names = directory.chart().name_of
    rows = ([names(one.organisation_id), one.title.id, *_counts(one)] for one in recap.lines)
    return workbook(
        sheet="Rekap",
        heading=(recap_title(recap.month), agency),
        columns=RECAP,
        rows=rows,
        last=["Jumlah", "", *_counts(recap.total)],
    )


def _counts(one: RecapLine) -> list[Any]:
    share = None if one.share is None else round(one.share, 1)
    average = None if one.average is None else round(one.average, 1)
    return [one.came, one.returned, one.granted, one.refused, one.withdrawn, one.lapsed, one.open,
            one.decided, one.on_time, share, average]  # fmt: skip


def book_pdf(book: Book, now: dt.datetime) -> bytes:
    rows = [_printed(at, one) for at, one in enumerate(book.lines, start=1)]
    content = {"rows": rows, "heading": book_title(book), "total": len(rows)}
    return documents.report_pdf(
        template=_template("book.typ"),
        title=book_title(book),
        content=_content(book.organisation_id, book_title(book), content),
        now=now,
    )


def recap_pdf(recap: Recap, organisation_id: UUID | None, now: dt.datetime) -> bytes:
    title = recap_title(recap.month)
    return documents.report_pdf(
        template=_template("recap.typ"),
        title=title,
        content=recap_content(recap, organisation_id, signed=False),
        now=now,
    )


def recap_content(
    recap: Recap, organisation_id: UUID | None, *, signed: bool
) -> documents.LetterContent:
    """The words of the recapitulation; `signed`: with the place for a signature."""
    title = recap_title(recap.month)
    names = directory.chart()
    short = {one.id: one.short_name for one in names.organisations.values()}
    rows = [[one.title.id, short.get(one.organisation_id, ""), *_words(one)] for one in recap.lines]
    region = directory.region(ledger.current_region())
    content = {
        "rows": rows,
        "total": _words(recap.total),
        "heading": title,
        "signed": signed,
        "example": region.recap_classification if region and region.recap_example else "",
    }
    return _content(organisation_id, title, content)


def _words(one: RecapLine) -> list[str]:
    return [
        "–" if cell is None else f"{cell:.1f}".replace(".", ",") if isinstance(cell, float)
        else str(cell)
        for cell in _counts(one)
    ]  # fmt: skip


def _printed(at: int, one: BookLine) -> list[str]:
    until = _day(one.valid_to) if one.valid_to else "seterusnya"
    return [str(at), one.number, _day(one.dated), one.holder, one.service_title.id,
            f"{_day(one.valid_from)} s.d. {until}", one.signer, one.status_words.id]  # fmt: skip


def _day(day: dt.date) -> str:
    return f"{day:%d-%m-%Y}"


def template_of(name: str) -> documents.Template:
    """A form of ours as documents takes it."""
    return _template(name)


def _template(name: str) -> documents.Template:
    return documents.Template(entry=name, files={name: (_FORMS / name).read_bytes()})


def _content(
    organisation_id: UUID | None, subject: str, content: dict[str, Any]
) -> documents.LetterContent:
    region = directory.region(ledger.current_region())
    assert region is not None  # who asks works in it
    return documents.LetterContent(
        letterhead=documents.Letterhead(
            government=f"Pemerintah {region.name}",
            agency=_agency(organisation_id),
            address=region.name,
        ),
        place=region.name.split(" ", 1)[-1],
        subject=subject,
        content=content,
    )


def _agency(organisation_id: UUID | None) -> str:
    return directory.chart().name_of(organisation_id) or "Semua perangkat daerah"


def book_title(book: Book) -> str:
    return f"Buku register izin {_long(book.first)} sampai {_long(book.last)}"


def recap_title(month: dt.date) -> str:
    return f"Rekapitulasi pelayanan perizinan bulan {_long(month).split(' ', 1)[1]}"


def _long(day: dt.date) -> str:
    return words.plain_date(day, "id")
