"""The growing edge of a tree: enough to append leaves and to give the root, in O(log n)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pendopo.core.merkle.tree import EMPTY_ROOT, node_hash

_HASH: Final = 32
_SIZE: Final = 8


class Frontier:
    """The roots of the complete subtrees of a log, largest first.

    `append` returns the nodes (level, index, hash) it completed, for storing; `encode` gives
    8 bytes of size and 32 for each set bit of it.
    """

    __slots__ = ("_peaks", "_size")

    def __init__(self) -> None:
        self._size = 0
        self._peaks: list[bytes] = []

    @property
    def size(self) -> int:
        """How many leaves there are."""
        return self._size

    def append(self, leaf_hash: bytes) -> list[tuple[int, int, bytes]]:
        """Add one leaf hash; returns the completed nodes, the leaf (level 0) first."""
        if len(leaf_hash) != _HASH:
            raise ValueError(f"a leaf hash has {_HASH} bytes, not {len(leaf_hash)}")
        index, level, found = self._size, 0, bytes(leaf_hash)
        done = [(level, index, found)]
        while index & 1:
            found = node_hash(self._peaks.pop(), found)
            index, level = index >> 1, level + 1
            done.append((level, index, found))
        self._peaks.append(found)
        self._size += 1
        return done

    def extend(self, leaf_hashes: Iterable[bytes]) -> Iterator[tuple[int, int, bytes]]:
        """Add leaf hashes one by one, yielding the completed nodes. Consume it to the end."""
        for leaf in leaf_hashes:
            yield from self.append(leaf)

    def root(self) -> bytes:
        """The Merkle tree hash of all leaves so far."""
        if not self._peaks:
            return EMPTY_ROOT
        found = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            found = node_hash(peak, found)
        return found

    def copy(self) -> Frontier:
        """An independent frontier at the same place."""
        twin = Frontier()
        twin._size, twin._peaks = self._size, list(self._peaks)
        return twin

    def encode(self) -> bytes:
        """Bytes from which `decode` restores it."""
        return self._size.to_bytes(_SIZE, "big") + b"".join(self._peaks)

    @classmethod
    def decode(cls, data: bytes) -> Frontier:
        """The frontier that was encoded. Raises ValueError for anything else."""
        size = int.from_bytes(data[:_SIZE], "big")
        if len(data) != _SIZE + _HASH * size.bit_count():
            raise ValueError("not an encoded frontier")
        found = cls()
        found._size = size
        found._peaks = [data[at : at + _HASH] for at in range(_SIZE, len(data), _HASH)]
        return found

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Frontier):
            return NotImplemented
        return self._size == other._size and self._peaks == other._peaks

    __hash__ = None  # type: ignore[assignment]  # it changes
