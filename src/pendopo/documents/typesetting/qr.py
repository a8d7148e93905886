"""QR pictures for letters and receipts."""

from __future__ import annotations

import io

import segno


def qr_svg(url: str) -> bytes:
    """QR of an absolute `url` as SVG, error correction M, quiet zone of two modules."""
    out = io.BytesIO()
    segno.make_qr(url, error="m").save(out, kind="svg", border=2, scale=4, dark="#1b2430")
    return out.getvalue()
