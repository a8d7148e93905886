"""A sheet becomes nodes, indicators and money, with everything that is wrong in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pendopo.planning.intake.above import UPPER, upper
from pendopo.planning.intake.columns import LONG, SIDE_BY_SIDE, with_years
from pendopo.planning.intake.figures import Figures, Place
from pendopo.planning.intake.indicators import indicator_of
from pendopo.planning.intake.lines import Line, side_by_side, told_apart
from pendopo.planning.intake.values import BudgetLine, Intake, IntakeIndicator, IntakeNode, Ref
from pendopo.planning.refusals import Unreadable
from pendopo.planning.tables import Columns, Row, Sheet, columns
from pendopo.planning.tables.columns import plain
from pendopo.planning.tree import Finding, codes
from pendopo.planning.tree.duties import duties
from pendopo.planning.tree.links import Links, link
from pendopo.planning.tree.node import Node, Tree
from pendopo.planning.tree.rows import nodes as nodes_of
from pendopo.planning.tree.sums import sums
from pendopo.planning.tree.zeros import zeros

_WIDE: Final = ("program_code", "kegiatan_code", "subkegiatan_code")
_READ_HERE: Final = frozenset({"number", "decimal_mark", "negative"})


@dataclass(frozen=True, slots=True)
class _File:
    """The table as it stands, the part of it that is a tree, and its account rows."""

    table: Columns
    tree_sheet: Sheet
    lines: tuple[Line, ...]
    wide: bool
    years: tuple[int, ...]
    year: int | None


def read(sheet: Sheet, *, years: Sequence[int], year: int | None) -> Intake:
    """Understand a sheet. years: of the plan; year: which one the columns `target` and `pagu_rp`
    are about, where the file has no column for each year.

    Raises `Unreadable` when there is no column of codes or names.
    """
    file = _file(sheet, tuple(years), year if year or len(years) != 1 else years[0])
    place = {row.number: row for row in file.table.rows}
    tree, found, notes = _tree(file)
    links, wrong = link(tree)
    found = [one for one in found if one.rule not in _READ_HERE] + wrong + list(zeros(tree))
    if "pagu_rp" in tree.has:
        found += [one for one in sums(tree, links) if one.rule in ("rollup", "childless")]
    found += duties(tree)
    above, more, _skipped = ([], [], 0) if file.wide else upper(file.table)
    found += more
    figures = Figures(sheet, file.table, _figure_columns(file))
    codes_above = {(one.ref[0], one.own_code): one.ref for _row, one in above if one.own_code}
    refs: dict[int, Ref] = {}
    nodes = [one for _row, one in above] + _nodes(tree, links, codes_above, refs)
    indicators, budgets = _values(file, place, figures, above, tree, refs)
    budgets += _accounts(file, figures, tree)
    found += figures.findings
    if budgets and file.year is None and not _has_years(file):
        found.append(_no_year())
    return Intake(
        nodes=tuple(nodes),
        indicators=tuple(indicators),
        budgets=tuple(_summed(budgets)),
        findings=tuple(sorted(set(found), key=lambda one: one.row)),
        notes=tuple(dict.fromkeys(notes)),
        rows=len(file.table.rows),
    )


def _file(sheet: Sheet, years: tuple[int, ...], year: int | None) -> _File:
    try:
        table = columns(sheet, with_years(SIDE_BY_SIDE, years), _WIDE)
        return _File(table, sheet, tuple(side_by_side(table)), True, years, year)
    except Unreadable:
        table = columns(sheet, with_years(LONG, years), ("code", "name"))
    rest, lines = told_apart(sheet, table)
    return _File(table, rest, tuple(lines), False, years, year)


def _has_years(file: _File) -> bool:
    return any(f"a{year}" in file.table.places or f"t{year}" in file.table.places
               for year in file.years)  # fmt: skip


def _tree(file: _File) -> tuple[Tree, list[Finding], list[str]]:
    """The levels of the budget. A file without any of them (only targets, say) is an empty tree."""
    first = next((one for one in file.years if f"a{one}" in file.table.places), None)
    tree, found, notes = nodes_of(_without_upper(file), first)
    return tree, found, [one for one in notes if "jenjang program tidak ikut" not in one]


def _without_upper(file: _File) -> Sheet:
    if file.wide or "level" not in file.table.places:
        return file.tree_sheet
    at = file.table.places["level"]
    kept = tuple(
        row for row in file.tree_sheet.rows
        if not (at < len(row.cells) and plain(str(row.cells[at] or "")) in UPPER)
    )  # fmt: skip
    sheet = file.tree_sheet
    return Sheet(kept, sheet.delimiter, sheet.merged, sheet.notes)


def _nodes(
    tree: Tree, links: Links, codes_above: dict[tuple[str, str], Ref], refs: dict[int, Ref]
) -> list[IntakeNode]:
    """Each node once; `refs` learns which row belongs to which, further indicators too."""
    found: list[IntakeNode] = []
    seen: set[Ref] = set()
    for node in tree.nodes:
        ref: Ref = (node.agency, node.level, node.key)
        refs[node.place] = ref
        if ref in seen:
            continue
        seen.add(ref)
        found.append(
            IntakeNode(node.row, ref, node.level, node.key, "", node.name, node.skpd,
                       _parent(node, links, codes_above))
        )  # fmt: skip
    return found


def _parent(node: Node, links: Links, codes_above: dict[tuple[str, str], Ref]) -> Ref | None:
    if known := links.parent.get(node.place):
        return known
    if node.level == "program":
        if not node.parent:
            return None
        found = codes_above.get((node.agency, node.parent)) or codes_above.get(("", node.parent))
        return found or (node.agency, "?", node.parent)
    derived = node.parent_key or codes.above(node.key, node.level)
    return (node.agency, "program" if node.level == "kegiatan" else "kegiatan", derived)


def _figure_columns(file: _File) -> list[str]:
    more = [f"{kind}{year}" for year in file.years for kind in "ta"]
    quarters = [f"target_q{number}" for number in (1, 2, 3, 4)]
    return ["pagu_rp", "target", "baseline", *quarters, *more]


def _values(
    file: _File,
    place: dict[int, Row],
    figures: Figures,
    above: list[tuple[Row, IntakeNode]],
    tree: Tree,
    refs: dict[int, Ref],
) -> tuple[list[IntakeIndicator], list[BudgetLine]]:
    indicators: list[IntakeIndicator] = []
    budgets: list[BudgetLine] = []
    account_rows = {id(line.row) for line in file.lines}

    def take(row: Row, ref: Ref, level: str, code: str, skpd: str) -> None:
        at = Place(row, level, code, skpd)
        one = indicator_of(file.table, figures, at, ref, file.years, file.year)
        if one is not None:
            indicators.append(one)
        if not file.wide and id(row) not in account_rows:
            budgets.extend(_money(file, figures, at, ref, "", ""))

    for row, one in above:
        take(row, one.ref, one.level, one.own_code, one.skpd)
    for node in tree.nodes:
        if file.wide and node.level != "subkegiatan":
            continue
        if (row_there := place.get(node.row)) is not None:
            take(row_there, refs[node.place], node.level, node.code, node.skpd)
    return indicators, budgets


def _money(
    file: _File, figures: Figures, at: Place, ref: Ref, account: str, name: str
) -> list[BudgetLine]:
    wanted = [(f"a{year}", year) for year in file.years if f"a{year}" in file.table.places]
    if not wanted and "pagu_rp" in file.table.places:
        wanted = [("pagu_rp", file.year or file.years[0])]
    found = []
    for column, year in wanted:
        amount = figures.read(at, column)
        if amount is not None:
            found.append(BudgetLine(at.row.number, ref, year, account, name, amount))
    return found


def _accounts(file: _File, figures: Figures, tree: Tree) -> list[BudgetLine]:
    """Money by account; a line whose node is nowhere is a finding."""
    there = {(node.skpd, node.code): (node.agency, node.level, node.key) for node in tree.nodes}
    found: list[BudgetLine] = []
    for line in file.lines:
        at = Place(line.row, line.level, line.code, line.skpd)
        ref = there.get((line.skpd, line.code))
        if ref is None:
            figures.findings.append(
                Finding("account", line.level, line.code, line.skpd, "sub kegiatan", None,
                        line.row.number, "code",
                        f"Rekening {line.account} tidak punya sub kegiatan di berkas ini.")
            )  # fmt: skip
            continue
        found += _money(file, figures, at, ref, line.account, line.account_name)
    return found


def _summed(budgets: list[BudgetLine]) -> list[BudgetLine]:
    """Lines of one account add up: exports repeat an account for each of its details."""
    kept: dict[tuple[Ref, int, str], BudgetLine] = {}
    for one in budgets:
        key = (one.node, one.year, one.account)
        before = kept.get(key)
        amount = one.amount + (before.amount if before else Decimal())
        kept[key] = BudgetLine(one.row if before is None else before.row, one.node, one.year,
                               one.account, one.account_name, amount)  # fmt: skip
    return list(kept.values())


def _no_year() -> Finding:
    text = "Sebutkan tahun untuk kolom target dan pagu: rencana ini beberapa tahun."
    return Finding("year", "", "", "", "tahun", None, 0, "pagu_rp", text)
