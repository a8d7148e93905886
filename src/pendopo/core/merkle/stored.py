"""Proofs from stored nodes: complete subtrees named (level, index), fetched in one query.

Node (level, index) is the hash of the complete subtree over leaves index * 2**level up to
(index + 1) * 2**level; level 0 holds the leaf hashes. `Frontier.append` yields every such node
once, when it becomes complete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from pendopo.core.merkle.tree import EMPTY_ROOT, node_hash, split

Node = tuple[int, int]


def cover(first: int, end: int) -> list[Node]:
    """The complete nodes, left to right, whose leaves are first .. end-1.

    The span must be one that occurs in a tree cut at powers of two (as all spans here do).
    """
    nodes: list[Node] = []
    while first < end:
        level = (end - first).bit_length() - 1
        nodes.append((level, first >> level))
        first += 1 << level
    return nodes


def root_nodes(size: int) -> list[Node]:
    """The complete nodes that make up the root of a tree of `size` leaves."""
    return cover(0, size)


def inclusion_path(index: int, size: int) -> list[list[Node]]:
    """For each hash of the audit path, leaf upwards, the nodes to fold into it.

    Only the last of them can need more than one node (the unfinished right edge).
    Raises IndexError when there is no such leaf.
    """
    if not 0 <= index < size:
        raise IndexError(f"leaf {index} of a tree of {size}")
    path: list[list[Node]] = []
    first, end = 0, size
    while end - first > 1:
        middle = first + split(end - first)
        if index < middle:
            path.append(cover(middle, end))
            end = middle
        else:
            path.append(cover(first, middle))
            first = middle
    return path[::-1]


def consistency_path(old_size: int, size: int) -> list[list[Node]]:
    """The same for a consistency proof from `old_size` to `size`."""
    if not 0 <= old_size <= size:
        raise IndexError(f"size {old_size} of a tree of {size}")
    if old_size in (0, size):
        return []
    path: list[list[Node]] = []
    first, end = 0, size
    while old_size != end:
        middle = first + split(end - first)
        if old_size <= middle:
            path.append(cover(middle, end))
            end = middle
        else:
            path.append(cover(first, middle))
            first = middle
    if first:
        path.append(cover(first, end))
    return path[::-1]


def needed(path: Iterable[Sequence[Node]]) -> list[Node]:
    """Every node of a path, once, sorted: the keys of the one query."""
    return sorted({node for nodes in path for node in nodes})


def fold(nodes: Sequence[Node], hashes: Mapping[Node, bytes]) -> bytes:
    """The hash over neighbouring nodes of falling level, from the right."""
    if not nodes:
        return EMPTY_ROOT
    found = hashes[nodes[-1]]
    for node in reversed(nodes[:-1]):
        found = node_hash(hashes[node], found)
    return found


def proof_of(path: Iterable[Sequence[Node]], hashes: Mapping[Node, bytes]) -> list[bytes]:
    """The proof for a path once its nodes are fetched. Raises KeyError for a missing node."""
    return [fold(nodes, hashes) for nodes in path]


def inclusion_proof_from(
    get_node: Callable[[int, int], bytes], index: int, size: int
) -> list[bytes]:
    """The audit path from stored nodes, asking `get_node(level, index)` once for each."""
    path = inclusion_path(index, size)
    return proof_of(path, {node: get_node(*node) for node in needed(path)})


def consistency_proof_from(
    get_node: Callable[[int, int], bytes], old_size: int, size: int
) -> list[bytes]:
    """The consistency proof from stored nodes, asking `get_node(level, index)` once for each."""
    path = consistency_path(old_size, size)
    return proof_of(path, {node: get_node(*node) for node in needed(path)})
