"""Rows of the inbox, made ready here so that the template only prints them."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from pendopo.casework import api as casework
from pendopo.faces.components.wording import language
from pendopo.faces.desk.clocks import Tag, ago, tag

_SOMEWHERE = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list; `pick` is what its tick box sends: the task and its version."""

    id: str
    href: str
    title: str
    summary: str
    number: str
    time: str
    clock: Tag | None
    pick: str
    picked: bool
    here: bool
    held: bool


def rows(
    inbox: casework.Inbox,
    *,
    cursor: str,
    now: dt.datetime,
    here: UUID | None = None,
    picked: Collection[str] = (),
    me: UUID | None = None,
) -> list[Row]:
    """`cursor` is the page we are on, so that opening a task keeps the list where it is."""
    asked = {"tampilan": inbox.view if inbox.view != "mine" else "", "setelah": cursor}
    query = urlencode({name: value for name, value in asked.items() if value})
    # What all rows share is found once: fifty times it would be most of the page's time.
    before, after = _around_task()
    after += f"?{query}#b-" if query else "#b-"
    known = {one.partition(".")[0] for one in picked}
    spoken, today = language(), timezone.localtime(now)
    return [
        Row(
            id=(key := str(card.id)),
            href=f"{before}{key}{after}{key}",
            title=f"{card.number} · {card.applicant_masked}"
            if card.applicant_masked
            else card.number,
            summary=f"{card.title.within(spoken)} · {card.service_title.within(spoken)}",
            number=card.number,
            time=ago(card.opened_at, today),
            clock=tag(card.clock),
            pick=f"{key}.{card.version}.{card.number}",
            picked=key in known,
            here=card.id == here,
            held=card.assignee_id is not None and card.assignee_id == me,
        )
        for card in inbox.cards
    ]


@functools.cache
def _around_task() -> tuple[str, str]:
    """What stands before and after the id in a task's address."""
    before, after = reverse("desk:task", args=[_SOMEWHERE]).split(str(_SOMEWHERE))
    return before, after


@dataclass(frozen=True, slots=True)
class Pick:
    """A task that was ticked, in the version the page showed; `number` is for the answer."""

    task: UUID
    version: int
    number: str

    def __str__(self) -> str:
        return f"{self.task}.{self.version}.{self.number}"


def picks(values: Iterable[str]) -> list[Pick]:
    """What ticked boxes sent, read back; nonsense is left out."""
    found = []
    for value in values:
        task, _dot, rest = value.partition(".")
        version, _dot, number = rest.partition(".")
        try:
            found.append(Pick(UUID(task), int(version), number[:24]))
        except ValueError:
            continue
    return found
