"""Checking proofs, as a stranger would: nothing but hashes and sizes. Never raises."""

from __future__ import annotations

from collections.abc import Sequence
from hmac import compare_digest

from pendopo.core.merkle.tree import EMPTY_ROOT, node_hash


def verify_inclusion(
    leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether the leaf stands at `index` in the tree of `size` leaves with this root.

    RFC 9162 section 2.1.3.2.
    """
    if not 0 <= index < size or not _digests(leaf_hash, root, *proof):
        return False
    at, last, found = index, size - 1, leaf_hash
    for part in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(part, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, part)
        at, last = at >> 1, last >> 1
    return last == 0 and compare_digest(found, root)


def verify_consistency(
    old_size: int, new_size: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> bool:
    """Whether the old tree is a prefix of the new one. RFC 9162 section 2.1.4.2.

    The empty tree is a prefix of every tree.
    """
    if not 0 <= old_size <= new_size or not _digests(old_root, new_root, *proof):
        return False
    if old_size == new_size:
        return not proof and compare_digest(old_root, new_root)
    if old_size == 0:
        return not proof and compare_digest(old_root, EMPTY_ROOT)
    path = list(proof)
    if old_size & (old_size - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return False
    at, last = old_size - 1, new_size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = path[0]
    for part in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node_hash(part, old), node_hash(part, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, part)
        at, last = at >> 1, last >> 1
    return last == 0 and compare_digest(old, old_root) and compare_digest(new, new_root)


def _digests(*hashes: object) -> bool:
    return all(isinstance(found, bytes) and len(found) == 32 for found in hashes)
