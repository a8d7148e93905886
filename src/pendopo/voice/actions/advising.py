"""The routing reads a report once and says what it thinks; the officer decides."""

from __future__ import annotations

import datetime as dt
from uuid import NAMESPACE_URL, UUID, uuid5

from pendopo.ledger import api as ledger
from pendopo.voice import trained, words
from pendopo.voice.catalogue import topics
from pendopo.voice.facts import ReportSuggested, RoutingTaught
from pendopo.voice.models import Report
from pendopo.voice.routing import Suggestion, examples, guards, suggest

DIGITS = 4


@ledger.within_region
def advise(*, case_id: UUID, now: dt.datetime) -> bool:
    """Write the likely agencies and topics of a report that waits for the coordinator; whether
    there was anything to say. Its words are forgotten with that. In a job, never in a request.

    Without a model only the rule about sensitive matters speaks, and the words wait for a model.
    """
    row = Report.objects.select_for_update().filter(pk=case_id).first()
    if row is None or row.suggestion is not None:
        return False
    text = words.opened(row)
    model, catalogue = trained.model(), topics()
    guarded = guards(catalogue=catalogue, text=text)
    found: tuple[Suggestion, ...] = ()
    if model is not None and text:
        place = row.village or row.district or ""
        known = catalogue if catalogue.topics else None
        found = suggest(model=model, text=text, place=place, catalogue=known)
    if not found and not guarded:
        return False
    fact = ReportSuggested(
        model=model.hash[:16] if model else None,
        agencies=tuple(one.agency for one in found),
        topics=tuple(one.topic for one in found),
        confidence=tuple(round(1000 * one.confidence) for one in found),
        automatic=any(one.automatic for one in found),
        sensitive=tuple(one.code for one in guarded),
    )
    row.suggestion = {
        "model": fact.model,
        "choices": [
            {
                "agency": one.agency,
                "topic": one.topic,
                "confidence": round(one.confidence, DIGITS),
                "automatic": one.automatic,
                "sensitive": one.sensitive,
                "oversight": one.oversight,
            }
            for one in found
        ],
        "sensitive": list(fact.sensitive),
    }
    row.words = row.words_key = None
    row.save(update_fields=["suggestion", "words", "words_key"])
    ledger.append([ledger.Entry(fact=fact, about=row.pk, occurred_at=now)], now=now)
    return True


def teach_routing(*, now: dt.datetime) -> str:
    """Teach the region's routing from its own topics: names, keywords and invented sentences; the
    hash of the model. Minutes, in a process of its own: for jobs. Raises `RoutingRefused`,
    `subprocess.SubprocessError`."""
    taught = trained.teach(examples(catalogue=topics()))
    accuracy = taught["accuracy"]
    fact = RoutingTaught(
        model=str(taught["hash"])[:16],
        texts=int(str(taught["texts"])),
        accuracy=round(1000 * float(str(accuracy))),
    )
    about = uuid5(NAMESPACE_URL, f"routing:{ledger.current_region()}")
    _tell(ledger.Entry(fact=fact, about=about, occurred_at=now), now)
    return fact.model


@ledger.within_region
def _tell(entry: ledger.Entry, now: dt.datetime) -> None:
    ledger.append([entry], now=now)
