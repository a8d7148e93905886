"""Cases in flight in a sheet: the template of a service, its rows, and the report to take away."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter

from pendopo.casework.refusals import Refused
from pendopo.casework.sheets.old_register import MOST_BYTES, RawRow, read_sheet, rows_of
from pendopo.casework.sheets.workbook import Column, workbook
from pendopo.services import api as services

MOST_CASES = 2_000
"""Rows of one list: each is judged by walking the drawing, while somebody waits."""
NUMBER, RECEIVED, STEP, DUE = "Nomor lama", "Tanggal diterima", "Langkah sekarang", "Tenggat"
LETTER, LETTER_DAY = "Nomor surat", "Tanggal surat"
FIRST = (NUMBER, RECEIVED, STEP, DUE, LETTER, LETTER_DAY)
REQUIRED = (NUMBER, RECEIVED, STEP)
_ZIP = b"PK"
_GUIDE = (
    "Satu baris untuk satu berkas yang masih berjalan di sistem lama.",
    "Nomor lama: nomor berkas di sistem lama. Nomor yang sudah masuk dilewati dan dilaporkan.",
    "Tanggal diterima: hari berkas diterima di sana. Jam layanan dihitung sejak hari itu.",
    "Langkah sekarang: salin dari lembar Langkah. Langkah paraf dan tanda tangan tidak ada di"
    " sana; pilih langkah penyusunannya.",
    "Nomor dan Tanggal surat: surat yang sudah terbit di sistem lama, untuk langkah sesudahnya.",
    "Tenggat: hari terakhir yang sudah dijanjikan. Bila kosong, dihitung dari batas waktu layanan.",
    "Kolom lain adalah isian permohonan. Dokumennya tidak perlu: tetap di berkas kertas.",
    "Tanggal: 16-11-2024, 16 November 2024, atau sel tanggal Excel. Ya/tidak: ya atau tidak.",
    "NIK dan nomor telepon: kolom berformat Teks. Beberapa pilihan: pisahkan dengan titik koma.",
    "Semua baris harus benar sebelum dimasukkan.",
    f"Paling banyak {MOST_CASES} baris dan {MOST_BYTES // 1024 // 1024} MB untuk satu berkas.",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A column for a question, or for one line of an address (`part`). key: its cells' name."""

    key: str
    title: str
    question: Any = field(repr=False)  # core.forms.Question
    part: Any = field(default=None, repr=False)

    @property
    def needed(self) -> bool:
        one = self.question
        return bool(one.required and one.when is None and (self.part is None or self.part.required))


def columns(compiled: services.Compiled) -> tuple[Asked, ...]:
    """A column for every question of the application that is no document. A title that stands
    twice carries the question's name."""
    found: list[Asked] = []
    taken = {one.lower() for one in FIRST}
    for question in compiled.form.questions.values():
        if question.file is not None:
            continue
        title = " ".join(question.title["id"].replace("*", "").split())
        title = f"{title} ({question.name})" if title.lower() in taken else title
        taken.add(title.lower())
        if not question.parts:
            found.append(Asked(question.name, title, question))
        for part in question.parts:
            line = f"{title}: {part.title['id']}"
            found.append(Asked(f"{question.name}.{part.name}", line, question, part))
    return tuple(found)


def read(content: bytes, compiled: services.Compiled) -> list[RawRow]:
    """The filled rows of an .xlsx or .csv, cells by `FIRST` and the keys of `columns`. Raises
    `Refused` for a file that cannot be read, is too large, or lacks a column."""
    known = {one.lower(): one for one in FIRST}
    for one in columns(compiled):
        known |= {one.title.lower(): one.key, one.key.lower(): one.key}
    if content[:2] == _ZIP:
        rows = read_sheet(content, known, REQUIRED)
    else:
        rows = _read_csv(content, known)
    if len(rows) > MOST_CASES:
        raise _too_large()
    return rows


def _read_csv(content: bytes, known: Mapping[str, str]) -> list[RawRow]:
    if len(content) > MOST_BYTES:
        raise _too_large()
    if b"\0" in content:
        raise Refused("import_file")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    head = text.split("\n", 1)[0]
    mark = max(";,\t", key=head.count)
    try:
        grid: list[list[Any]] = []
        for cells in csv.reader(io.StringIO(text), delimiter=mark):
            grid.append(list(cells))
            if len(grid) > MOST_CASES + 20:
                raise _too_large()
    except csv.Error:
        raise Refused("import_file") from None
    return rows_of(iter(grid), 0, known, REQUIRED)


def _too_large() -> Refused:
    return Refused("import_large", megabytes=MOST_BYTES // 1024 // 1024, rows=MOST_CASES)


def template(compiled: services.Compiled) -> bytes:
    """An .xlsx to fill in, with the questions of the service and its steps to copy from."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    bold = book.add_format({"bold": True, "bg_color": "#E8DCC8", "border": 1, "text_wrap": True})
    page, steps = book.add_worksheet("Berkas"), book.add_worksheet("Langkah")
    day, text = (book.add_format({"num_format": one}) for one in ("dd-mm-yyyy", "@"))
    heads = [(title, title in REQUIRED, title in (RECEIVED, DUE, LETTER_DAY)) for title in FIRST]
    heads += [
        (one.title, one.needed, (one.part or one.question).kind == "date")
        for one in columns(compiled)
    ]
    for at, (title, needed, dated) in enumerate(heads):
        page.set_column(at, at, 14 if dated else 28, day if dated else text)
        page.write_string(0, at, f"{title} *" if needed else title, bold)
    page.freeze_panes(1, 1)
    allowed = services.flow.allowed_steps(compiled)
    for line, name in enumerate(allowed):
        steps.write_string(line, 0, compiled.tasks[name].title.id)
        steps.write_string(line, 1, name)
    behind = services.flow.steps_behind_letters(compiled)
    for line, name in enumerate(behind, start=len(allowed)):
        steps.write_string(line, 0, compiled.tasks[name].title.id)
        steps.write_string(line, 1, name)
        steps.write_string(line, 2, f"perlu {LETTER} dan {LETTER_DAY}")
    steps.set_column(0, 2, 50)
    where = FIRST.index(STEP)
    page.data_validation(
        1, where, MOST_CASES, where,
        {"validate": "list", "source": f"=Langkah!$A$1:$A${max(len(allowed) + len(behind), 1)}",
         "error_type": "warning"},
    )  # fmt: skip
    for at, one in enumerate(columns(compiled), start=len(FIRST)):
        asked = one.part or one.question
        words = [label["id"] for label in asked.labels.values()]
        if asked.kind == "choice" and words and sum(map(len, words)) + len(words) < 250:
            source = {"validate": "list", "source": words, "error_type": "warning"}
            page.data_validation(1, at, MOST_CASES, at, source)
    guide = book.add_worksheet("Petunjuk")
    guide.set_column(0, 0, 110)
    for at, said in enumerate(_GUIDE):
        guide.write_string(at, 0, said)
    book.close()
    return out.getvalue()


def report(title: str, lines: Iterable[Sequence[Any]]) -> bytes:
    """The verdicts as .xlsx: row, column, verdict, sentence, old number, new number."""
    heads = (("Baris", 8), ("Kolom", 26), ("Hasil", 18), ("Penjelasan", 70), ("Nomor lama", 24),
             ("Nomor baru", 18))  # fmt: skip
    return workbook(
        sheet="Laporan",
        heading=[title],
        columns=[
            Column(name, width, "number" if name == "Baris" else "text") for name, width in heads
        ],
        rows=lines,
    )
