"""What happened to a licence, from its grant on."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from pendopo.casework import models
from pendopo.casework.licence_data import labels, opened
from pendopo.casework.licence_values import LicenceEvent
from pendopo.casework.standing import NOTHING, REASONS
from pendopo.directory import api as directory
from pendopo.services.api import Text


def history(row: models.Licence, *, unsealed: bool) -> tuple[LicenceEvent, ...]:
    """From the grant on, oldest first. Three statements, four with its data open."""
    changes = list(row.changes.order_by("at", "id"))
    accounts = {one.account_id for one in changes if one.account_id}
    titles = directory.officer_titles(account_ids=accounts) if accounts else {}
    key = directory.load_key(row.key_id) if unsealed else None
    first = LicenceEvent(
        kind="granted" if row.case else "import",
        on=row.dated,
        reason_words=NOTHING if row.case else REASONS["import"]["register"],
        ground="",
        decision="",
        until=None,
        by=row.signer.partition(",")[0],
    )
    return (first, *(_event(one, row, titles, key) for one in changes))


def _event(
    one: models.LicenceChange,
    row: models.Licence,
    titles: Mapping[UUID, str],
    key: directory.DataKey | None,
) -> LicenceEvent:
    words = opened(one, key) if key else {}
    pairs = words.get("changes", {})
    named = labels(row)
    return LicenceEvent(
        kind=one.kind,
        on=one.on,
        reason_words=REASONS.get(one.kind, {}).get(one.reason, NOTHING),
        ground=one.ground,
        decision=one.decision,
        until=one.until,
        by=titles.get(one.account_id, "") if one.account_id else "",
        explanation=words.get("explanation", ""),
        changes=tuple(_change(name, named, pairs) for name in one.fields),
    )


def _change(
    name: str, named: Mapping[str, Text], pairs: Mapping[str, list[str]]
) -> tuple[Text, str, str]:
    """Label, old and new; both are "" while they are closed."""
    old, new = pairs.get(name, ("", ""))
    return named.get(name, Text(id=name, en=name)), old, new
