"""Samples the tests share: a letter, a signer, files made on the spot."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any
from uuid import UUID

from PIL import Image

from pendopo.documents.signing.signer import SignerIdentity

NOW = dt.datetime(2026, 11, 16, 2, 0, tzinfo=dt.UTC)
PASSPHRASE = "kopi-ijen-arabika"
ORIGIN = "https://bondowoso.example.go.id"
REFERENCE = "K7M-4QP-2XD"

LETTER = b"""#import "/pendopo/letter.typ": *
#show: letter
Menindaklanjuti permohonan #data.content.name, kami sampaikan bahwa berkas telah lengkap.
#pairs(("Nama", data.content.name), ("Tempat praktik", data.content.place))
Demikian untuk menjadi maklum.
"""
LICENCE = b"""#import "/pendopo/decision.typ": *
#show: licence.with(title: "Surat Izin Praktik", subtitle: "Dokter",
  recalling: ([Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan],))
Memberikan izin praktik kepada:
#pairs(("Nama", strong(data.content.name)), ("Tempat praktik", data.content.place))
"""
DECISION = b"""#import "/pendopo/decision.typ": *
#show: decision.with(about: [Izin Praktik], considering: ([bahwa lengkap;], [bahwa benar;]),
  recalling: ([Undang-Undang Nomor 17 Tahun 2023;],))
#diktum[Memberikan izin kepada #data.content.name.]
#diktum[Berlaku sejak ditetapkan.]
"""
CONTENT = {"name": "dr. Ayu Lestari", "place": "RSUD dr. H. Koesnadi, Bondowoso"}


def page_data(**over: Any) -> dict[str, Any]:
    """What a template sees, as the verbs put it together."""
    return {
        "language": "id",
        "page": "f4",
        "title": "Surat rekomendasi",
        "letterhead": {
            "government": "Pemerintah Kabupaten Bondowoso",
            "agency": "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
            "address": "Jalan Santawi Nomor 60, Bondowoso",
            "contact": "",
            "mark": "",
        },
        "number": "503/001/430.9.13/2026",
        "date": "16 November 2026",
        "place": "Bondowoso",
        "subject": "Rekomendasi",
        "recipients": ["Kepala Dinas Kesehatan"],
        "copies": ["Bupati Bondowoso", "Arsip"],
        "signer": {
            "prefix": "Plt.",
            "position": "Kepala Dinas",
            "name": "Nunung Setianingsih",
            "rank": "Pembina",
            "nip": "197001011995032001",
            "on_behalf_of": "Bupati Bondowoso",
            "via": "Sekretaris Daerah",
        },
        "notice": "TTE contoh, bukan BSrE.",
        "notice-short": "TTE contoh, bukan BSrE",
        "statement": "Dokumen ini ditandatangani secara elektronik.",
        "verify": {"url": f"{ORIGIN}/verify/{REFERENCE}", "id": REFERENCE},
        "content": dict(CONTENT),
        **over,
    }


def officer(**over: Any) -> SignerIdentity:
    return SignerIdentity(
        **{
            "account_id": UUID(int=1),
            "person_id": UUID(int=5),
            "name": "Nunung Setianingsih, S.E., M.M.",
            "nip": "197001011995032001",
            "rank": "Pembina Utama Muda",
            "position": "Kepala Dinas Penanaman Modal",
            "nik": "3511000000000001",
            **over,
        }
    )


def photo(form: str = "JPEG", size: tuple[int, int] = (80, 60), **save: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (180, 120, 60)).save(out, form, **save)
    return out.getvalue()


def small_pdf() -> bytes:
    from pendopo.documents.typesetting import letter_pdf

    return letter_pdf(entry="a.typ", files={"a.typ": b"Isi"}, data=page_data(), at=NOW)[0]
