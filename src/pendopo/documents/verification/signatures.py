"""The signatures inside a PDF, judged by pyHanko's validator. Reads hostile files: bounded."""

from __future__ import annotations

import datetime as dt
import io
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from pendopo.documents.sniffing.pdf import unpacked_size

# Its reports of broken files are about hostile input and would name the signer in our log.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)

MAX_BYTES = 25 * 1024 * 1024
MAX_UNPACKED = 256 * 1024 * 1024
MAX_SIGNATURES = 20

_WHOLE = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
_REFERENCE = re.compile(rb"(?:/verify/|pendopo-verify:)([0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3})")


class Unreadable(Exception):
    """Not a PDF that can be checked; `code` is `not_pdf`, `too_large` or `damaged`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class SignatureFound:
    """One signature. `unchanged`: the signed bytes match it. `covers_whole`: nothing follows
    them except, where the rules of PAdES allow it, proofs of validity and time stamps."""

    signer: str
    signed_at: dt.datetime | None
    unchanged: bool
    covers_whole: bool
    trusted: bool
    timestamped: bool
    sample: bool  # the certificate says "bukan BSrE"


def signatures_of(
    pdf: bytes, *, roots: Sequence[bytes], moment: dt.datetime
) -> tuple[SignatureFound, ...]:
    """All signatures, oldest first. Raises `Unreadable`.

    `roots` are DER certificates that we trust; certificates are judged at `moment`. Revocation
    is judged by what the file carries; nothing is fetched from the network.
    """
    if len(pdf) > MAX_BYTES:
        raise Unreadable("too_large")
    if not pdf.startswith(b"%PDF-"):
        raise Unreadable("not_pdf")
    if unpacked_size(pdf, MAX_UNPACKED) >= MAX_UNPACKED:
        raise Unreadable("too_large")
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        if reader.encrypted:
            raise Unreadable("damaged")
        found = list(reader.embedded_regular_signatures)[:MAX_SIGNATURES]
        return tuple(_judged(one, pdf, roots, moment) for one in found)
    except Unreadable:
        raise
    except (Exception, RecursionError) as error:
        # A parser meets anything here; whatever it stumbles over is a damaged file.
        raise Unreadable("damaged") from error


def _judged(
    signature: Any, pdf: bytes, roots: Sequence[bytes], moment: dt.datetime
) -> SignatureFound:
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(root) for root in roots],
        moment=moment,
        best_signature_time=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    subject = signature.signer_cert.subject.native
    name = str(subject.get("common_name", ""))
    sample = "bukan BSrE" in f"{name} {subject.get('organization_name', '')}"
    try:
        status = validate_pdf_signature(signature, context)
    except Exception:
        # E.g. a broken CMS object or structure: certainly not what was signed.
        return SignatureFound(name, None, False, False, False, False, sample)
    whole = _nothing_after(signature, pdf) and status.coverage in _WHOLE
    if status.coverage == SignatureCoverageLevel.ENTIRE_REVISION:
        # Proofs of validity and time stamps may follow (PAdES B-LT, B-LTA), nothing else.
        whole = whole or status.modification_level == ModificationLevel.LTA_UPDATES
    stamp = status.timestamp_validity
    return SignatureFound(
        signer=name,
        signed_at=status.signer_reported_dt,
        unchanged=bool(status.intact and status.valid),
        covers_whole=whole,
        trusted=bool(status.trusted),
        timestamped=bool(stamp is not None and stamp.valid),
        sample=sample,
    )


def _nothing_after(signature: Any, pdf: bytes) -> bool:
    """pyHanko lets bytes pass that no cross-reference table names; we allow line ends only."""
    start, length = (int(number) for number in list(signature.byte_range)[-2:])
    return not pdf[start + length :].strip(b"\r\n ")


def verify_reference(pdf: bytes) -> str | None:
    """The verification number a letter of ours carries, also when it was changed since."""
    found = _REFERENCE.search(pdf)
    return found[1].decode() if found else None
