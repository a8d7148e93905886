"""Web, worker and database killed at random points, also between commit and answer: nothing
acknowledged is lost, nothing happens twice, and every process moves on.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_nothing_acknowledged_is_lost_and_nothing_happens_twice() -> None:
    """The short form of `./pendopo bench faults`, on a database of its own that may be killed."""
    seed = os.environ.get("PENDOPO_FAULTS_SEED", "0")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PENDOPO_")}
    done = subprocess.run(
        [sys.executable, ROOT / "pendopo", "bench", "faults", "--number", "60", "--kills", "12",
         "--seed", seed],
        env=kept,
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.stdout.strip(), done.stderr
    outcome = json.loads(done.stdout.strip().splitlines()[-1])
    assert outcome["holds"], f"\n{json.dumps(outcome, indent=1)}"  # in full: pytest cuts a dict
    assert outcome["acknowledged"] == 60
    assert outcome["kills"]["request after"] and sum(outcome["kills"].values()) >= 12
    assert outcome["attempts"]["cut off"]
