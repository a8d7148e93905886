"""What the topic of a report settles about an officer's step, whatever was chosen.

A topic that calls for oversight goes to the Inspectorate, never to the agency reported; a topic's
kind of proof is the one that is given; and nobody accepts a proof that they took themselves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from pendopo.casework import api as casework
from pendopo.core.forms import FieldError, Form
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.services import api as services
from pendopo.voice.catalogue import topics
from pendopo.voice.models import Proof, Report
from pendopo.voice.routing import Topic

OVERSIGHT = (
    "Topik ini berkadar pengawasan: Inspektorat yang memeriksa, bukan instansi yang dilaporkan."
)
"""The reason the reporter reads when the officer gave none; in the language of officers."""
_OTHER_KIND = {
    "id": "Topik ini meminta bukti lain: {wanted}.",
    "en": "This topic asks for another proof: {wanted}.",
}
_NO_PHOTO = {
    "id": "Topik ini meminta foto di tempat: lapor hadir dulu, lalu potret.",
    "en": "This topic asks for a photo at the place: check in there, then take it.",
}


@ledger.within_region
def settle(given: casework.Given, *, who: directory.Actor, now: dt.datetime) -> casework.Given:
    """The step as it counts (`casework.Settle`). Raises `casework.Invalid` for a proof of another
    kind or without a check-in, `casework.Refused("apart")` for one's own proof. One statement, two
    where a proof is given or judged."""
    row = Report.objects.filter(pk=given.case_id).first()
    package = services.version(hash=row.version_hash) if row else None
    if row is None or package is None or package.service.report is None:
        return given
    spec = package.service.report
    move = spec.moves.get(f"{given.element}.{given.outcome}")
    if move == "forwarded" and spec.topic in given.answers:
        return _overseen(given, package, topics().topics.get(str(given.answers[spec.topic])))
    if move == "checking":
        return _proven(given, row, package)
    if row.status == "checking" and move in ("answered", "forwarded", "reopened"):
        _check_other_hands(row, who)
    return given


def _overseen(
    given: casework.Given, package: services.Compiled, topic: Topic | None
) -> casework.Given:
    """The outcome of the same task that goes to the Inspectorate, without the agency that was
    chosen."""
    spec = package.service.report
    assert spec is not None
    task = package.tasks[given.element]
    way = next(
        (one for one in task.outcomes if spec.moves.get(f"{given.element}.{one}") == "audited"), ""
    )
    if topic is None or not topic.oversight or not way:
        return given
    answers = {name: value for name, value in given.answers.items() if name != spec.agency}
    for name in task.outcomes[way].requires:
        answers[name] = answers.get(name) or OVERSIGHT
    return replace(given, outcome=way, answers=answers)


def _proven(given: casework.Given, row: Report, package: services.Compiled) -> casework.Given:
    wanted = wanted_proof(row.topic, package, given.element)
    if wanted is None:
        return given
    question, value, topic = wanted
    said = given.answers.get(question)
    if said and said != value:
        raise casework.Invalid([FieldError(question, "proof", _words(package, given, value))])
    form = package.tasks[given.element].form
    answers = {**given.answers, question: value}
    if topic.proof == "place" and form is not None:
        _check_taken(row, form, answers)
    return replace(given, answers=answers)


def wanted_proof(
    topic: str | None, package: services.Compiled, element: str
) -> tuple[str, str, Topic] | None:
    """(question, its answer, topic) of the proof that a step has to bring; None where the step asks
    for none, or the region does not know the topic."""
    spec, form = package.service.report, package.tasks[element].form
    known = topics().topics.get(topic or "")
    if spec is None or form is None or spec.proof not in form.questions or known is None:
        return None
    value = spec.proofs.get(known.proof)
    return (spec.proof, value, known) if value else None


def _check_taken(row: Report, form: Form, answers: Mapping[str, Any]) -> None:
    """One photo at least came from a check-in, with its one-time token."""
    photos = [
        one.name
        for one in form.visible_questions(answers)
        if one.file and all(kind.startswith("image/") for kind in one.file.accept)
    ]
    files = [known for name in photos for one in answers.get(name) or () if (known := _id(one))]
    taken = Proof.objects.filter(report=row, file_id__in=files, checked_in_at__isnull=False)
    if photos and not taken.exists():
        raise casework.Invalid([FieldError(photos[0], "check_in", _NO_PHOTO)])


def _id(text: object) -> UUID | None:
    """A file's id; what is none, the form refuses by itself."""
    try:
        return UUID(str(text))
    except ValueError:
        return None


def _words(package: services.Compiled, given: casework.Given, value: str) -> dict[str, str]:
    spec, form = package.service.report, package.tasks[given.element].form
    assert spec is not None and form is not None
    label = form.questions[spec.proof].labels[value]
    return {language: text.format(wanted=label[language]) for language, text in _OTHER_KIND.items()}


def _check_other_hands(row: Report, who: directory.Actor) -> None:
    """Whoever took a photo of the proof does not judge it, whoever sent the answer."""
    if Proof.objects.filter(report=row, account_id=who.account_id).exists():
        raise casework.Refused("apart")
