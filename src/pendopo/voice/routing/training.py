"""Training: count, judge on unseen texts, calibrate, learn from everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from pendopo.voice.routing import chances, measures
from pendopo.voice.routing.crossing import Unseen, judge
from pendopo.voice.routing.fitting import fit
from pendopo.voice.routing.folds import deal, lonely
from pendopo.voice.routing.matrix import count, weigh, weighed
from pendopo.voice.routing.model import Model, part
from pendopo.voice.routing.normalise import key
from pendopo.voice.routing.refusals import RoutingRefused
from pendopo.voice.routing.report import Automatic, Quality, Report
from pendopo.voice.routing.storage import sealed
from pendopo.voice.routing.values import Example

Array = np.ndarray[Any, Any]
Told = Callable[[str], None]


def train(
    *, rows: Sequence[Example], folds: int, seed: int, threshold: float, told: Told
) -> tuple[Model, Report]:
    """The model learnt from all rows, and how such a model does on texts it has not seen.

    The order of the rows changes nothing. Raises `RoutingRefused("too-few")` when there are fewer
    than two agencies or fewer distinct texts than folds.
    """
    rows = sorted(rows, key=lambda one: (key(one.text), one.agency, one.topic, one.text))
    keys = [key(one.text) for one in rows]
    agencies = [one.agency for one in rows]
    topics = [one.topic for one in rows]
    _require(keys, agencies, folds)
    told(f"{len(rows)} teks, {len(set(agencies))} perangkat daerah / texts, agencies")
    counts = count([one.text for one in rows], told=told)
    dealt = deal(keys=keys, labels=agencies, folds=folds, seed=seed)
    by_agency, by_topic = judge(counts, (agencies, topics), dealt, seed=seed, told=told)
    told("kalibrasi dan ukuran / calibration and figures")
    truth, subject = _places(agencies, by_agency), _places(topics, by_topic)
    groups = np.unique(keys, return_inverse=True)[1]
    alone = lonely(keys=keys, labels=agencies)
    tested = np.array([one not in alone for one in agencies])
    fold = np.array(dealt)
    mixing, found, said = _crossed(by_agency, by_topic, truth, subject, fold, tested)
    report = Report(
        n=len(rows),
        texts=len(set(keys)),
        agencies=len(by_agency.labels),
        topics=len(by_topic.labels),
        folds=folds,
        seed=seed,
        untested=int((~tested).sum()),
        untested_agencies=len(alone),
        agency=quality(found, truth, groups, tested, seed=seed),
        topic=_topic_quality(said, subject, groups, keys, topics, seed=seed),
        automatic=automatic(found, truth, groups, tested, threshold),
        direct=mixing.direct,
    )
    told("belajar dari semua teks / learning from all texts")
    every = range(len(rows))
    # A handful of texts has few words twice; then every word counts.
    weighing = weigh(counts, every, fewest=2 if len(rows) >= SMALL else 1)
    table = weighed(counts, every, weighing)
    machine = fit(table, agencies, seed=seed)
    with_topic = [at for at in every if topics[at]]
    other = fit(table[with_topic], [topics[at] for at in with_topic], seed=seed)
    has_topics = len(by_topic.labels) > 1
    return (
        sealed(
            Model(
                names={counts.names[one]: at for at, one in enumerate(weighing.columns)},
                idf=weighing.idf,
                agencies=part(machine.labels, machine.weights, machine.bias),
                topics=part(other.labels, other.weights, other.bias) if has_topics else None,
                routes=_routes(subject, truth, by_topic, by_agency) if has_topics else None,
                mixing=mixing,
                threshold=threshold,
            )
        ),
        report,
    )


SMALL = 2000
"""Texts below which a feature need not stand in two of them."""


def _require(keys: Sequence[str], agencies: Sequence[str], folds: int) -> None:
    if len(set(agencies)) < 2 or len(set(keys)) < folds:
        raise RoutingRefused(
            "too-few",
            f"Perlu paling sedikit dua perangkat daerah dan {folds} teks yang berbeda; "
            f"ada {len(set(agencies))} perangkat daerah dan {len(set(keys))} teks.",
            f"At least two agencies and {folds} different texts are needed; "
            f"there are {len(set(agencies))} agencies and {len(set(keys))} texts.",
        )


def _places(labels: Sequence[str], unseen: Unseen) -> Array:
    place = {label: at for at, label in enumerate(unseen.labels)}
    return np.array([place.get(one, -1) for one in labels], dtype=np.int64)


def _routes(subject: Array, truth: Array, topic: Unseen, agency: Unseen) -> Array:
    return chances.route_shares(subject, truth, shape=(len(topic.labels), len(agency.labels)))


def _crossed(
    agency: Unseen, topic: Unseen, truth: Array, subject: Array, fold: Array, tested: Array
) -> tuple[chances.Mixing, Array, Array]:
    """The mixing for the model, and probabilities of agencies and topics per text.

    The probabilities of a fold are calibrated on the other folds only, so that the calibration is
    judged on texts it has not seen either.
    """
    has_topics = len(topic.labels) > 1
    through: Array | None = None
    known = subject >= 0
    factor = 1.0
    said = np.zeros((len(fold), max(1, len(topic.labels))))
    if has_topics:
        through = np.zeros(agency.margins.shape)
        factor = chances.best_factor(topic.margins[known], subject[known])
        for number in np.unique(fold):
            here, rest = fold == number, fold != number
            own = chances.best_factor(topic.margins[rest & known], subject[rest & known])
            said[here] = chances.softmax(topic.margins[here], own)
            through[here] = said[here] @ _routes(subject[rest], truth[rest], topic, agency)
    found = np.zeros(agency.margins.shape)
    for number in np.unique(fold):
        here, rest = fold == number, (fold != number) & tested
        chosen = chances.choose(agency.margins[rest], _at(through, rest), truth[rest], topic=factor)
        found[here] = chances.mixed(agency.margins[here], _at(through, here), chosen)
    final = chances.choose(
        agency.margins[tested], _at(through, tested), truth[tested], topic=factor
    )
    return final, found, said


def _at(table: Array | None, rows: Array) -> Array | None:
    return None if table is None else table[rows]


def quality(found: Array, truth: Array, groups: Array, tested: Array, *, seed: int) -> Quality:
    """The figures over tested rows; `everything` counts the untested ones as wrong."""
    chance, right, group = found[tested], truth[tested], groups[tested]
    guess = chance.argmax(axis=1) if len(right) else right
    hits = guess == right
    whole = np.zeros(len(truth), bool)
    whole[tested] = hits
    return Quality(
        n=len(right),
        accuracy=measures.rate(hits, group),
        top3=measures.rate(measures.top(chance, right, most=3), group),
        macro_f1=measures.macro_f1(right, guess, group, seed=seed),
        calibration_error=measures.calibration_error(chance.max(axis=1, initial=0.0), hits),
        everything=measures.rate(whole, groups).value,
    )


def automatic(
    found: Array, truth: Array, groups: Array, tested: Array, threshold: float
) -> Automatic:
    """What would be chosen without a person, of all rows, and how often rightly."""
    sure = found.max(axis=1) >= threshold
    hits = (found.argmax(axis=1) == truth) & tested
    return Automatic(
        threshold=threshold,
        share=measures.rate(sure, groups),
        accuracy=measures.rate(hits[sure], groups[sure]),
    )


def _topic_quality(
    said: Array,
    subject: Array,
    groups: Array,
    keys: Sequence[str],
    topics: Sequence[str],
    *,
    seed: int,
) -> Quality | None:
    if said.shape[1] < 2:
        return None
    known = [at for at, one in enumerate(topics) if one]
    alone = lonely(keys=[keys[at] for at in known], labels=[topics[at] for at in known])
    tested = np.array([topics[at] not in alone for at in known])
    return quality(said[known], subject[known], groups[known], tested, seed=seed)


def rarest(agencies: Sequence[str]) -> list[tuple[str, int]]:
    """Agencies with fewer than five rows, fewest first."""
    return sorted(
        ((name, n) for name, n in Counter(agencies).items() if n < 5), key=lambda one: one[::-1]
    )
