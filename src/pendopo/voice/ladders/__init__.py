"""Who hears of a delay, and when: ladders of a region as dated data. Nothing here touches the
database."""

from pendopo.voice.ladders.choosing import chosen, offices, tier_of
from pendopo.voice.ladders.load import LaddersRefused, load_ladders
from pendopo.voice.ladders.values import PLAIN, Ladder, Rung, Tier

__all__ = [
    "PLAIN",
    "Ladder",
    "LaddersRefused",
    "Rung",
    "Tier",
    "chosen",
    "load_ladders",
    "offices",
    "tier_of",
]
