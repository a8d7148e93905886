"""Teach in a process of one's own: rows as JSON on standard input, the model into a folder."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from pendopo.voice.routing import Example, save_model, train


def main() -> int:
    """Writes `hash`, `texts` and `accuracy` (cross-validated, 0..1) to standard output."""
    os.nice(10)
    rows = [Example(*one) for one in json.load(sys.stdin)]
    model, report = train(rows=rows)
    save_model(model=model, folder=Path(sys.argv[1]))
    accuracy = report.agency.accuracy.value
    json.dump({"hash": model.hash, "texts": report.texts, "accuracy": accuracy}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
