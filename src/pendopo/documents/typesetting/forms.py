"""Our own forms: a package's letter, the look of its signature, the receipt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pendopo.documents.typesetting.compile import Rendered, Slot, render, render_picture
from pendopo.documents.typesetting.qr import qr_svg
from pendopo.documents.typesetting.sources import check_sources


@dataclass(frozen=True, slots=True)
class Look:
    """The visible signature: vector page for our own signer, PNG for remote ones."""

    pdf: bytes
    png: bytes


def letter_pdf(
    *,
    entry: str,
    files: Mapping[str, bytes],
    data: Mapping[str, Any],
    at: dt.datetime,
    checked: bool = False,
) -> tuple[bytes, Slot | None]:
    """A package's letter as PDF/A-3b and the slot of its signature.

    Raises `UnsafeSource` and `Broken`; `checked` says the sources were checked before.
    """
    if not checked:
        check_sources(files)
    made: Rendered = render(entry=entry, files=files, data=data, at=at)
    return made.pdf, made.slot


def appearance(*, data: Mapping[str, Any], url: str, at: dt.datetime) -> Look:
    """What is seen in the signature field of the letter `data`, with a QR to `url`."""
    files = {"qr.svg": qr_svg(url)}
    entry = "pendopo/appearance.typ"
    return Look(
        pdf=render(entry=entry, files=files, data=data, at=at).pdf,
        png=render_picture(entry=entry, files=files, data=data),
    )


def mark_file(mark: bytes) -> tuple[str, dict[str, bytes]]:
    """The arms of a region as a file for the compiler: its path ("" without one) and the file."""
    if not mark:
        return "", {}
    path = "mark.svg" if mark.lstrip()[:1] == b"<" else "mark.png"
    return f"/{path}", {path: mark}


def receipt(
    *,
    data: Mapping[str, Any],
    attachment: bytes,
    attachment_name: str,
    at: dt.datetime,
    mark: bytes = b"",
) -> bytes:
    """Tanda terima as PDF/A-3b with `attachment` (JSON) inside as an associated file."""
    url = str(data.get("verify", {}).get("url", ""))
    path, files = mark_file(mark)
    files["attachment.bin"] = attachment
    if url:
        files["qr.svg"] = qr_svg(url)
    whole = {
        **data,
        "letterhead": {**data["letterhead"], "mark": path},
        "qr": bool(url),
        "attachment": {
            "name": attachment_name,
            "media_type": "application/json",
            "description": "Bukti pencatatan yang dapat diperiksa mesin",
        },
    }
    return render(entry="pendopo/receipt.typ", files=files, data=whole, at=at).pdf


def try_letter(*, files: Mapping[str, bytes], entry: str, content: Mapping[str, Any]) -> int:
    """Compile a package's letter with example `content`; pages' size in bytes.

    For checking a package before it is published. Raises `UnsafeSource` and `Broken`.
    """
    data = {
        "language": "id",
        "letterhead": {"government": "Pemerintah", "agency": "Perangkat Daerah", "address": ""},
        "subject": "Contoh",
        "place": "Contoh",
        "draft": True,
        "signer": {"position": "Kepala", "name": "Contoh"},
        "content": dict(content),
    }
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return len(letter_pdf(entry=entry, files=files, data=data, at=at)[0])
