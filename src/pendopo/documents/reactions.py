"""A letter's new words are drawn in a job, so that whoever opens it next does not wait."""

from __future__ import annotations

from pendopo.documents import jobs
from pendopo.ledger import api as ledger


@ledger.reader("documents", "letter.drafted", "letter.redrafted")
def draw(fact: ledger.Read) -> None:
    jobs.draw_preview.defer(region=fact.region_code, letter_id=str(fact.about))
