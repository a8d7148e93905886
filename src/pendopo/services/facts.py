"""Kinds of facts that this context records."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from pendopo.ledger import api as ledger


class ServicePublished(ledger.Fact, frozen=True, kw_only=True):
    """A version of a package came into the catalogue. version: its content hash.
    calls: the hashes of the packages whose processes it runs."""

    KIND: ClassVar[str] = "service.published"
    service: ledger.Code
    version: ledger.Code
    valid_from: datetime
    valid_to: datetime | None
    calls: tuple[ledger.Code, ...] = ()
