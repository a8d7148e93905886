"""Web and worker killed at random points, also between commit and answer: nothing acknowledged is
lost, nothing happens twice, and every process moves on. `./pendopo bench faults` is the long form.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def test_nothing_acknowledged_is_lost_and_nothing_happens_twice(regency: Any, server: Any) -> None:
    from tests.faults import storm

    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "pendopo.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    seed = int(os.environ.get("PENDOPO_FAULTS_SEED", "0")) or int.from_bytes(os.urandom(3), "big")
    outcome = storm.blow(
        environment, Path(os.environ["PENDOPO_VAR"]), storm.Size(submissions=60), seed=seed
    )
    assert not outcome.wrong, f"seed {seed}: {outcome}"
    assert outcome.acknowledged == outcome.submissions
    assert outcome.kills["request after"] and sum(outcome.kills.values()) >= 8
    assert outcome.attempts["cut off"]
