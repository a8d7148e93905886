"""The routing's suggestions beside the coordinator's task: three to choose from, one key each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from pendopo.casework import api as casework
from pendopo.directory import api as directory
from pendopo.faces.components.wording import words
from pendopo.faces.desk.reports.panel import spec_of
from pendopo.voice import api as voice

FIELD, OWN = "saran", "sendiri"
"""Name of the radio buttons, and the value of the officer's own choice."""
KEY = "T"
"""The key that sends the report on to the agency that stands there."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One suggestion in words. key: 1 to 3, its value and its key. percent: how sure the routing
    is. oversight: the Inspectorate gets it, whatever agency is named."""

    key: str
    agency: str
    topic: str
    agency_code: str
    topic_code: str
    percent: int
    oversight: bool
    checked: bool


@dataclass(frozen=True, slots=True)
class Suggested:
    """sensitive: names of sensitive topics whose words stand in the report; then nothing is chosen
    beforehand."""

    choices: tuple[Choice, ...]
    sensitive: tuple[str, ...]
    own: bool
    agency: str
    topic: str


def suggested(
    view: casework.CaseView, task: casework.TaskView, sent: Mapping[str, Any] | None = None
) -> Suggested | None:
    """For a task that asks for agency and topic; None for any other, and where the routing had
    nothing to say. sent: what stands in the form, so that a choice comes back as it was."""
    spec = spec_of(view)
    form = task.form.questions if task.outcomes and task.form else {}
    if spec is None or spec.agency not in form or spec.topic not in form:
        return None
    advice = voice.suggestion(case_id=view.id)
    if advice is None:
        return None
    known, chart = voice.topics().topics, directory.chart().by_code
    stands = (str((sent or {}).get(spec.agency) or ""), str((sent or {}).get(spec.topic) or ""))
    choices = tuple(
        Choice(
            key=str(number),
            agency=chart[one.agency].name if one.agency in chart else one.agency,
            topic=_name(known, one.topic),
            agency_code=one.agency,
            topic_code=one.topic,
            percent=round(100 * one.confidence),
            oversight=one.oversight,
            checked=stands == (one.agency, one.topic) if any(stands) else one == advice.preselected,
        )
        for number, one in enumerate(advice.choices, start=1)
    )
    return Suggested(
        choices=choices,
        sensitive=tuple(_name(known, one) for one in advice.sensitive),
        own=any(stands) and not any(one.checked for one in choices),
        agency=spec.agency,
        topic=spec.topic,
    )


def chosen(
    view: casework.CaseView, task: casework.TaskView, sent: QueryDict, answers: dict[str, Any]
) -> dict[str, Any]:
    """The answers with the suggestion that was ticked; without a tick, or with `OWN`, as they are.
    Scripts write a ticked suggestion into the lists at once, so that both say the same."""
    ticked = sent.get(FIELD, "")
    if ticked not in ("1", "2", "3"):
        return answers
    found = suggested(view, task)
    one = next((one for one in found.choices if one.key == ticked), None) if found else None
    if found is None or one is None:
        return answers
    return {**answers, found.agency: one.agency_code, found.topic: one.topic_code}


def button_key(view: casework.CaseView, task: casework.TaskView, outcome: str) -> str:
    """The key of the button that sends a report to the agency chosen; "" for any other."""
    spec = spec_of(view)
    move = spec.moves.get(f"{task.element}.{outcome}") if spec else None
    form = task.form.questions if task.form else {}
    return KEY if spec and move == "forwarded" and spec.agency in form else ""


def _name(known: Mapping[str, voice.Topic], code: str) -> str:
    topic = known.get(code)
    if topic is None:
        return code.replace("-", " ") or _("topik belum diketahui")
    return words({"id": topic.name.id, "en": topic.name.en})
