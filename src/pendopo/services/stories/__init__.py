"""Stories: what should happen to an application, told by dates, and whether it does."""

from pendopo.services.stories.compare import Failure
from pendopo.services.stories.format import Expected, Given, Story, When, read_stories
from pendopo.services.stories.play import StoryResult, play, play_all, untold

__all__ = [
    "Expected",
    "Failure",
    "Given",
    "Story",
    "StoryResult",
    "When",
    "play",
    "play_all",
    "read_stories",
    "untold",
]
