"""What takes a second is done in a job: drawing a letter's new words, preparing a photo."""

from __future__ import annotations

from pendopo.documents import jobs
from pendopo.documents.policy import KEPT_AS_SENT
from pendopo.ledger import api as ledger


@ledger.reader("documents", "letter.drafted", "letter.redrafted")
def draw(fact: ledger.Read) -> None:
    jobs.draw_preview.defer(region=fact.region_code, letter_id=str(fact.about))


@ledger.reader("documents", "file.stored")
def prepare(fact: ledger.Read) -> None:
    if fact.data["purpose"] in KEPT_AS_SENT:
        jobs.prepare_picture.defer(region=fact.region_code, file_id=str(fact.about))
