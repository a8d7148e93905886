"""Regions in words that an official can read, in Bahasa Indonesia and in English."""

from collections.abc import Sequence

from pendopo.core.decisions.coverage.atoms import OTHER, Atom
from pendopo.core.decisions.coverage.search import Column, Region
from pendopo.core.feel.written import written

SHOWN = 6
"""Values of one column that are named one by one."""


def described(columns: Sequence[Column], region: Region) -> tuple[str, str]:
    """The region, leaving out the columns whose every value it holds."""
    indonesian: list[str] = []
    english: list[str] = []
    for column, atoms in zip(columns, region, strict=True):
        if len(atoms) == len(column.atoms):
            continue
        said = _joined([_piece(run) for run in _runs(column, atoms)])
        indonesian.append(f"{column.label} {said[0]}")
        english.append(f"{column.label} {said[1]}")
    if not indonesian:
        return "semua nilai", "all values"
    return "; ".join(indonesian), "; ".join(english)


def _runs(column: Column, atoms: Sequence[Atom]) -> list[list[Atom]]:
    """Neighbours on a line, together."""
    places = {id(atom): place for place, atom in enumerate(column.atoms)}
    runs: list[list[Atom]] = []
    last = -2
    for atom in sorted(atoms, key=lambda one: places[id(one)]):
        place = places[id(atom)]
        line = atom.low is not None or atom.high is not None
        if runs and line and place == last + 1 and runs[-1][-1].kind == atom.kind:
            runs[-1].append(atom)
        else:
            runs.append([atom])
        last = place
    return runs


def _joined(pieces: list[tuple[str, str]]) -> tuple[str, str]:
    more = len(pieces) - SHOWN
    shown = pieces[:SHOWN]
    indonesian = " atau ".join(one for one, _ in shown)
    english = " or ".join(one for _, one in shown)
    if more > 0:
        return f"{indonesian} (dan {more} lagi)", f"{english} (and {more} more)"
    return indonesian, english


def _piece(run: list[Atom]) -> tuple[str, str]:
    first, last = run[0], run[-1]
    if first.kind == "boolean":
        return ("ya", "yes") if first.value is True else ("tidak", "no")
    if first.kind == "null":
        return "kosong", "empty"
    if first.value == OTHER and first.kind == "string":
        if not first.named:
            return "apa pun", "anything"
        named = ", ".join(f"“{one}”" for one in first.named[:SHOWN])
        return f"selain {named}", f"other than {named}"
    if first.low is None and first.high is None:
        said = _said(first.value)
        return said, said
    return _interval(first, last)


def _interval(first: Atom, last: Atom) -> tuple[str, str]:
    low = None if first.low is None else _said(first.low)
    high = None if last.high is None else _said(last.high)
    if first is last and not first.open:
        return f"tepat {low}", f"exactly {low}"
    if low is None:
        if last.open:
            return f"di bawah {high}", f"below {high}"
        return f"{high} atau kurang", f"{high} or less"
    if high is None:
        if first.open:
            return f"di atas {low}", f"above {low}"
        return f"{low} atau lebih", f"{low} or more"
    if first.open and last.open:
        return f"di antara {low} dan {high}", f"between {low} and {high}"
    from_low = (f"di atas {low}", f"above {low}") if first.open else (f"dari {low}", f"from {low}")
    to_high = (
        (f"sampai sebelum {high}", f"to below {high}")
        if last.open
        else (f"sampai {high}", f"to {high}")
    )
    return f"{from_low[0]} {to_high[0]}", f"{from_low[1]} {to_high[1]}"


def _said(value: object) -> str:
    return f"“{value}”" if isinstance(value, str) else written(value)
