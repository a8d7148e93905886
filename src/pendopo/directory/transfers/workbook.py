"""The template workbook, with the region's own positions to copy from."""

from __future__ import annotations

import io

import xlsxwriter

from pendopo.directory.models import Position as PositionRow
from pendopo.directory.transfers.report import COLUMNS
from pendopo.ledger import api as ledger

_WIDTHS = (22, 32, 44, 44, 14, 36)
_GUIDE = (
    "NIP: 18 angka, kolom berformat Teks.",
    "Nama: seperti terdaftar; gelar boleh berbeda.",
    "Jabatan lama: kosong untuk pegawai yang belum memegang jabatan di sini.",
    "Jabatan baru: kosong untuk pegawai yang pensiun atau pindah keluar.",
    "TMT: hari pertama di jabatan baru, misalnya 16-11-2026.",
    "Dasar: nomor keputusan, misalnya 821.2/123/430.9/2026.",
    "Nama jabatan: salin dari lembar Jabatan.",
    "Semua baris harus benar; bila satu salah, tidak satu pun diterapkan.",
)


@ledger.within_region
def template_workbook() -> bytes:
    """An .xlsx with the columns of a transfer list, guidance, and every position's full name."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    bold = book.add_format({"bold": True, "bg_color": "#E8DCC8", "border": 1})
    text = book.add_format({"num_format": "@"})
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    sheet = book.add_worksheet("Mutasi")
    for at, (title, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column(at, at, width, day if title == "TMT" else text)
        sheet.write_string(0, at, title, bold)
    sheet.freeze_panes(1, 0)
    positions = book.add_worksheet("Jabatan")
    positions.set_column(0, 0, 90)
    rows = PositionRow.objects.select_related("organisation").order_by(
        "organisation__name", "title"
    )
    for at, row in enumerate(rows):
        positions.write_string(at, 0, full_title(row))
    guide = book.add_worksheet("Petunjuk")
    guide.set_column(0, 0, 90)
    for at, line in enumerate(_GUIDE):
        guide.write_string(at, 0, line)
    book.close()
    return out.getvalue()


def full_title(row: PositionRow) -> str:
    """ "Kepala Dinas pada Dinas Kesehatan": unique in a region in practice."""
    return f"{row.title} pada {row.organisation.name}"
