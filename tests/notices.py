"""What people were sent, opened for a test."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from tests.regency import CODE


def sent_about(about: UUID) -> list[str]:
    """Texts of the notices about something, oldest first."""
    from pendopo.messages.models import Notice

    def body(row: Any) -> str:
        aad = directory.bound_to("notices_notice", "sealed", row.id)
        key = directory.load_key(row.key_id)
        text = json.loads(directory.sealer.open(key, bytes(row.sealed), aad=aad))["body"]
        return str(text)

    with ledger.use_region(CODE), ledger.region_transaction():
        return [body(row) for row in Notice.objects.filter(about_id=about).order_by("made_at")]


def rating_links(about: UUID) -> list[str]:
    """One-time links to rate what ended."""
    found = (re.search(r"/nilai/([0-9A-Z-]+)/", one) for one in sent_about(about))
    return [one.group(1) for one in found if one]
