"""`./pendopo bench faults [--json]`: 2,000 applications sent while web, worker and database die.

Nothing to be fast about: nothing acknowledged may be lost, nothing may happen twice, and every
process must move on. `--number 60` is the short form, which runs with the tests (`tests/faults`).
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
from collections.abc import Sequence

from bench import stage
from pendopo.config.environment import ROOT


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./pendopo bench faults")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--number", type=int, default=2_000)
    parser.add_argument("--kills", type=int, default=0, help="0: one in twelve of the number")
    parser.add_argument("--seed", type=int, default=0, help="0: a new one, which is printed")
    given = parser.parse_args(list(argv))
    seed = given.seed or secrets.randbelow(2**24) + 1
    with stage.open_stage("faults") as stand:
        from tests.faults import storm

        size = storm.Size(
            submissions=given.number,
            signatures=max(given.number // 50, 2),
            late=max(given.number // 50, 2),
            clients=16,
            deaths=given.number // 12,
            kills=given.kills or given.number // 12,
            lasts=True,
        )
        environment = stand.children() | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        outcome = storm.blow(environment, stand.var, size, seed=seed, database=stand.server.service)
    holds = not outcome.wrong and outcome.acknowledged == outcome.submissions
    print(
        json.dumps(
            {
                "bench": "faults",
                "submissions": outcome.submissions,
                "acknowledged": outcome.acknowledged,
                "kills": dict(outcome.kills),
                "attempts": dict(outcome.attempts),
                "seconds": outcome.seconds,
                "seed": seed,
                "wrong": outcome.wrong[:20],
                "holds": holds,
            }
        )
    )
    return 0 if holds else 1
