"""Merkle trees of RFC 6962 and RFC 9162: roots, proofs, and a form that is stored and grows."""

from pendopo.core.merkle.difference import Difference, find_difference
from pendopo.core.merkle.frontier import Frontier
from pendopo.core.merkle.stored import (
    Node,
    consistency_path,
    consistency_proof_from,
    fold,
    inclusion_path,
    inclusion_proof_from,
    needed,
    proof_of,
    root_nodes,
)
from pendopo.core.merkle.tree import (
    EMPTY_ROOT,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
)
from pendopo.core.merkle.verify import verify_consistency, verify_inclusion

__all__ = [
    "EMPTY_ROOT",
    "Difference",
    "Frontier",
    "Node",
    "consistency_path",
    "consistency_proof",
    "consistency_proof_from",
    "find_difference",
    "fold",
    "inclusion_path",
    "inclusion_proof",
    "inclusion_proof_from",
    "leaf_hash",
    "needed",
    "node_hash",
    "proof_of",
    "root",
    "root_nodes",
    "verify_consistency",
    "verify_inclusion",
]
