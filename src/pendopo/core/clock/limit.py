"""How long something may take: an amount and a unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal, get_args

Unit = Literal["minutes", "hours", "days", "working_days"]
UNITS: Final[tuple[Unit, ...]] = get_args(Unit)
_LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit, e.g. Limit(3, "working_days").

    minutes and hours run without rest, night and holiday included (3 x 24 hours of UU 27/2022
    Art. 46 are 72 of them). days are calendar days, working_days those of the calendar; neither
    counts the day on which the clock starts.
    """

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if isinstance(self.amount, bool) or not isinstance(self.amount, int):
            raise ValueError(f"amount must be a whole number, not {self.amount!r}")
        if not 0 < self.amount <= _LONGEST:
            raise ValueError(f"amount must be 1 to {_LONGEST}, not {self.amount}")
        if self.unit not in UNITS:
            raise ValueError(f"unit must be one of {', '.join(UNITS)}, not {self.unit!r}")

    @classmethod
    def parse(cls, text: object) -> Limit:
        """Read "3 working_days" (singular too) or {"amount": 3, "unit": "working_days"}.

        Raises ValueError that says what is wrong.
        """
        if isinstance(text, Limit):
            return text
        if isinstance(text, str):
            amount, _, unit = text.strip().partition(" ")
            if not (amount.isascii() and amount.isdigit()):
                raise ValueError(f'a limit looks like "3 working_days", not {text!r}')
            return cls(int(amount[:9]), _unit(unit))
        if isinstance(text, Mapping) and set(text) == {"amount", "unit"}:
            return cls(text["amount"], _unit(text["unit"]))
        raise ValueError(f'a limit looks like "3 working_days", not {text!r}')

    @property
    def by_the_day(self) -> bool:
        """Whether whole days are counted (else elapsed time)."""
        return self.unit in ("days", "working_days")

    @property
    def elapsed(self) -> timedelta:
        """The length of a limit in minutes or hours; raises ValueError for days."""
        if self.by_the_day:
            raise ValueError("a limit in days has no fixed length")
        return timedelta(minutes=self.amount * (60 if self.unit == "hours" else 1))

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}"


def _unit(word: object) -> Unit:
    name = str(word).strip().replace(" ", "_")
    for unit in UNITS:
        if name in (unit, unit[:-1]):
            return unit
    raise ValueError(f"unit must be one of {', '.join(UNITS)}, not {word!r}")
