"""Words of applicants' names as keyed hashes: kept beside a case, compared when one is typed."""

from __future__ import annotations

import unicodedata
from uuid import UUID

from pendopo.casework import models
from pendopo.casework.completion import application_answers
from pendopo.core.identity import uuid7
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services

SHORTEST = 3  # letters: "dr", "H." and "S.Ked" say too little to look for


def hashes(name: str) -> list[bytes]:
    """One for each word of a name, however it is written: accents, case and signs fall away."""
    apart = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    kept = "".join(sign if sign.isalnum() else " " for sign in plain)
    words = {word for word in kept.split() if len(word) >= SHORTEST}
    return [directory.lookup_hash("name", word) for word in sorted(words)]


def remember(fact: ledger.Read) -> None:
    """The words of the name that the application holds now; the same again changes nothing."""
    case = models.Case.objects.get(id=fact.about)
    try:
        answers = application_answers(case, directory.load_key(case.key_id))
    except (directory.KeyUnavailable, directory.Broken):
        return  # erased meanwhile
    form = services.version(hash=case.version_hash).form
    name = " ".join(
        str(answers.get(one.name) or "")
        for one in form.questions.values()
        if one.prefill == "applicant.name"
    )
    models.CaseName.objects.filter(case=case).delete()
    models.CaseName.objects.bulk_create(
        models.CaseName(
            id=uuid7(fact.recorded_at),
            region_code=case.region_code,
            case=case,
            word_hash=word,
        )
        for word in hashes(name)
    )


def forget(person_id: UUID) -> None:
    """A person was erased: nobody finds their cases by name any more."""
    models.CaseName.objects.filter(case__person_id=person_id).delete()
