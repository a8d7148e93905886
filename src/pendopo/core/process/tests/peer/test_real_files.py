"""The same comparison on the drawings of a real office (Camunda 7), transcribed for both."""

from collections import Counter

import pytest

from pendopo.core.process.tests.peer.compared import compared
from pendopo.core.process.tests.peer.transcribed import transcribed
from pendopo.core.process.tests.test_refused import SHARED

FILES = sorted((SHARED / "data/bpmn").glob("*.bpmn"))
STATUS = ["Closed", "Call For Records", "Open", "Redirect"]
RUNS = 24


@pytest.mark.skipif(not FILES, reason="no real BPMN files here")
def test_real_files_do_the_same_in_both_engines(capsys):
    steps, different, departures = Counter[str](), [], Counter[str]()
    for path in FILES:
        for seed in range(RUNS):
            status = STATUS[seed % len(STATUS)]
            facts = {"status": status, "rawRequestStatus": status, "retry": 3 + seed % 2}
            days = {"closure_sla_days": 4 + seed % 3, "intake_closure_sla_days": 4 + seed % 3}
            run = compared(transcribed(path, {**facts, **days}, seed))
            steps[path.name] += run.steps
            departures.update(run.departures)
            if run.difference:
                different.append((path.name, seed, run.difference))
    with capsys.disabled():
        print(f"\nreal files: steps {dict(steps)}, departures {dict(departures)}")  # noqa: T201 (figures to look at)
    assert not different, different[:5]
    assert len(steps) == len(FILES) and all(count >= RUNS for count in steps.values())
