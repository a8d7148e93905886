"""Sealing: what opens, and everything that must not."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pendopo.directory.sealing import keys
from pendopo.directory.sealing.keys import DataKey, KeyUnavailable, draw_key, unwrap, wrap
from pendopo.directory.sealing.lookup import lookup_hash
from pendopo.directory.sealing.seal import Broken, bound_to, sealer

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
MASTERS = {1: b"\x01" * 32, 2: b"\x02" * 32, 9: b"short"}


@pytest.fixture(autouse=True)
def masters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_masters", keys._Masters(MASTERS.__getitem__, 1))
    monkeypatch.setattr(keys, "_lookup", lambda: b"\x07" * 32)


def a_key() -> DataKey:
    return DataKey(uuid4(), "35.11", os.urandom(32))


@given(data=st.binary(max_size=300), row=st.uuids())
def test_sealed_bytes_open_again_in_their_place(data: bytes, row: UUID) -> None:
    key = a_key()
    aad = bound_to("directory_person", "name", row)
    assert sealer.open(key, sealer.seal(key, data, aad=aad), aad=aad) == data


@given(data=st.binary(max_size=40), where=st.data())
def test_one_changed_bit_anywhere_breaks_the_seal(data: bytes, where: st.DataObject) -> None:
    key = a_key()
    sealed = bytearray(sealer.seal(key, data, aad=b"here"))
    bit = where.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << (bit % 8)
    with pytest.raises(Broken):
        sealer.open(key, bytes(sealed), aad=b"here")


@given(data=st.binary(max_size=40), cut=st.integers(0, 60))
def test_a_shortened_seal_breaks(data: bytes, cut: int) -> None:
    key = a_key()
    sealed = sealer.seal(key, data, aad=b"here")
    with pytest.raises(Broken):
        sealer.open(key, sealed[: min(cut, len(sealed) - 1)], aad=b"here")


@pytest.mark.parametrize(
    ("table", "field", "other_row"),
    [
        ("directory_person", "office", False),
        ("casework_case", "name", False),
        ("directory_person", "name", True),
    ],
    ids=["another field", "another table", "another row"],
)
def test_sealed_bytes_do_not_open_elsewhere(table: str, field: str, other_row: bool) -> None:
    key, row = a_key(), uuid4()
    sealed = sealer.seal(key, b"Siti", aad=bound_to("directory_person", "name", row))
    place = bound_to(table, field, uuid4() if other_row else row)
    with pytest.raises(Broken):
        sealer.open(key, sealed, aad=place)


def test_another_key_does_not_open() -> None:
    key, other = a_key(), a_key()
    sealed = sealer.seal(key, b"Siti", aad=b"here")
    with pytest.raises(Broken):
        sealer.open(other, sealed, aad=b"here")
    with pytest.raises(Broken):  # even when it pretends to be the same one
        sealer.open(DataKey(key.id, key.region, other.material), sealed, aad=b"here")


def test_the_same_text_never_seals_the_same_twice() -> None:
    key = a_key()
    assert sealer.seal(key, b"Siti", aad=b"x") != sealer.seal(key, b"Siti", aad=b"x")
    assert sealer.key_of(sealer.seal(key, b"Siti", aad=b"x")) == key.id


def test_a_wrapped_key_unwraps_only_for_its_id_and_region() -> None:
    key, wrapped = draw_key(NOW, region="35.11")
    assert unwrap(key.id, "35.11", wrapped) == key
    with pytest.raises(KeyUnavailable):
        unwrap(uuid4(), "35.11", wrapped)
    with pytest.raises(KeyUnavailable):
        unwrap(key.id, "35.09", wrapped)


@given(where=st.data())
def test_one_changed_bit_breaks_a_wrapped_key(where: st.DataObject) -> None:
    key, wrapped = draw_key(NOW, region="35.11")
    bad = bytearray(wrapped)
    bit = where.draw(st.integers(24, len(bad) * 8 - 1))  # behind layout and version
    bad[bit // 8] ^= 1 << (bit % 8)
    with pytest.raises(KeyUnavailable):
        unwrap(key.id, "35.11", bytes(bad))


def test_a_forged_version_byte_does_not_open() -> None:
    key, wrapped = draw_key(NOW, region="35.11")
    with pytest.raises(KeyUnavailable):
        unwrap(key.id, "35.11", wrapped[:2] + b"\x02" + wrapped[3:])


def test_rewrapping_keeps_the_key_and_needs_the_new_master() -> None:
    key, _ = draw_key(NOW, region="35.11")
    newer = wrap(key, version=2)
    assert newer[1:3] == b"\x00\x02"
    assert unwrap(key.id, "35.11", newer).material == key.material


def test_destroyed_unbound_and_short_keys_are_told_apart_from_data(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key, wrapped = draw_key(NOW, region="35.11")
    with pytest.raises(KeyUnavailable, match="destroyed"):
        unwrap(key.id, "35.11", None)
    with pytest.raises(KeyUnavailable, match="5 bytes"):
        wrap(key, version=9)
    monkeypatch.setattr(keys, "_masters", None)
    with pytest.raises(KeyUnavailable, match="no master key"):
        unwrap(key.id, "35.11", wrapped)


def test_key_material_is_not_printed() -> None:
    key = a_key()
    assert key.material.hex() not in repr(key)
    assert repr(key.material) not in repr(key)


def test_look_up_hashes_depend_on_kind_value_and_key(monkeypatch: pytest.MonkeyPatch) -> None:
    nik = lookup_hash("nik", "3511014208900001")
    assert nik == lookup_hash("nik", "3511014208900001")
    assert nik != lookup_hash("nip", "3511014208900001")
    assert nik != lookup_hash("nik", "3511014208900002")
    monkeypatch.setattr(keys, "_lookup", lambda: b"\x08" * 32)
    assert nik != lookup_hash("nik", "3511014208900001")
