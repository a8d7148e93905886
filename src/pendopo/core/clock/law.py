"""Time limits set by national law, each with the article that sets it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pendopo.core.clock.limit import Limit


@dataclass(frozen=True, slots=True)
class LegalLimit:
    """A limit with its source. counts_from: the event that starts the clock."""

    limit: Limit
    source: str
    counts_from: str


DEEMED_DECISION: Final = LegalLimit(
    Limit(5, "working_days"),
    "UU 30/2014 Pasal 53 sebagaimana diubah dengan UU 6/2023",
    "permohonan diterima secara lengkap, bila peraturan tidak menentukan batas waktu",
)
OBJECTION: Final = LegalLimit(
    Limit(21, "working_days"),
    "UU 30/2014 Pasal 77 ayat (1)",
    "keputusan diumumkan atau diterima (keberatan)",
)
APPEAL: Final = LegalLimit(
    Limit(10, "working_days"),
    "UU 30/2014 Pasal 78 ayat (1)",
    "keputusan atas keberatan diterima (banding)",
)
PUBLIC_INFORMATION: Final = LegalLimit(
    Limit(10, "working_days"),
    "UU 14/2008 Pasal 22 ayat (7)",
    "permintaan informasi publik diterima",
)
PUBLIC_INFORMATION_EXTENSION: Final = LegalLimit(
    Limit(7, "working_days"),
    "UU 14/2008 Pasal 22 ayat (8)",
    "jawaban pertama atas permintaan informasi publik berakhir",
)
BREACH_NOTICE: Final = LegalLimit(
    Limit(72, "hours"),
    "UU 27/2022 Pasal 46 ayat (1), 3 x 24 jam",
    "kegagalan pelindungan data pribadi",
)


def decision_limit(limit: Limit | None) -> Limit:
    """The limit of a decision: the one its rule sets, else five working days by law.

    Past it the request counts as granted by law (UU 30/2014 Art. 53 as amended by UU 6/2023):
    what follows is a legal review, never an automatic signature.
    """
    return DEEMED_DECISION.limit if limit is None else limit
