"""What a file in `stories/` may say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal

from msgspec import Struct, field

from pendopo.services.problems import Problems
from pendopo.services.source import Source
from pendopo.services.typed import Reader
from pendopo.services.yaml_tree import Tree, parse

Clock = Literal["not_started", "running", "paused", "stopped"]
OPENS = time(9, 0)


class Expected(Struct, frozen=True, kw_only=True):
    """What must hold after a step (`then` of a step) or at the end (`then` of the story).

    path: tasks in the order they were done, then the end. ending: the end event, or "withdrawn".
    open: elements of the open tasks. due: the day the case is due, "none" while not counting;
    task_due: the same by element. clock: of the case. called: topics of service tasks so far.
    joined: what opinions came to, by element ("agreed", "refused"). asked: documents that the form
    asked for. estimate: rupiah that another system will probably charge. letters: drafted, by key.
    awaits: messages and signals that the case waits for; sent: those it has sent so far, by name.
    whose: the agency that an open task has gone to, by element ("" when no agency was found).
    refused: the code with which the step was refused, fields: the fields named then.
    """

    path: tuple[str, ...] | None = None
    ending: str | None = None
    open: tuple[str, ...] | None = None
    fee: int | None = None
    due: Any = None
    task_due: dict[str, Any] = field(default_factory=dict)
    clock: Clock | None = None
    joined: dict[str, str] = field(default_factory=dict)
    whose: dict[str, str] = field(default_factory=dict)
    estimate: int | None = None
    called: tuple[str, ...] | None = None
    awaits: tuple[str, ...] | None = None
    sent: tuple[str, ...] | None = None
    asked: tuple[str, ...] | None = None
    letters: tuple[str, ...] | None = None
    valid_until: Any = None
    status: Literal["running", "waiting", "ended"] | None = None
    refused: str | None = None
    fields: tuple[str, ...] | None = None


class Given(Struct, frozen=True, kw_only=True):
    """Who applies, when and with what. like: another story whose answers are the start.

    at: "2026-11-16 09:30" in the zone of the region, or a date (9 o'clock). Documents that are
    asked for count as given, except those in `without`. message, signal: what opens the case in
    place of an application, with `answers` as what it brings; timer: the id of the start that is
    due at that very moment, with the version in force since the beginning of that day. days_off:
    date -> reason, besides the national calendar.
    """

    at: Any
    like: str = ""
    message: str = ""
    signal: str = ""
    timer: str = ""
    applicant: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    days_off: dict[str, str] = field(default_factory=dict)


class When(Struct, frozen=True, kw_only=True):
    """One thing that happens: a task is done, a message or signal comes in, one more agency is
    asked, the applicant withdraws, or only time passes.

    message, signal: what comes in from outside, with `answers` as what it brings. item: which
    repeat of a repeated task (default: the first open one). ask: code of an agency whose opinion
    is asked too, at `task`.
    """

    at: Any
    task: str = ""
    outcome: str = ""
    item: str = ""
    ask: str = ""
    message: str = ""
    signal: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)
    withdraw: bool = False
    wait: bool = False
    then: Expected | None = None


class Story(Struct, frozen=True, kw_only=True):
    """One file."""

    title: str
    because: str = ""
    given: Given
    when: tuple[When, ...] = ()
    then: Expected


@dataclass(frozen=True, slots=True)
class Told:
    """A story with its name (file without folder and ending) and where things are written."""

    name: str
    story: Story
    tree: Tree


def read_stories(source: Source, problems: Problems) -> tuple[Told, ...]:
    """The stories of a package in the order of their names; defects go to `problems`."""
    told: list[Told] = []
    for path, data in source.files.items():
        if not path.startswith("stories/"):
            continue
        tree = parse(data, source=path, problems=problems)
        story = Reader(tree, {}, problems).read(Story) if tree else None
        if tree is None or story is None:
            continue
        told.append(Told(_name(path), story, tree))
        _check_moments(told[-1], problems)
    names = {_name(path) for path in source.files if path.startswith("stories/")}
    for one in told:
        if one.story.given.like and one.story.given.like not in names:
            problems.add(
                one.tree.source,
                one.tree.line(("given", "like")),
                "story-unknown",
                f"Cerita “{one.story.given.like}” tidak ada.",
                f"There is no story “{one.story.given.like}”.",
            )
    if not told and not len(problems):
        problems.add(
            "stories",
            0,
            "no-story",
            "Paket perlu sedikitnya satu cerita di stories/.",
            "A package needs at least one story in stories/.",
        )
    return tuple(told)


def _name(path: str) -> str:
    return path.removeprefix("stories/").removesuffix(".yaml")


def _check_moments(told: Told, problems: Problems) -> None:
    spots: list[tuple[tuple[str | int, ...], Any]] = [(("given", "at"), told.story.given.at)]
    spots += [(("when", n, "at"), step.at) for n, step in enumerate(told.story.when)]
    last: datetime | None = None
    for path, value in spots:
        found = moment(value)
        if found is None:
            problems.add(
                told.tree.source,
                told.tree.line(path),
                "moment",
                "Waktu ditulis seperti 2026-11-16 09:30.",
                "A moment is written like 2026-11-16 09:30.",
            )
        elif last is not None and found < last:
            problems.add(
                told.tree.source,
                told.tree.line(path),
                "moment-order",
                "Langkah ini lebih awal daripada langkah sebelumnya.",
                "This step is earlier than the one before it.",
            )
        last = found or last


def moment(value: object) -> datetime | None:
    """A local moment without zone, or None when it is not one."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return datetime.combine(value, OPENS)
    try:
        found = datetime.fromisoformat(str(value).strip())
    except ValueError:
        return None
    return found.replace(tzinfo=None)
