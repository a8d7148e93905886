"""Sealing of personal data: one data key per person, wrapped by a versioned master key."""

from pendopo.directory.sealing.keys import (
    DataKey,
    KeyUnavailable,
    bind_lookup_key,
    bind_master,
    current_version,
    draw_key,
    unwrap,
    wrap,
)
from pendopo.directory.sealing.lookup import lookup_hash
from pendopo.directory.sealing.seal import Broken, Sealer, bound_to, sealer

__all__ = [
    "Broken",
    "DataKey",
    "KeyUnavailable",
    "Sealer",
    "bind_lookup_key",
    "bind_master",
    "bound_to",
    "current_version",
    "draw_key",
    "lookup_hash",
    "sealer",
    "unwrap",
    "wrap",
]
