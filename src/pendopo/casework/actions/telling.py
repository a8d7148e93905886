"""News of a context above casework for the applicant of a case, on the channel they came by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from pendopo.casework import models
from pendopo.ledger import api as ledger
from pendopo.messages import api as messages
from pendopo.services import api as services


@ledger.within_region
def tell_applicant(
    *, case_id: UUID, said: Mapping[str, str], dedupe: str, now: dt.datetime
) -> UUID | None:
    """said: by language, "id" always; `{number}` is the case's. Once per `dedupe`; the notice, None
    when there is nobody to reach or it was made before. The caller answers for the words: nothing
    personal, no link."""
    case = models.Case.objects.filter(id=case_id).first()
    if case is None:
        return None
    language: services.Language = "en" if case.language == "en" else "id"
    title = services.version(hash=case.version_hash).service.title.within(language)
    words = said.get(language, said["id"]).format(number=case.number)
    return messages.notify(
        person_id=case.person_id,
        about_id=case.id,
        dedupe=dedupe,
        subject=f"{title} · {case.number}",
        body=words,
        short=words,
        now=now,
        came_by=case.channel,
    )
