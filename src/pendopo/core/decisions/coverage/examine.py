"""Examines the tables of a file by their hit policies."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from pendopo.core.decisions.boxed.values import Logic, inside
from pendopo.core.decisions.coverage import cells
from pendopo.core.decisions.coverage.atoms import cut
from pendopo.core.decisions.coverage.finding import Finding, finding
from pendopo.core.decisions.coverage.search import Column, TooLarge, gaps, overlaps
from pendopo.core.decisions.coverage.typed import mistyped
from pendopo.core.decisions.coverage.words import described
from pendopo.core.decisions.table import HitPolicy, Input, Table
from pendopo.core.decisions.taken import Decisions
from pendopo.core.feel.compare import identical

MOST = 5
"""Findings of one kind that are told of one table."""
_SINGLE = {HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.FIRST, HitPolicy.PRIORITY}


def examine(
    decisions: Decisions,
    *,
    values: Mapping[str, Sequence[object]] | None = None,
    integers: Collection[str] = (),
) -> tuple[Finding, ...]:
    """What the tables leave out, and where their rules contradict each other.

    What the caller knows of names from outside: `values` are all that one can be (the choices of
    a form's question), `integers` are whole numbers.
    """
    found: list[Finding] = []
    known = _Known(values or {}, frozenset(integers))
    held = decisions.elements
    for logic in (
        *(one.logic for one in held.decisions.values()),
        *(one.logic for one in held.knowledge.values()),
    ):
        for table in _tables(logic):
            strays = tuple(mistyped(decisions.source, table, known.values))
            found += strays or _examined(decisions.source, table, known)
    return tuple(sorted(found, key=lambda one: one.problem.line))


@dataclass(frozen=True, slots=True)
class _Known:
    """What the caller knows of names from outside."""

    values: Mapping[str, Sequence[object]]
    integers: frozenset[str]


def _tables(logic: Logic) -> Iterator[Table]:
    waiting = [logic]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Table):
            yield one
        else:
            waiting.extend(inside(one))


def _examined(source: str, table: Table, known: _Known) -> Iterator[Finding]:
    columns: list[Column] = []
    for place, column in enumerate(table.inputs):
        made = _column(table, place, column, known)
        if made is None:
            if table.hit_policy in _SINGLE:
                yield _unchecked(
                    source,
                    table,
                    f"kolom “{column.label}” memakai rumus di dalam selnya",
                    f"cells of the column “{column.label}” compute",
                )
            return
        columns.append(made)
    try:
        yield from islice(_overlapping(source, table, columns), MOST)
        yield from islice(_missing(source, table, columns), MOST)
        yield from islice(_shadowed(source, table, columns), MOST)
    except TooLarge:
        yield _unchecked(source, table, "tabel ini terlalu besar", "the table is too large")


def _unchecked(source: str, table: Table, why: str, english: str) -> Finding:
    return finding(
        source,
        table.line,
        table.id,
        "table-unchecked",
        f"Celah dan tumpang tindih tabel ini tidak dapat diperiksa: {why}.",
        f"Gaps and overlaps of this table cannot be checked: {english}.",
        serious=False,
    )


def _column(table: Table, place: int, column: Input, names: _Known) -> Column | None:
    literals: list[object] = []
    for rule in table.rules:
        found = cells.literals(rule.tests[place])
        if found is None:
            return None
        literals += found
    name = column.expression.text.strip()
    known = names.values.get(name)
    listed = None if column.allowed is None else cells.literals(column.allowed)
    kind = column.type.name if column.type.name != "Any" else ""
    every = [*literals, *(listed or ()), *(known or ())]
    atoms = cut(kind, every, integers=name in names.integers)
    if column.allowed is not None and listed is not None:
        allowed = column.allowed
        atoms = tuple(one for one in atoms if cells.takes(allowed, one.value))
    if known is not None:
        atoms = tuple(one for one in atoms if any(identical(one.value, it) for it in known))
    masks = tuple(
        sum(
            1 << at
            for at, rule in enumerate(table.rules)
            if cells.takes(rule.tests[place], atom.value)
        )
        for atom in atoms
    )
    if not atoms:  # every cell is a dash
        return Column(column.label, (), ()) if literals else _anything(table, column)
    return Column(column.label, atoms, masks)


def _anything(table: Table, column: Input) -> Column:
    atoms = cut("string", [])
    return Column(column.label, atoms, ((1 << len(table.rules)) - 1,) * len(atoms))


def _overlapping(source: str, table: Table, columns: list[Column]) -> Iterator[Finding]:
    if table.hit_policy not in (HitPolicy.UNIQUE, HitPolicy.ANY):
        return
    for first, second, region in overlaps(columns, len(table.rules)):
        one, other = table.rules[first], table.rules[second]
        if table.hit_policy is HitPolicy.ANY and not _differ(table, first, second):
            continue
        indonesian, english = described(columns, region)
        policy = table.hit_policy.value
        why = (
            ("hanya satu aturan boleh cocok", "only one rule may hit")
            if table.hit_policy is HitPolicy.UNIQUE
            else ("aturan yang cocok harus sama jawabannya", "rules that hit must answer alike")
        )
        yield finding(
            source,
            other.line,
            table.id,
            "table-overlap",
            f"Aturan baris {one.line} dan baris {other.line} sama-sama cocok untuk: {indonesian}."
            f" Pada tabel {policy} {why[0]}.",
            f"The rules of lines {one.line} and {other.line} both hit for: {english}."
            f" In a table with the policy {policy} {why[1]}.",
            serious=True,
        )


def _differ(table: Table, first: int, second: int) -> bool:
    one, other = cells.answers(table, first), cells.answers(table, second)
    if one is None or other is None:
        return False
    return not all(map(identical, one, other))


def _missing(source: str, table: Table, columns: list[Column]) -> Iterator[Finding]:
    # A table that collects answers nothing when nothing hits; that is an answer.
    if table.hit_policy not in _SINGLE or any(one.default for one in table.outputs):
        return
    present = [_without_null(column) for column in columns]
    for region in gaps(present, len(table.rules)):
        indonesian, english = described(present, region)
        yield finding(
            source,
            table.line,
            table.id,
            "table-gap",
            f"Tidak ada aturan untuk: {indonesian}.",
            f"No rule hits for: {english}.",
            serious=False,
        )


def _shadowed(source: str, table: Table, columns: list[Column]) -> Iterator[Finding]:
    if table.hit_policy is not HitPolicy.FIRST:
        return
    for place, rule in enumerate(table.rules[1:], 1):
        if next(gaps(columns, place, place), None) is None:
            yield finding(
                source,
                rule.line,
                table.id,
                "rule-never-hits",
                f"Aturan baris {rule.line} tidak pernah dipakai: aturan di atasnya sudah mencakup"
                " semuanya.",
                f"The rule of line {rule.line} never hits: those above it take all it would.",
                serious=False,
            )


def _without_null(column: Column) -> Column:
    pairs = [
        (atom, mask)
        for atom, mask in zip(column.atoms, column.masks, strict=True)
        if atom.kind != "null"
    ]
    return Column(column.label, tuple(atom for atom, _ in pairs), tuple(mask for _, mask in pairs))
