"""What stands above programmes in a file: vision, mission, goal, target, strategy."""

from __future__ import annotations

from pendopo.planning.intake.values import IntakeNode, Ref
from pendopo.planning.tables import Columns, Row, is_ruler
from pendopo.planning.tables.columns import plain
from pendopo.planning.tree import Finding, codes
from pendopo.planning.values import NODE_LEVELS, RANK

UPPER = NODE_LEVELS[:5]


def upper(table: Columns) -> tuple[list[tuple[Row, IntakeNode]], list[Finding], int]:
    """(rows with their nodes, findings, rows of other headings such as urusan that are left out).

    A row whose parent is not said belongs to the nearest row above it that stands further up, as
    outlines are written.
    """
    found: list[tuple[Row, IntakeNode]] = []
    wrong: list[Finding] = []
    by_code: dict[tuple[str, str], Ref] = {}
    open_refs: dict[str, Ref] = {}
    seen: dict[Ref, int] = {}
    skipped = 0
    for row in table.rows:
        level = plain(table.text(row, "level"))
        if level not in UPPER or is_ruler(row):
            skipped += bool(level) and level in ("urusan", "bidang", "bidang urusan", "skpd", "opd")
            continue
        skpd, code = table.text(row, "skpd_code"), codes.tidy(table.text(row, "code"))
        ref = (codes.agency_key(skpd), level, code or f"#{row.number}")
        name = table.text(row, "name")
        if not name:
            wrong.append(_say(row, "name", level, code, skpd, "name", "Nama bagian ini kosong."))
        if ref in seen:
            wrong.append(_say(row, "duplicate", level, code, skpd, "code",
                              f"Kode {code} sudah ada pada baris {seen[ref]}."))  # fmt: skip
            continue
        seen[ref] = row.number
        parent = _parent(table, row, level, ref, by_code, open_refs, wrong)
        by_code[ref[0], code] = ref
        open_refs = {one: there for one, there in open_refs.items() if RANK[one] < RANK[level]}
        open_refs[level] = ref
        node = IntakeNode(row.number, ref, level, "", code, name, skpd, parent)
        found.append((row, node))
    return found, wrong, skipped


def _parent(
    table: Columns,
    row: Row,
    level: str,
    ref: Ref,
    by_code: dict[tuple[str, str], Ref],
    open_refs: dict[str, Ref],
    wrong: list[Finding],
) -> Ref | None:
    said = codes.tidy(table.text(row, "parent_code"))
    if not said:
        above = [one for one in open_refs if RANK[one] < RANK[level]]
        return open_refs[max(above, key=lambda one: RANK[one])] if above else None
    found = by_code.get((ref[0], said)) or by_code.get(("", said))
    if said == table.text(row, "code") or (found and RANK[found[1]] >= RANK[level]):
        rule = "cycle" if said == table.text(row, "code") else "parent_level"
        text = (
            f"Induk {said} adalah baris ini sendiri." if rule == "cycle"
            else f"Induk {said} adalah {found[1] if found else '?'}; {level} harus di bawah yang"
                 " lebih tinggi."
        )  # fmt: skip
        wrong.append(
            _say(row, rule, level, said, table.text(row, "skpd_code"), "parent_code", text)
        )
        return None
    return found or (ref[0], "?", said)


def _say(row: Row, rule: str, level: str, code: str, skpd: str, column: str, text: str) -> Finding:
    return Finding(rule, level, code, skpd, None, code or None, row.number, column, text)
