"""What the region's own work shows for the indicators of an instrument, as of now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from pendopo.assessment.instrument import Indicator, Instrument, Piece
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.measures import api as measures
from pendopo.services import api as services

LATEST = 5
"""Letters shown by name; the number above counts them all."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece as it stands: the number of the measure since 1 January (`value.state` says when
    it is not there), and the things it shows beside."""

    piece: Piece
    value: measures.Value
    services: tuple[services.ServiceCard, ...] = ()
    letters: tuple[documents.Letter, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """An indicator with what stands for it."""

    indicator: Indicator
    pieces: tuple[Shown, ...]


@ledger.within_region
def evidence(
    *, instrument: Instrument, language: Literal["id", "en"], now: dt.datetime
) -> tuple[Evidence, ...]:
    """The indicators that have evidence, in the order of the instrument. All numbers in one
    statement, the letters in two."""
    today = directory.today(now)
    first = today.replace(month=1, day=1)
    wanted = [one for one in instrument.indicators if one.evidence]
    pieces = [piece for one in wanted for piece in one.evidence]
    asks = [measures.Ask(slug=piece.measure, since=first, until=today) for piece in pieces]
    numbers = dict(zip(map(id, pieces), measures.values(asks, now=now), strict=True))
    return tuple(
        Evidence(
            one,
            tuple(
                _shown(piece, numbers[id(piece)], language, first, today, now)
                for piece in one.evidence
            ),
        )
        for one in wanted
    )


def _shown(
    piece: Piece,
    value: measures.Value,
    language: Literal["id", "en"],
    first: dt.date,
    today: dt.date,
    now: dt.datetime,
) -> Shown:
    if piece.shows == "services":
        return Shown(piece, value, services=services.catalogue(language=language, at=now))
    if piece.shows == "letters" and value.n:
        found = measures.lineage(slug=piece.measure, since=first, until=today, limit=LATEST)
        ids = [source.about for source in found.sources]
        newest = sorted(
            documents.letters(letter_ids=ids, now=now), key=lambda one: ids.index(one.id)
        )
        return Shown(piece, value, letters=tuple(newest))
    return Shown(piece, value)
