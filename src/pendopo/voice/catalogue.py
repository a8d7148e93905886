"""What a region's folder says of reports: topics, ladders, figures; read again when it changes."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.conf import settings

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice.dated import (
    PACE,
    REPUTATION,
    DatedRefused,
    Pace,
    ReputationValues,
    in_force,
    load_pace,
    load_reputation,
)
from pendopo.voice.ladders import Ladder, LaddersRefused, load_ladders
from pendopo.voice.plain_yaml import LOADER
from pendopo.voice.refusals import Refused
from pendopo.voice.routing import Catalogue, TopicsRefused, load_topics

log = logging.getLogger(__name__)
TOPICS, LADDERS = "voice/topics.yaml", "voice/ladders.yaml"
PACE_FILE, REPUTATION_FILE = "voice/pace.yaml", "voice/reputation.yaml"
NONE = Catalogue({}, {}, {}, frozenset())
_T = TypeVar("_T")
_remembered: dict[tuple[str, str], tuple[tuple[int, int], Any]] = {}
"""By region and file: its time and size, and what it said."""


def topics() -> Catalogue:
    """The topics of the current region; without any when its folder names none.

    A file that was spoilt while the platform runs changes nothing until it is mended. Raises
    `TopicsRefused` when there was no good one before.
    """
    return _said(TOPICS, load_topics, NONE)


def ladders() -> tuple[Ladder, ...]:
    """The ladders of the current region; none when its folder names none. Spoilt meanwhile, as
    above; raises `LaddersRefused`."""
    return _said(LADDERS, load_ladders, ())


def pace(on: dt.date) -> Pace:
    """How many reports one device may send on this day before a person looks first. Spoilt
    meanwhile, as above; raises `DatedRefused`."""
    return in_force(_said(PACE_FILE, load_pace, (PACE,)), on)


def reputation_values() -> tuple[ReputationValues, ...]:
    """The figures of the formula, by the day from which they hold. Spoilt meanwhile, as above;
    raises `DatedRefused`."""
    return _said(REPUTATION_FILE, load_reputation, (REPUTATION,))


def check_topic(code: str | None) -> None:
    """Raises `Refused` for a topic that the region does not know; one that names no topics takes
    any."""
    known = topics().topics
    if code is not None and known and code not in known:
        raise Refused("topic_unknown")


def _said(file: str, load: Callable[..., _T], nothing: _T) -> _T:
    region = ledger.current_region()
    path = _file_of(region, file)
    if path is None:
        return nothing
    about = path.stat()
    stamp = (about.st_mtime_ns, about.st_size)
    known = _remembered.get((region, file))
    if known is not None and known[0] == stamp:
        kept: _T = known[1]
        return kept
    try:
        found = load(path=path, organisations=directory.chart().by_code.keys())
    except (TopicsRefused, LaddersRefused, DatedRefused):
        if known is None:
            raise
        log.exception("%s of %s cannot be used; the former one stays", file, region)
        found = known[1]
    _remembered[(region, file)] = (stamp, found)
    return found


@cache
def _file_of(region: str, file: str) -> Path | None:
    for path in sorted(Path(settings.REGIONS_FOLDER).glob(f"*/{file}")):
        # A safe loader: it builds plain values only.
        about = yaml.load((path.parents[1] / "region.yaml").read_bytes(), Loader=LOADER)
        if str(about.get("code")) == region:
            return path
    return None
