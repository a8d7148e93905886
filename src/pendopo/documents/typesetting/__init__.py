"""Letters as PDF/A-3b: sources and data in, bytes and the place of the signature out."""

from pendopo.documents.typesetting.compile import (
    Broken,
    Rendered,
    Slot,
    render,
    render_picture,
)
from pendopo.documents.typesetting.forms import appearance, letter_pdf, mark_file, receipt
from pendopo.documents.typesetting.qr import qr_svg
from pendopo.documents.typesetting.sources import UnsafeSource, check_sources

__all__ = [
    "Broken",
    "Rendered",
    "Slot",
    "UnsafeSource",
    "appearance",
    "check_sources",
    "letter_pdf",
    "mark_file",
    "qr_svg",
    "receipt",
    "render",
    "render_picture",
]
