"""`./pendopo clock [+3d|+2h|+30m|reset]`: move the demo's clock, for everyone who uses it.

The offset stands in `var/clock.json` as {"seconds": n}; the clock port of `core.clock`
(ShiftedClock) adds it to the real time. Only the demo reads it.
"""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pendopo.config import environment
from pendopo.config.run import folder
from pendopo.config.run.display import word
from pendopo.config.run.trouble import Trouble

UNITS = {"d": 86400, "h": 3600, "m": 60}


def parse(text: str) -> int:
    """Seconds of `+3d`, `+2h`, `+30m`. Only forward: time that has passed is recorded in facts."""
    found = re.fullmatch(r"\+(\d{1,4})([dhm])", text)
    if not found:
        raise Trouble(
            f"Tidak paham '{text}'. Contoh: ./pendopo clock +3d, +2h, +30m, atau reset.",
            f"'{text}' is not understood. Examples: ./pendopo clock +3d, +2h, +30m, or reset.",
            exit_code=2,
        )
    return int(found[1]) * UNITS[found[2]]


def read(path: Path) -> int:
    """The offset in seconds, 0 when the clock was never moved."""
    try:
        return int(json.loads(path.read_text())["seconds"])
    except FileNotFoundError:
        return 0
    except (ValueError, KeyError, TypeError) as error:
        raise Trouble(
            f"Berkas jam {path} rusak. Pakai ./pendopo clock reset.",
            f"The clock file {path} is damaged. Use ./pendopo clock reset.",
        ) from error


def write(path: Path, offset: int) -> None:
    """Replace the file in one step: a reader sees the old offset or the new, never half of one."""
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps({"seconds": offset}) + "\n")
    draft.replace(path)


def main(argv: list[str]) -> int:
    var = environment.var()
    folder.claim(var)
    path = var / "clock.json"
    if argv == ["reset"]:
        write(path, 0)
    elif argv:
        write(path, read(path) + sum(parse(text) for text in argv))
    offset = read(path)
    now = datetime.now(UTC) + timedelta(seconds=offset)
    local = now.astimezone(ZoneInfo("Asia/Jakarta"))
    days, rest = divmod(offset, 86400)
    ahead = f"{days} d {rest // 3600} h {rest % 3600 // 60} m"
    print(f"{local:%Y-%m-%d %H:%M} WIB  ({word('maju', 'ahead')} {ahead})")
    return 0
