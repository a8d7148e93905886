"""Who hears of a disposition: whoever is asked, once; and whoever asked, when it is reported back
or late. What it says stands on the case only."""

from __future__ import annotations

from uuid import UUID

from pendopo.casework import models, notices
from pendopo.core.clock import words
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.messages import api as messages
from pendopo.services import api as services

_WORDS = {
    "disposition.given": "Disposisi untuk Anda: berkas {number} ({service}){until}. Arahannya ada"
    " di halaman berkas.",
    "disposition.reported": "Disposisi Anda kepada {position} pada berkas {number} ({service})"
    " sudah dilaporkan. Laporannya ada di halaman berkas.",
    "disposition.late": "Disposisi Anda kepada {position} pada berkas {number} ({service}) melewati"
    " batas waktu dan belum dilaporkan.",
}
TOLD = tuple(_WORDS)
"""Kinds of facts after which somebody is told."""


def tell(fact: ledger.Read) -> None:
    """The notice of a fact about a disposition; the same fact never makes two."""
    row = (
        models.Disposition.objects.select_related("case")
        .filter(id=UUID(str(fact.data["disposition"])))
        .first()
    )
    if row is None:
        return
    given = fact.kind == "disposition.given"
    to = row.to_position_id if given else row.from_position_id
    holder = directory.holder_of(to, fact.recorded_at)
    if holder is None:
        return
    title = services.version(hash=row.case.version_hash).service.title.id
    asked = directory.chart().positions.get(row.to_position_id)
    until = f", sampai {words.long_date(row.due_on, 'id')}" if row.due_on else ""
    messages.notify(
        person_id=holder.person_id,
        about_id=row.case_id,
        dedupe=f"{fact.kind}:{row.id}",
        subject=f"{title} · {row.case.number}",
        body=_WORDS[fact.kind].format(
            number=row.case.number,
            service=title,
            until=until,
            position=asked.title if asked else "",
        ),
        short=notices.short(row.case.number, "ada disposisi", "id"),
        now=fact.recorded_at,
    )
