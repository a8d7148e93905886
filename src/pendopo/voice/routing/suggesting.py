"""Three suggestions for one text: a few hundred multiplications, fit for a web request."""

from __future__ import annotations

from dataclasses import replace
from math import log, sqrt

import numpy as np

from pendopo.voice.routing import chances
from pendopo.voice.routing.features import PIECE, features
from pendopo.voice.routing.model import Array, Model
from pendopo.voice.routing.topics import Catalogue, guards
from pendopo.voice.routing.values import Suggestion

MOST = 3


def suggest(
    model: Model, *, text: str, place: str = "", catalogue: Catalogue | None = None
) -> tuple[Suggestion, ...]:
    """At most three, likeliest first (a tie goes to the label first in the alphabet).

    With a catalogue its rules settle what the model learnt as a level (`@kelurahan`) by `place`, a
    code of the territory, and a topic's marks go along. A keyword of a sensitive topic in the text
    forbids the automatic choice, whatever the model thinks. Empty when no feature of the text is
    known: no guess is better than a blind one.
    """
    found = columns_of(model, text)
    if found is None:
        return ()
    agency, topic = _chances(model, *found)
    guarded = catalogue is not None and bool(guards(catalogue=catalogue, text=text))
    answers: list[Suggestion] = []
    for at in np.argsort(-agency, kind="stable"):
        one = _suggestion(model, agency, topic, int(at), place, catalogue)
        if any(one.agency == before.agency for before in answers):
            continue  # two labels that this place settles as one organisation
        if not answers and agency[at] >= model.threshold and not (guarded or one.sensitive):
            one = replace(one, automatic=True)
        answers.append(one)
        if len(answers) == MOST:
            break
    return tuple(answers)


def _suggestion(
    model: Model,
    agency: Array,
    topic: Array | None,
    at: int,
    place: str,
    catalogue: Catalogue | None,
) -> Suggestion:
    label, about = model.agencies.labels[at], _topic_for(model, topic, at)
    rule = catalogue.topics.get(about) if catalogue else None
    return Suggestion(
        agency=catalogue.agency(label=label, place=place) if catalogue else label,
        topic=about,
        confidence=min(1.0, float(agency[at])),
        automatic=False,
        sensitive=rule is not None and rule.sensitive,
        oversight=rule is not None and rule.oversight,
    )


def columns_of(model: Model, text: str) -> tuple[Array, Array] | None:
    """The known features of a text and their TF-IDF, as `matrix.weighed` computes it."""
    parts: tuple[list[tuple[int, float]], list[tuple[int, float]]] = ([], [])
    for name, times in features(text).items():
        at = model.names.get(name)
        if at is not None:
            parts[name[0] == PIECE].append((at, (1 + log(times)) * float(model.idf[at])))
    kept = [part for part in parts if part]
    if not kept:
        return None
    columns: list[int] = []
    values: list[float] = []
    for part in kept:
        length = sqrt(sum(value * value for _, value in part) * len(kept))
        columns += [at for at, _ in part]
        values += [value / length for _, value in part]
    return np.array(columns), np.array(values, np.float32)


def _chances(model: Model, columns: Array, values: Array) -> tuple[Array, Array | None]:
    """Probabilities of agencies, and of topics when the model knows any."""
    topic: Array | None = None
    through: Array | None = None
    if model.topics is not None and model.routes is not None:
        margins = model.topics.margins(columns, values)[None, :]
        topic = chances.softmax(margins, model.mixing.topic)
        through = topic @ model.routes
    agency = chances.mixed(model.agencies.margins(columns, values)[None, :], through, model.mixing)
    return agency[0], None if topic is None else topic[0]


RELATED = 0.1
"""A topic belongs to an agency when it sends there at least this part of what the most faithful
topic does; the imagined text in `routes` alone makes no topic its own."""


def _topic_for(model: Model, topic: Array | None, agency: int) -> str:
    """The likeliest topic among those this agency answers."""
    if topic is None or model.topics is None or model.routes is None:
        return ""
    shares = model.routes[:, agency]
    own = shares >= RELATED * shares.max()
    return model.topics.labels[int(np.argmax(np.where(own, topic * shares, -1.0)))]
