"""Equal behaviour: 2,000 grown processes, in our engine and in SpiffWorkflow, step by step.

After each step the open tasks and awaited events (by element and repeat, with their count), what
each open task sees, whether it has ended and with which data must be the same. What SpiffWorkflow
does otherwise than the standard is listed, with the clause, in `compared.DEPARTURES`, and counted.
Event sub-processes are not compared: SpiffWorkflow does not arm them with their scope (§13.5.4).
"""

from __future__ import annotations

import os
from collections import Counter

from pendopo.core.process.tests.peer.compared import DEPARTURES, compared
from pendopo.core.process.tests.peer.grown import grow

PROCESSES = int(os.environ.get("PENDOPO_PEER_PROCESSES", "2000"))
FIRST = int(os.environ.get("PENDOPO_PEER_FIRST", "0"))
KINDS = 30
"""Kinds of elements that must have come up, so that the comparison is not of empty drawings."""


def test_both_engines_do_the_same(capsys):
    runs, kinds = [], Counter[str]()
    for seed in range(FIRST, FIRST + PROCESSES):
        grown = grow(seed)
        runs.append(compared(grown))
        kinds.update(grown.kinds)
    different = [(run.seed, run.difference) for run in runs if run.difference]
    departures = Counter(one for run in runs for one in run.departures)
    with capsys.disabled():
        print(  # noqa: T201 (figures to look at)
            f"\n{len(runs)} processes, {sum(run.steps for run in runs)} steps, "
            f"{sum(run.ended for run in runs)} to their end, {len(kinds)} kinds of elements: "
            f"{len(different)} differences, departures {dict(departures)}"
        )
    assert not different, f"replay with grow(seed): {different[:10]}"
    assert set(departures) <= set(DEPARTURES)
    assert departures["join before its tokens"] <= len(runs) // 50
    assert len(kinds) >= KINDS
    assert sum(run.ended for run in runs) > 0.9 * len(runs)
