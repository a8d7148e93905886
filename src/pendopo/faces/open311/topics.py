"""The topics of a region as its folder names them; a region without them has classes only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

FILE = "voice/topics.yaml"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Topic:
    """name: Indonesian, English. agency: code of the organisation that answers, "" where the place
    decides."""

    code: str
    name: tuple[str, str]
    keywords: tuple[str, ...]
    agency: str


@cache
def topics_of(region: str) -> dict[str, Topic]:
    """Topics by code, in the order of the file; read once by each process."""
    for path in sorted(Path(settings.REGIONS_FOLDER).glob(f"*/{FILE}")):
        about = _read(path.parents[1] / "region.yaml")
        if str(about.get("code")) == region:
            found = (_topic(one) for one in _read(path).get("topics", ()))
            return {one.code: one for one in found}
    return {}


def _topic(told: dict[str, Any]) -> Topic:
    return Topic(
        code=str(told["code"]),
        name=(str(told["name"]["id"]), str(told["name"]["en"])),
        keywords=tuple(str(one) for one in told.get("keywords", ())),
        agency=str(told.get("agency", "")),
    )


def _read(path: Path) -> dict[str, Any]:
    # A safe loader: it builds plain values only.
    found = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    return found if isinstance(found, dict) else {}
