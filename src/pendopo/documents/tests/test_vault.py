"""Files at rest: nothing readable, nothing movable, nothing lost."""

from __future__ import annotations

import io
import os
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.documents.vault import Damaged, Shelf, decrypted, encrypted
from pendopo.documents.vault.incoming import Incoming, WrongOffset

KEY, OTHER = bytes(32), bytes([1]) * 32


def opened(sealed: bytes, *, key: bytes = KEY, bound: bytes = b"a") -> bytes:
    return b"".join(decrypted(key, io.BytesIO(sealed), bound=bound))


@given(st.binary(max_size=400), st.integers(1, 64))
def test_what_goes_in_comes_out(data: bytes, chunk: int) -> None:
    assert opened(b"".join(encrypted(KEY, data, bound=b"a", chunk=chunk))) == data


@given(st.binary(min_size=1, max_size=200), st.data())
@settings(max_examples=200)
def test_any_change_is_noticed(data: bytes, draw: st.DataObject) -> None:
    sealed = bytearray(b"".join(encrypted(KEY, data, bound=b"a", chunk=16)))
    sealed[draw.draw(st.integers(0, len(sealed) - 1))] ^= draw.draw(st.integers(1, 255))
    with pytest.raises(Damaged):
        opened(bytes(sealed))


def test_cut_moved_swapped_or_wrong_key() -> None:
    parts = list(encrypted(KEY, b"0123456789" * 5, bound=b"a", chunk=10))
    head, chunks = parts[0], parts[1:]
    for wrong in (
        head + b"".join(chunks[:-1]),
        head + b"".join([chunks[1], chunks[0], *chunks[2:]]),
        head + b"".join([*chunks, chunks[-1]]),
        head,
        b"",
    ):
        with pytest.raises(Damaged):
            opened(wrong)
    whole = b"".join(parts)
    with pytest.raises(Damaged):
        opened(whole, key=OTHER)
    with pytest.raises(Damaged):
        opened(whole, bound=b"b")


def test_the_shelf_keeps_by_ciphertext(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "35.11")
    first = shelf.put(encrypted(KEY, b"KTP", bound=b"a"))
    second = shelf.put(encrypted(KEY, b"KTP", bound=b"a"))
    assert first != second, "the same document twice has two names"
    with shelf.open(first) as file:
        assert b"".join(decrypted(KEY, file, bound=b"a")) == b"KTP"
    assert b"KTP" not in shelf.path(first).read_bytes()
    assert shelf.path(first).stat().st_mode & 0o077 == 0
    assert sorted(shelf.names(older_than=2e10)) == sorted([first, second])
    assert list(shelf.names(older_than=1.0)) == []


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> object:
        yield b"x"
        raise RuntimeError

    shelf = Shelf(tmp_path, "35.11")
    with pytest.raises(RuntimeError):
        shelf.put(broken())  # type: ignore[arg-type]  # that is the test
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("region", ["../x", "", "a/b", "..", "x" * 14])
def test_no_way_out_of_the_shelf(tmp_path: Path, region: str) -> None:
    with pytest.raises(ValueError, match="region"):
        Shelf(tmp_path, region)
    with pytest.raises(ValueError, match="shelf"):
        Shelf(tmp_path, "35.11").open("../../etc/passwd")


def test_an_upload_resumes_where_it_stands(tmp_path: Path) -> None:
    one = Incoming(tmp_path, UUID(int=7))
    assert one.append(KEY, 0, b"hello ", limit=11) == 6
    for wrong in (0, 3, 7):
        with pytest.raises(WrongOffset) as caught:
            one.append(KEY, wrong, b"x", limit=11)
        assert caught.value.offset == 6
    with pytest.raises(WrongOffset):
        one.append(KEY, 6, b"too much", limit=11)
    assert one.append(KEY, 6, b"world", limit=11) == 11
    assert one.offset() == 11 and one.read(KEY) == b"hello world"
    assert b"hello" not in one.path.read_bytes()
    with pytest.raises(Damaged):
        one.read(OTHER)


@pytest.mark.parametrize("torn", [1, 5, 17, 30])
def test_a_torn_record_is_cut_off(tmp_path: Path, torn: int) -> None:
    one = Incoming(tmp_path, UUID(int=7))
    one.append(KEY, 0, b"hello ", limit=11)
    whole = one.path.stat().st_size
    one.append(KEY, 6, b"world", limit=11)
    os.truncate(one.path, min(whole + torn, one.path.stat().st_size - 1))
    assert one.offset() == 6
    assert one.append(KEY, 6, b"world", limit=11) == 11
    assert one.read(KEY) == b"hello world"
