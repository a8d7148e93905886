"""Documents that citizens bring, and what a stranger can check about a signed one."""

from __future__ import annotations

import io
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

DRAWN = re.compile(rb"BT\b(.*?)\bET\b", re.DOTALL)
FONT_OR_STRING = re.compile(
    rb"(/f\d+) [\d.]+ Tf|\(((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*)\)", re.DOTALL
)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


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


def words(data: bytes) -> str:
    """The text of a PDF, as its ToUnicode tables say; letters of a line joined, lines by spaces."""
    reader = PdfFileReader(io.BytesIO(data), strict=False)
    pages = reader.root["/Pages"]["/Kids"]
    return " ".join(line for at in range(len(pages)) for line in _lines(pages[at]))


def _lines(page: Any) -> list[str]:
    named = page["/Resources"]["/Font"]
    fonts = {name: _letters(named[name]) for name in named}
    lines, letters = [], dict[int, str]()
    for drawn in DRAWN.findall(page["/Contents"].data):
        line = ""
        for font, shown in FONT_OR_STRING.findall(drawn):
            if font:
                letters = fonts[font.decode()]
            else:
                codes = ESCAPE.sub(_plain, shown)
                pairs = zip(codes[::2], codes[1::2], strict=True)
                line += "".join(letters.get(high * 256 + low, "") for high, low in pairs)
        lines.append(line.strip())
    return lines


def _letters(font: Any) -> dict[int, str]:
    """Glyph number -> text."""
    table = font["/ToUnicode"].data.decode()
    return {
        int(code, 16): bytes.fromhex(text).decode("utf-16-be")
        for code, text in re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>\n", table)
    }


def _plain(found: re.Match[bytes]) -> bytes:
    name = found[1]
    return bytes([int(name, 8)]) if name.isdigit() else ESCAPES.get(name, name)
