"""Which leaves of a log are not what they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """How a log differs from an older reading of it; empty lists when it only grew.

    changed: indexes whose leaf is new at that place. removed: old indexes whose leaf is found
    nowhere any more. reordered: (old index, new index) of leaves that moved. added: indexes of
    new leaves after the old end, which is how a log may grow.
    """

    changed: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    reordered: tuple[tuple[int, int], ...] = ()
    added: tuple[int, ...] = ()

    @property
    def tampered(self) -> bool:
        """Whether anything but growth happened."""
        return bool(self.changed or self.removed or self.reordered)


def find_difference(old_leaves: Sequence[bytes], new_leaves: Sequence[bytes]) -> Difference:
    """Compare two readings of one log, leaf by leaf (leaves or leaf hashes).

    A leaf that stands at its old index is unmoved. The others are matched by content, in order:
    a match is `reordered`; an old one without match is `changed` when an unmatched new leaf
    stands at its index, else `removed`. A new leaf inside the old span that replaces nothing
    there counts as changed too: nothing may be put into the past.
    """
    kept = {
        index
        for index, (old, new) in enumerate(zip(old_leaves, new_leaves, strict=False))
        if old == new
    }
    places: dict[bytes, list[int]] = {}
    for index in range(len(new_leaves) - 1, -1, -1):
        if index not in kept:
            places.setdefault(new_leaves[index], []).append(index)
    moved: list[tuple[int, int]] = []
    gone: list[int] = []
    for index, leaf in enumerate(old_leaves):
        if index in kept:
            continue
        if places.get(leaf):
            moved.append((index, places[leaf].pop()))
        else:
            gone.append(index)
    fresh = {index for indexes in places.values() for index in indexes}
    end = len(old_leaves)
    return Difference(
        changed=tuple(sorted(index for index in fresh if index < end)),
        removed=tuple(index for index in gone if index not in fresh),
        reordered=tuple(moved),
        added=tuple(sorted(index for index in fresh if index >= end)),
    )
