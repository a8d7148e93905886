"""Files through the front door, on the real database."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from pendopo.documents.tests.doors import directory, documents, ledger, models, ports
from pendopo.documents.tests.samples import photo, small_pdf
from pendopo.documents.tests.setting import facts

pytestmark = pytest.mark.usefixtures("region")


class Verdict:
    name = "sample"

    def __init__(self, verdict: str) -> None:
        self._verdict = verdict

    def scan(self, data: bytes) -> str:
        if self._verdict == "down":
            raise documents.ScannerDown("x")
        return self._verdict


@pytest.fixture(autouse=True)
def unbound() -> Iterator[None]:
    yield
    documents.bind_scanner(documents.NotScanned())


def store(now: dt.datetime, data: bytes, purpose: str = "attachment") -> documents.File:
    return documents.store(
        name="C:\\Foto\\KTP Ayu.pdf", data=data, purpose=purpose, key=directory.new_key(now),
        owner_id=uuid4(), now=now,
    )  # fmt: skip


def test_an_upload_that_resumes(now: dt.datetime) -> None:
    data, owner = small_pdf(), uuid4()
    begun = documents.begin_upload(
        name="berkas.pdf", size=len(data), purpose="attachment", key=directory.new_key(now),
        owner_id=owner, now=now,
    )  # fmt: skip
    who = {"upload_id": begun.id, "owner_id": owner}
    assert documents.append_chunk(**who, offset=0, data=data[:5000]).offset == 5000
    for wrong in (0, 4000, 6000):
        with pytest.raises(documents.Refused) as caught:
            documents.append_chunk(**who, offset=wrong, data=b"x")
        assert caught.value.code == "upload_offset" and caught.value.details["offset"] == 5000
    with pytest.raises(documents.Refused, match="upload_unfinished"):
        documents.finish_upload(**who, now=now)
    with pytest.raises(documents.Refused, match="upload_unknown"):
        documents.append_chunk(upload_id=begun.id, owner_id=uuid4(), offset=5000, data=b"x")
    assert documents.upload(**who).offset == 5000
    documents.append_chunk(**who, offset=5000, data=data[5000:])
    file = documents.finish_upload(**who, now=now)
    assert (file.name, file.size, file.scanned) == ("berkas.pdf", len(data), "not_scanned")
    assert file.sha256 == hashlib.sha256(data).hexdigest()
    assert documents.read_file(file_id=file.id) == data
    assert documents.all_complete(file_ids=[file.id], owner_id=owner)
    assert not documents.all_complete(file_ids=[file.id, uuid4()], owner_id=owner)
    assert not documents.all_complete(file_ids=[file.id], owner_id=uuid4())
    assert facts(begun.id) == ["upload.begun"] and facts(file.id) == ["file.stored"]
    with pytest.raises(documents.Refused, match="upload_unknown"):
        documents.finish_upload(**who, now=now)


@pytest.mark.parametrize(
    ("data", "purpose", "code"),
    [
        (b"", "attachment", "file_empty"),
        (b"x" * 100, "attachment", "file_kind"),
        (b"x" * (10 * 1024 * 1024 + 1), "attachment", "file_too_large"),
        (b"x", "rahasia", "upload_purpose"),
        (photo(), "document", "file_not_this_kind"),
    ],
)
def test_refused(now: dt.datetime, data: bytes, purpose: str, code: str) -> None:
    with pytest.raises(documents.Refused) as caught:
        store(now, data, purpose)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("verdict", "code"), [("infected", "file_infected"), ("down", "scanner_down")]
)
def test_the_scanner_decides(now: dt.datetime, verdict: str, code: str) -> None:
    documents.bind_scanner(Verdict(verdict))  # type: ignore[arg-type]  # a scanner by its shape
    with pytest.raises(documents.Refused, match=code):
        store(now, photo())
    documents.bind_scanner(Verdict("clean"))  # type: ignore[arg-type]  # a scanner by its shape
    assert store(now, photo()).scanned == "clean"


def test_nothing_readable_on_disk_or_in_the_row(now: dt.datetime) -> None:
    data = small_pdf()
    file = store(now, data)
    assert file.name == "KTP Ayu.pdf"
    with ledger.region_transaction():
        row = models.StoredFile.objects.get(pk=file.id)
    assert b"Ayu" not in bytes(row.secret_sealed)
    stored = ports.shelf().path(row.shelf_name).read_bytes()
    assert b"%PDF" not in stored and row.shelf_name == hashlib.sha256(stored).hexdigest()


def test_a_file_is_streamed(now: dt.datetime) -> None:
    data = photo("PNG", (900, 900))
    file = store(now, data)
    (known,) = documents.files(file_ids=[file.id, uuid4()])
    opened, pieces = documents.open_file(file_id=file.id)
    assert opened == known == file and len(b"".join(pieces)) == file.size


def test_damage_and_erasure_are_told(now: dt.datetime) -> None:
    key = directory.new_key(now)
    words = {"purpose": "attachment", "key": key, "owner_id": uuid4(), "now": now}
    first = documents.store(name="a.jpg", data=photo(), **words)
    second = documents.store(name="b.jpg", data=photo(), **words)
    with ledger.region_transaction():
        path = ports.shelf().path(models.StoredFile.objects.get(pk=first.id).shelf_name)
    changed = bytearray(path.read_bytes())
    changed[-1] ^= 1
    path.write_bytes(bytes(changed))
    with pytest.raises(documents.Refused, match="file_unreadable"):
        documents.read_file(file_id=first.id)
    path.unlink()
    with pytest.raises(documents.Refused, match="file_unreadable"):
        documents.read_file(file_id=first.id)
    with pytest.raises(documents.Refused, match="file_unknown"):
        documents.read_file(file_id=uuid4())
    assert documents.read_file(file_id=second.id)
    directory.destroy_key(key_id=key.id, now=now)
    with pytest.raises(documents.Refused, match="file_unreadable"):
        documents.read_file(file_id=second.id)
    assert documents.files(file_ids=[second.id]) == ()


def test_another_region_sees_nothing(now: dt.datetime) -> None:
    file = store(now, photo())
    with ledger.use_region("99.98"):
        with pytest.raises(documents.Refused, match="file_unknown"):
            documents.read_file(file_id=file.id)
        assert documents.files(file_ids=[file.id]) == ()


def _age(path: Path, now: dt.datetime) -> None:
    then = now.timestamp() - 3 * 86400
    os.utime(path, (then, then))


def test_the_sweep(now: dt.datetime) -> None:
    owner, key = uuid4(), directory.new_key(now)
    words = {"name": "a.pdf", "size": 10, "purpose": "attachment", "key": key, "owner_id": owner}
    old = documents.begin_upload(**words, now=now)
    documents.append_chunk(upload_id=old.id, owner_id=owner, offset=0, data=b"12345")
    kept, removed, fresh = store(now, photo()), store(now, photo()), store(now, photo())
    with ledger.region_transaction():
        paths = {
            row.pk: ports.shelf().path(row.shelf_name) for row in models.StoredFile.objects.all()
        }
    documents.remove_file(file_id=removed.id, reason="withdrawn", now=now)
    documents.remove_file(file_id=fresh.id, reason="withdrawn", now=now)
    assert facts(removed.id) == ["file.stored", "file.removed"]
    _age(paths[kept.id], now)
    _age(paths[removed.id], now)
    draft = ports.shelf().folder / ".draft-0011"
    draft.write_bytes(b"half")
    _age(draft, now)

    tomorrow = documents.sweep(now=now + dt.timedelta(days=1))
    assert tomorrow.uploads == 0 and tomorrow.orphans >= 1 and not draft.exists()
    assert paths[kept.id].exists() and not paths[removed.id].exists()
    assert paths[fresh.id].exists(), "young bytes may belong to a transaction still open"
    assert documents.upload(upload_id=old.id, owner_id=owner).offset == 5

    later = documents.sweep(now=now + dt.timedelta(days=2, minutes=1))
    assert later.uploads == 1 and facts(old.id) == ["upload.begun", "upload.abandoned"]
    assert not ports.incoming(old.id).path.exists()
    assert documents.sweep(now=now + dt.timedelta(days=3)).uploads == 0
