"""Is this PDF what was signed, by whom, and has anything been added since?"""

from pendopo.documents.verification.checks import CheckLine, sentences
from pendopo.documents.verification.signatures import (
    MAX_BYTES,
    SignatureFound,
    Unreadable,
    signatures_of,
    verify_reference,
)

__all__ = [
    "MAX_BYTES",
    "CheckLine",
    "SignatureFound",
    "Unreadable",
    "sentences",
    "signatures_of",
    "verify_reference",
]
