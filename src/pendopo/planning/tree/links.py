"""Who is whose parent: by the parent's code within one agency, or by the code itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pendopo.planning.tree import codes
from pendopo.planning.tree.finding import Finding
from pendopo.planning.tree.levels import LEVELS, PARENT
from pendopo.planning.tree.node import Node, Tree

Key = tuple[str, str, str]
"""(agency, level, code): codes repeat between agencies."""


@dataclass(frozen=True, slots=True)
class Links:
    """`parent`: place of a node -> key of its parent one level up. `groups`: key -> nodes with it;
    rows that only add an indicator to a node are none of them."""

    parent: dict[int, Key]
    groups: dict[Key, list[Node]]


def link(tree: Tree) -> tuple[Links, list[Finding]]:
    """Every node's parent, and the findings of duplicates, orphans, wrong levels and cycles."""
    groups: dict[Key, list[Node]] = {}
    for node in tree.nodes:
        same = groups.setdefault((node.agency, node.level, node.key), [])
        if not _is_further(node, same):
            same.append(node)
    mine = [node for nodes in groups.values() for node in nodes]
    told = any(node.parent for node in tree.nodes)
    parent: dict[int, Key] = {}
    astray: dict[int, Key] = {}
    found = list(_duplicates(groups))
    for node in mine:
        level = PARENT.get(node.level)
        if node.parent and (near := _elsewhere(node, level, tree.sub_width, groups)):
            astray[node.place] = near
            continue
        if level is None:
            continue
        said = node.parent_key
        derived = codes.above(node.key, node.level)
        key = (node.agency, level, said or derived)
        if key in groups:
            parent[node.place] = key
        if key not in groups or (told and not said):
            found.append(_missing(node, level, said or derived, groups))
    return Links(parent, groups), found + list(_astray(mine, parent, astray, groups))


def _is_further(node: Node, same: list[Node]) -> bool:
    """Whether the row only brings a further indicator of a node that is already there: another
    indicator, and no money of its own."""
    if not same or not node.indicator or node.pagu.wrong or node.pagu.value is not None:
        return False
    return all(one.indicator != node.indicator for one in same)


def _elsewhere(
    node: Node, level: str | None, width: int, groups: dict[Key, list[Node]]
) -> Key | None:
    """The key of a node at a wrong level that the parent's code names, if no right one is there."""
    if level and (node.agency, level, node.parent_key) in groups:
        return None
    for other in LEVELS:
        key = (node.agency, other, codes.restored(node.parent, other, width))
        if other != level and key in groups:
            return key
    return None


def _duplicates(groups: dict[Key, list[Node]]) -> Iterator[Finding]:
    for (_agency, level, _key), rows in groups.items():
        if len(rows) > 1:
            one = rows[1]
            where = ", ".join(str(row.row) for row in rows[:6])
            yield Finding(
                "duplicate", level, one.code, one.skpd, 1, len(rows), one.row, "code",
                f"Kode {one.code} ada {len(rows)} kali pada perangkat daerah yang sama"
                f" (baris {where}).",
            )  # fmt: skip


def _missing(node: Node, level: str, wanted: str, groups: dict[Key, list[Node]]) -> Finding:
    if not node.parent and (node.agency, level, wanted) in groups:
        said = f"Kode induk kosong; menurut kodenya {wanted}."
    elif not node.parent:
        said = f"Kode induk kosong dan {level} {wanted} tidak ada dalam berkas.".replace("  ", " ")
    else:
        said = f"{level.capitalize()} {node.parent} tidak ada pada perangkat daerah ini."
    return Finding(
        "missing_parent", node.level, node.code, node.skpd, wanted or level, None, node.row,
        "parent_code", said,
    )  # fmt: skip


def _astray(
    mine: list[Node], parent: dict[int, Key], astray: dict[int, Key], groups: dict[Key, list[Node]]
) -> Iterator[Finding]:
    """Links to a wrong level, and those among them that lead back to where they began."""
    for node in mine:
        if node.place not in astray:
            continue
        way = _way(node, parent, astray, groups)
        level = PARENT.get(node.level, "")
        if way:
            yield Finding(
                "cycle", node.level, node.code, node.skpd, level or None, " > ".join(way),
                node.row, "parent_code",
                f"Induk berputar kembali ke dirinya sendiri: {' > '.join(way)}.",
            )  # fmt: skip
        else:
            other = astray[node.place][1]
            wanted = f"harus {level}" if level else "kosong: program tidak punya induk di sini"
            yield Finding(
                "parent_level", node.level, node.code, node.skpd, level or None, other, node.row,
                "parent_code", f"Induk {node.parent} adalah {other}; induk {node.level} {wanted}.",
            )  # fmt: skip


def _way(
    node: Node, parent: dict[int, Key], astray: dict[int, Key], groups: dict[Key, list[Node]]
) -> list[str]:
    """Codes from the node upward and back to it; empty when it does not come back."""
    start = (node.agency, node.level, node.key)
    way, at = [node.code], node
    seen: set[Key] = set()
    while True:
        key = astray.get(at.place) or parent.get(at.place)
        if key is None or key in seen:
            return []
        seen.add(key)
        at = groups[key][0]
        way.append(at.code)
        if key == start:
            return way
