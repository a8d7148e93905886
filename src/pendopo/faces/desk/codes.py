"""What an officer may choose where a question asks for a code: an agency, or a topic of reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pendopo.casework import api as casework
from pendopo.faces.components.wording import words
from pendopo.services import api as services
from pendopo.voice import api as voice

Items = tuple[Mapping[str, str], ...]


def choices(view: casework.CaseView) -> dict[str, Items]:
    """Items (value, text) by question, where the package says which of them names the agency and
    which the topic of a report. A question without any is asked as plain text."""
    report = services.version(hash=view.version_hash).service.report
    if report is None:
        return {}
    agencies = tuple({"value": one.code, "text": one.name} for one in voice.answering_agencies())
    named = ((code, words(_both(one))) for code, one in voice.topics().topics.items())
    topics = tuple(
        {"value": code, "text": text} for code, text in sorted(named, key=lambda one: one[1])
    )
    found = {report.agency: agencies, report.topic: topics}
    return {question: items for question, items in found.items() if question and items}


def preselected(view: casework.CaseView, items: Mapping[str, Items]) -> dict[str, str]:
    """What stands in these questions before anybody has answered them: the routing's suggestion
    where it is sure, nothing about it is sensitive and it is on the list; the officer still sends
    it."""
    report = services.version(hash=view.version_hash).service.report
    if report is None:
        return {}
    advice = voice.suggestion(case_id=view.id)
    chosen = advice.preselected if advice else None
    if chosen is None:
        return {}
    found = {report.agency: chosen.agency, report.topic: chosen.topic}
    return {
        question: value
        for question, value in found.items()
        if value in {one["value"] for one in items.get(question, ())}
    }


def _both(topic: voice.Topic) -> dict[str, Any]:
    return {"id": topic.name.id, "en": topic.name.en}
