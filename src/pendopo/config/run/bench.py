"""`./pendopo bench NAME [...]` runs `main(argv)` of `bench/NAME.py`; a hyphen is an underscore."""

from __future__ import annotations

import sys
from importlib import import_module

from pendopo.config.environment import ROOT
from pendopo.config.run.trouble import Trouble


def names() -> list[str]:
    files = sorted((ROOT / "bench").glob("[a-z]*.py"))
    return [
        file.stem.replace("_", "-")
        for file in files
        if "def main(" in file.read_text(encoding="utf-8")
    ]


def main(argv: list[str]) -> int:
    known = names()
    if not argv or argv[0] in ("-h", "--help"):
        print("\n".join(f"./pendopo bench {name}" for name in known))
        return 0
    name, *rest = argv
    if name not in known:
        listed = ", ".join(known) or "-"
        raise Trouble(
            f"Tidak ada ukuran bernama {name}. Yang ada: {listed}.",
            f"There is no bench named {name}. There are: {listed}.",
            exit_code=2,
        )
    sys.path.insert(0, str(ROOT))
    return int(import_module(f"bench.{name.replace('-', '_')}").main(rest) or 0)
