"""The topics of a region as its folder names them, read once and again when the file changes."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.voice.refusals import Refused
from pendopo.voice.routing import Catalogue, TopicsRefused, load_topics

log = logging.getLogger(__name__)
FILE = "voice/topics.yaml"
NONE = Catalogue({}, {}, {}, frozenset())
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_remembered: dict[str, tuple[tuple[int, int], Catalogue]] = {}
"""By region: time and size of the file, and what it said."""


def topics() -> Catalogue:
    """The topics of the current region; without any when its folder names none.

    A file that was spoilt while the platform runs changes nothing until it is mended. Raises
    `TopicsRefused` when there was no good one before.
    """
    region = ledger.current_region()
    path = _file_of(region)
    if path is None:
        return NONE
    about = path.stat()
    stamp = (about.st_mtime_ns, about.st_size)
    known = _remembered.get(region)
    if known is not None and known[0] == stamp:
        return known[1]
    try:
        found = load_topics(path=path, organisations=directory.chart().by_code.keys())
    except TopicsRefused:
        if known is None:
            raise
        log.exception("the topics of %s cannot be used; the former ones stay", region)
        found = known[1]
    _remembered[region] = (stamp, found)
    return found


def check_topic(code: str | None) -> None:
    """Raises `Refused` for a topic that the region does not know; one that names no topics takes
    any."""
    known = topics().topics
    if code is not None and known and code not in known:
        raise Refused("topic_unknown")


@cache
def _file_of(region: str) -> Path | None:
    for path in sorted(Path(settings.REGIONS_FOLDER).glob(f"*/{FILE}")):
        # A safe loader: it builds plain values only.
        about = yaml.load((path.parents[1] / "region.yaml").read_bytes(), Loader=_LOADER)
        if str(about.get("code")) == region:
            return path
    return None
