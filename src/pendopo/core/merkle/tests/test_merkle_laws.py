"""Everything against the recursive definition of RFC 9162 section 2.1."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pendopo.core.merkle import (
    Frontier,
    consistency_path,
    consistency_proof,
    consistency_proof_from,
    fold,
    inclusion_path,
    inclusion_proof,
    inclusion_proof_from,
    leaf_hash,
    needed,
    proof_of,
    root,
    root_nodes,
    verify_consistency,
    verify_inclusion,
)

SIZES = st.integers(1, 130)
LEAVES = [leaf_hash(str(number).encode()) for number in range(130)]
NODES = {(level, index): found for level, index, found in Frontier().extend(LEAVES)}


def cut(leaves):
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return k


def defined_root(leaves):
    if len(leaves) == 1:
        return leaves[0]
    k = cut(leaves)
    return sha256(b"\x01" + defined_root(leaves[:k]) + defined_root(leaves[k:])).digest()


def defined_path(index, leaves):
    if len(leaves) == 1:
        return []
    k = cut(leaves)
    if index < k:
        return [*defined_path(index, leaves[:k]), defined_root(leaves[k:])]
    return [*defined_path(index - k, leaves[k:]), defined_root(leaves[:k])]


def get_node(level, index):
    return NODES[level, index]


@given(SIZES)
def test_the_root_and_the_frontier_agree_with_the_definition(size):
    expected = defined_root(LEAVES[:size])
    frontier = Frontier()
    for leaf in LEAVES[:size]:
        frontier.append(leaf)
    assert root(LEAVES[:size]) == frontier.root() == expected
    assert fold(root_nodes(size), NODES) == expected
    assert Frontier.decode(frontier.encode()) == frontier
    assert frontier.size == size


@given(SIZES, st.data())
def test_inclusion_from_leaves_and_from_stored_nodes(size, data):
    index = data.draw(st.integers(0, size - 1))
    expected = defined_path(index, LEAVES[:size])
    assert inclusion_proof(LEAVES[:size], index) == expected
    assert inclusion_proof_from(get_node, index, size) == expected
    assert verify_inclusion(LEAVES[index], index, size, expected, root(LEAVES[:size]))


@given(SIZES, st.data())
def test_only_complete_nodes_are_asked_for_and_few(size, data):
    index = data.draw(st.integers(0, size - 1))
    keys = needed(inclusion_path(index, size))
    assert all((at + 1) << level <= size for level, at in keys)
    assert len(keys) <= 2 * size.bit_length()
    proof = proof_of(inclusion_path(index, size), {key: NODES[key] for key in keys})
    assert proof == defined_path(index, LEAVES[:size])


@given(SIZES, st.data())
def test_consistency_from_leaves_and_from_stored_nodes(size, data):
    old = data.draw(st.integers(0, size))
    proof = consistency_proof(LEAVES[:size], old)
    assert consistency_proof_from(get_node, old, size) == proof
    assert all((at + 1) << level <= size for level, at in needed(consistency_path(old, size)))
    assert verify_consistency(old, size, proof, root(LEAVES[:old]), root(LEAVES[:size]))


@given(SIZES, st.data())
def test_a_forged_inclusion_is_refused(size, data):
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(LEAVES[:size], index)
    tree = root(LEAVES[:size])
    other = data.draw(
        st.integers(0, size - 1).filter(lambda at: at != index) if size > 1 else st.just(1)
    )
    assert not verify_inclusion(LEAVES[index], other, size, proof, tree)
    assert not verify_inclusion(leaf_hash(b"forged"), index, size, proof, tree)
    assert not verify_inclusion(LEAVES[index], index, size, [*proof, LEAVES[0]], tree)
    if proof:
        assert not verify_inclusion(LEAVES[index], index, size, proof[:-1], tree)
    assert not verify_inclusion(LEAVES[index], index, 0, proof, tree)
    assert not verify_inclusion(LEAVES[index], index, size, proof, tree.hex())
    assert not verify_inclusion(LEAVES[index], index, size, [*proof[:-1], None], tree)


@given(st.integers(2, 130), st.data())
def test_a_rewritten_past_is_refused(size, data):
    old = data.draw(st.integers(1, size - 1))
    at = data.draw(st.integers(0, old - 1))
    forged = list(LEAVES[:size])
    forged[at] = leaf_hash(b"forged")
    proof = consistency_proof(forged, old)
    assert not verify_consistency(old, size, proof, root(LEAVES[:old]), root(forged))
    assert not verify_consistency(size, old, proof, root(LEAVES[:old]), root(forged))
    assert not verify_consistency(old, size, proof[:-1], root(forged[:old]), root(forged))
    assert not verify_consistency(old, size, [], root(LEAVES[:old]), root(LEAVES[:size]))


@given(SIZES)
def test_every_complete_node_is_stored_exactly_once(size):
    done = [(level, index) for level, index, _ in Frontier().extend(LEAVES[:size])]
    levels = range(size.bit_length())
    expected = {(level, index) for level in levels for index in range(size >> level)}
    assert len(done) == len(set(done))
    assert set(done) == expected


def test_a_lie_about_the_size_is_refused():
    """The root is that of another size than the one claimed."""
    four, two = root(LEAVES[:4]), root(LEAVES[:2])
    assert not verify_inclusion(LEAVES[0], 0, 8, inclusion_proof(LEAVES[:4], 0), four)
    assert not verify_inclusion(LEAVES[0], 0, 2, inclusion_proof(LEAVES[:4], 0), four)
    assert not verify_inclusion(LEAVES[0], 0, 1, [LEAVES[1]], two)
    assert not verify_inclusion(LEAVES[1], 0, 1, [LEAVES[0]], two)
    assert not verify_consistency(1, 4, [LEAVES[1]], LEAVES[0], two)
    assert not verify_consistency(2, 3, [root(LEAVES[2:4]), LEAVES[4]], two, root(LEAVES[:5]))
    assert not verify_consistency(0, 3, [], two, root(LEAVES[:3]))
    assert not verify_consistency(2, 2, [], two, four)


def test_what_cannot_be_asked():
    with pytest.raises(IndexError):
        inclusion_proof(LEAVES[:3], 3)
    with pytest.raises(IndexError):
        inclusion_path(3, 3)
    with pytest.raises(IndexError):
        consistency_proof(LEAVES[:3], 4)
    with pytest.raises(IndexError):
        consistency_path(4, 3)
    with pytest.raises(ValueError, match="32 bytes"):
        Frontier().append(b"short")
    for data in (b"", b"\x00" * 7, b"\x00" * 8 + b"x", (3).to_bytes(8, "big") + b"x" * 32):
        with pytest.raises(ValueError, match="encoded frontier"):
            Frontier.decode(data)


def test_a_copy_goes_its_own_way():
    frontier = Frontier()
    frontier.append(LEAVES[0])
    twin = frontier.copy()
    twin.append(LEAVES[1])
    assert (frontier.size, twin.size) == (1, 2)
    assert frontier.root() == LEAVES[0]
