"""Documents that citizens bring, and what a stranger can check about a signed one."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext


def scan(name: str = "pindaian") -> dict[str, Any]:
    """A scanned page, as a file chooser takes it."""
    buffer = io.BytesIO()
    Image.new("L", (210, 297), 240).save(buffer, "PDF")
    return as_file(f"{name}.pdf", buffer.getvalue())


def photo(name: str = "foto", size: tuple[int, int] = (900, 1200)) -> dict[str, Any]:
    """A photo large enough that the phone shrinks it."""
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(buffer, "JPEG", quality=95)
    return {"name": f"{name}.jpg", "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


def as_file(name: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": "application/pdf", "buffer": data}


def pages(data: bytes) -> int:
    assert data.startswith(b"%PDF-"), data[:80]
    return int(PdfFileReader(io.BytesIO(data), strict=False).root["/Pages"]["/Count"])


def signature(data: bytes) -> Any:
    """The one signature of a PDF as pyHanko, a program that is not ours, sees it."""
    (found,) = PdfFileReader(io.BytesIO(data)).embedded_signatures
    known = ValidationContext(allow_fetching=False, trust_roots=[found.signer_cert])
    with ThreadPoolExecutor(1) as apart:  # this thread's loop belongs to the browser driver
        return apart.submit(validate_pdf_signature, found, known).result()


def changed(data: bytes) -> bytes:
    """The same PDF with one byte of the signed part changed."""
    at = data.index(b"/Producer") if b"/Producer" in data else data.index(b"stream") + 40
    return data[: at + 1] + bytes([data[at + 1] ^ 1]) + data[at + 2 :]
