"""What a citizen reads about an uploaded PDF: each check as a sentence, worst news first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pendopo.documents.numbering import long_date
from pendopo.documents.verification.signatures import SignatureFound

Verdict = Literal["genuine", "signed_elsewhere", "changed", "unsigned", "unreadable", "not_valid"]


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check: a machine word, whether it is good news (None: neutral), and its sentences."""

    code: str
    good: bool | None
    text: dict[str, str]


def sentences(
    found: Sequence[SignatureFound], *, known: bool, standing: str | None
) -> tuple[Verdict, tuple[CheckLine, ...]]:
    """Verdict and lines. `known`: byte for byte a letter of ours; `standing`: its status today
    (valid, expired, suspended, revoked, void), None when it is not ours."""
    lines: list[CheckLine] = []
    broken = any(not one.unchanged or not one.covers_whole for one in found)
    for one in found:
        lines += _of_signature(one)
    if known:
        lines.insert(0, _KNOWN)
        if standing is not None and standing != "valid":
            lines.insert(0, _standing(standing))
    elif standing is not None:
        lines.insert(0, _ALTERED)
    if not found and not known:
        lines.insert(0, _UNSIGNED)
    if known:
        return ("genuine" if standing == "valid" else "not_valid"), tuple(lines)
    if broken or standing is not None:
        return "changed", tuple(lines)
    return ("signed_elsewhere" if found else "unsigned"), tuple(lines)


def _of_signature(one: SignatureFound) -> list[CheckLine]:
    lines = [_UNCHANGED if one.unchanged else _CHANGED]
    if one.unchanged:
        lines.append(_WHOLE if one.covers_whole else _ADDED)
    lines.append(_signer(one))
    if one.sample:
        lines.append(_SAMPLE)
    elif not one.trusted:
        lines.append(_UNTRUSTED)
    lines.append(_STAMPED if one.timestamped else _NOT_STAMPED)
    return lines


def _signer(one: SignatureFound) -> CheckLine:
    when = {"id": "", "en": ""}
    if one.signed_at:
        when = {
            "id": f" pada {long_date(one.signed_at.date(), 'id')}",
            "en": f" on {long_date(one.signed_at.date(), 'en')}",
        }
    return CheckLine(
        "signer",
        None,
        {
            "id": f"Ditandatangani dengan sertifikat atas nama {one.signer}{when['id']}.",
            "en": f"Signed with a certificate in the name of {one.signer}{when['en']}.",
        },
    )


_STANDINGS = {
    "revoked": ("Surat ini sudah dicabut.", "This letter has been revoked."),
    "suspended": (
        "Surat ini sedang dibekukan sementara.",
        "This letter is suspended for the time being.",
    ),
    "expired": (
        "Masa berlaku surat ini sudah habis.",
        "This letter is no longer in force: it has expired.",
    ),
    "void": ("Surat ini dinyatakan batal.", "This letter was declared void."),
}


def _standing(standing: str) -> CheckLine:
    indonesian, english = _STANDINGS[standing]
    return CheckLine(f"standing_{standing}", False, {"id": indonesian, "en": english})


_KNOWN = CheckLine(
    "known",
    True,
    {
        "id": "Berkas ini sama persis dengan surat yang kami terbitkan.",
        "en": "This file is exactly the letter that we issued.",
    },
)
_ALTERED = CheckLine(
    "altered",
    False,
    {
        "id": "Berkas ini menyebut nomor verifikasi kami, tetapi isinya tidak sama dengan surat"
        " yang kami terbitkan. Jangan gunakan berkas ini; minta salinan aslinya.",
        "en": "This file carries one of our verification numbers, but it is not the letter that"
        " we issued. Do not rely on it; ask for the original.",
    },
)
_UNSIGNED = CheckLine(
    "unsigned",
    False,
    {
        "id": "PDF ini tidak memuat tanda tangan elektronik dan bukan surat yang kami"
        " terbitkan. Hasil pindai atau cetak ulang tidak dapat diperiksa di sini: pindailah"
        " kode QR pada suratnya.",
        "en": "This PDF has no electronic signature and is not a letter of ours. A scan or a"
        " reprint cannot be checked here: scan the QR code on the letter instead.",
    },
)
_UNCHANGED = CheckLine(
    "unchanged",
    True,
    {
        "id": "Isi yang ditandatangani tidak berubah sejak ditandatangani.",
        "en": "What was signed has not changed since it was signed.",
    },
)
_CHANGED = CheckLine(
    "changed",
    False,
    {
        "id": "Isi dokumen ini sudah berubah sejak ditandatangani.",
        "en": "This document was changed after it was signed.",
    },
)
_WHOLE = CheckLine(
    "covers_whole",
    True,
    {
        "id": "Tanda tangan mencakup seluruh dokumen.",
        "en": "The signature covers the whole document.",
    },
)
_ADDED = CheckLine(
    "added",
    False,
    {
        "id": "Ada yang ditambahkan setelah dokumen ini ditandatangani.",
        "en": "Something was added after this document was signed.",
    },
)
_SAMPLE = CheckLine(
    "sample",
    None,
    {
        "id": "Sertifikatnya contoh untuk peragaan: TTE contoh, bukan BSrE.",
        "en": "The certificate is a sample for demonstration, not one of BSrE.",
    },
)
_UNTRUSTED = CheckLine(
    "untrusted",
    False,
    {
        "id": "Penerbit sertifikatnya tidak termasuk yang kami percayai.",
        "en": "We do not know the issuer of the certificate.",
    },
)
_STAMPED = CheckLine(
    "timestamped",
    True,
    {
        "id": "Waktu penandatanganan dibuktikan oleh penanda waktu tepercaya.",
        "en": "A trusted time stamp proves when it was signed.",
    },
)
_NOT_STAMPED = CheckLine(
    "not_timestamped",
    None,
    {
        "id": "Waktu penandatanganan berasal dari sistem penanda tangan, tanpa penanda waktu.",
        "en": "The time of signing comes from the signing system, without a time stamp.",
    },
)
UNREADABLE = {
    "not_pdf": CheckLine(
        "not_pdf",
        False,
        {"id": "Berkas ini bukan PDF.", "en": "This file is not a PDF."},
    ),
    "too_large": CheckLine(
        "too_large",
        False,
        {
            "id": "PDF ini terlalu besar untuk diperiksa di sini (batasnya 25 MB).",
            "en": "This PDF is too large to be checked here (the limit is 25 MB).",
        },
    ),
    "damaged": CheckLine(
        "damaged",
        False,
        {
            "id": "PDF ini rusak atau terkunci sehingga tidak dapat diperiksa.",
            "en": "This PDF is damaged or locked and cannot be checked.",
        },
    ),
}
