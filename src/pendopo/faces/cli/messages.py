"""`./pendopo messages check`: can notices be sent on every channel, and by what?"""

from __future__ import annotations

from collections.abc import Sequence

from pendopo.messages import api as messages

WRONG_CALL = 2


def main(argv: Sequence[str]) -> int:
    """0 when every channel can send, 1 when a setting is missing, 2 when wrongly called."""
    if list(argv) != ["check"]:
        print("./pendopo messages check")
        return WRONG_CALL
    found = messages.problems()
    for channel, gateway, problem in found:
        print(f"{channel:<10}{gateway:<10}{problem or 'siap / ready'}")
    return 1 if any(problem for _channel, _gateway, problem in found) else 0
