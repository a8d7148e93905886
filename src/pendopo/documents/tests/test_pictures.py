"""Photos through the front door and the worker, on the real database."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from pendopo.documents.tests.doors import directory, documents, ledger, models, ports
from pendopo.documents.tests.scenes import opened, scene, stored, tiff, with_chunk, with_segment
from pendopo.documents.tests.setting import facts

pytestmark = pytest.mark.usefixtures("region")

GPS = {1: "S", 2: [(7, 1), (54, 1), (4860, 100)], 3: "E", 4: [(113, 1), (49, 1), (1812, 100)]}
MAIN = {0x010F: "PabrikKamera", 0x0110: "X1", 0x0131: "Adobe Photoshop"}
EXIF = tiff(GPS, {**MAIN, 0x0112: 6}, {0x9003: "2026:11:15 08:00:00"})


def photo(seed: int = 1, size: tuple[int, int] = (2400, 1200)) -> bytes:
    """A photo held sideways, full of what a camera writes."""
    plain = stored(scene(seed, size), icc_profile=b"PabrikWarna" * 20, comment=b"KataRahasia")
    return with_segment(plain, 0xE1, EXIF)


def store(now: dt.datetime, data: bytes, **over: Any) -> UUID:
    words = {"key": directory.new_key(now), "owner_id": uuid4(), "now": now, **over}
    return documents.store(name="IMG_0001.jpg", data=data, purpose="photo", **words).id


def prepared(now: dt.datetime, data: bytes, **over: Any) -> Any:
    file_id = store(now, data, **over)
    assert documents.prepare_picture(file_id=file_id, now=now)
    return documents.picture(file_id=file_id)


def test_a_photo_waits_and_is_prepared_by_the_worker(now: dt.datetime, worker: Any) -> None:
    data = photo()
    file_id = store(now, data)
    waiting = documents.picture(file_id=file_id)
    assert (waiting.status, waiting.width, waiting.height) == ("waiting", 2400, 1200)
    assert waiting.preview_id is None and waiting.phash == ""
    worker.drain(now)
    ready = documents.picture(file_id=file_id, private=True)
    assert (ready.status, ready.width, ready.height) == ("ready", 1200, 2400), "upright"
    assert ready.gps == documents.Gps(pytest.approx(-7.9135), pytest.approx(113.8217))
    assert ready.taken_at == dt.datetime(2026, 11, 15, 1, 0, tzinfo=dt.UTC)
    assert (ready.camera, ready.markers) == ("PabrikKamera X1", ("editor:photoshop",))
    assert facts(file_id) == ["file.stored", "picture.prepared"]
    preview = opened(documents.read_file(file_id=ready.preview_id))
    thumbnail = opened(documents.read_file(file_id=ready.thumbnail_id))
    assert preview.size == (800, 1600) and thumbnail.size == (160, 320)
    _, pieces = documents.open_original(file_id=file_id)
    assert b"".join(pieces) == data, "the original stays as it was sent"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_the_camera_wrote_is_left_in_the_copies(now: dt.datetime, form: str) -> None:
    xmp = b"<x:xmpmeta>KataRahasia</x:xmpmeta>"
    data = stored(scene(2), form, exif=EXIF, icc_profile=b"PabrikWarna" * 20, xmp=xmp)
    if form == "PNG":
        data = with_chunk(data, b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp)
    assert b"PabrikKamera" in data and b"KataRahasia" in data
    found = prepared(now, data + b"KataRahasia")
    for file_id in (found.preview_id, found.thumbnail_id):
        copy = documents.read_file(file_id=file_id)
        for word in (b"Pabrik", b"KataRahasia", b"Exif", b"xmpmeta", b"ICC_PROFILE", b"Photoshop"):
            assert word not in copy
        picture = opened(copy)
        assert not picture.getexif() and picture.format == "JPEG"
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_the_exact_place_leaves_only_when_asked_for(now: dt.datetime) -> None:
    file_id = store(now, photo())
    documents.prepare_picture(file_id=file_id, now=now)
    plain = documents.picture(file_id=file_id)
    assert (plain.gps, plain.taken_at, plain.camera, plain.markers) == (None, None, "", ())
    private = documents.picture(file_id=file_id, private=True)
    assert "113.8" not in repr(private) and "Pabrik" not in repr(private)
    for read in (documents.open_file, documents.read_file):
        with pytest.raises(documents.Refused, match="photo_private"):
            read(file_id=file_id)
    with ledger.region_transaction():
        row = models.Picture.objects.get(pk=file_id)
        assert b"113" not in bytes(row.private_sealed)
        told = [one.data for one in ledger.facts_about(about=file_id)]
    assert "113" not in str([one.get("gps") for one in told])
    assert all(set(one) <= {"purpose", "media_type", "size", "scanned", "flags", "upload", "width",
                            "height", "preview", "thumbnail"} for one in told)  # fmt: skip


def test_preparing_twice_is_preparing_once(now: dt.datetime) -> None:
    file_id = store(now, photo(3, (400, 300)))
    assert documents.prepare_picture(file_id=file_id, now=now)
    first = documents.picture(file_id=file_id)
    assert not documents.prepare_picture(file_id=file_id, now=now)
    assert not documents.prepare_picture(file_id=uuid4(), now=now)
    assert documents.picture(file_id=file_id) == first
    assert facts(file_id) == ["file.stored", "picture.prepared"]


def test_a_crash_on_the_way_leaves_it_waiting(
    now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_id = store(now, photo(4, (400, 300)))
    shelf, put = ports.Shelf, ports.Shelf.put

    def full(self: Any, parts: Any) -> str:
        monkeypatch.setattr(shelf, "put", broken)
        return str(put(self, parts))

    def broken(self: Any, parts: Any) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shelf, "put", full)  # the preview is written, the thumbnail is not
    with pytest.raises(OSError, match="No space"):
        documents.prepare_picture(file_id=file_id, now=now)
    monkeypatch.undo()
    assert documents.picture(file_id=file_id).status == "waiting"
    assert facts(file_id) == ["file.stored"]
    assert documents.prepare_picture(file_id=file_id, now=now)
    assert documents.picture(file_id=file_id).status == "ready"


def test_what_cannot_be_decoded_is_told_once(now: dt.datetime) -> None:
    torn = with_chunk(stored(scene(5), "PNG"), b"IDAT", b"these are no pixels")
    file_id = store(now, torn)
    assert documents.prepare_picture(file_id=file_id, now=now)
    assert documents.picture(file_id=file_id).status == "unreadable"
    assert facts(file_id) == ["file.stored", "picture.unreadable"]
    assert not documents.prepare_picture(file_id=file_id, now=now)


def test_a_person_erased_meanwhile(now: dt.datetime) -> None:
    key = directory.new_key(now)
    early, late = store(now, photo(), key=key), store(now, photo(), key=key)
    documents.prepare_picture(file_id=early, now=now)
    directory.destroy_key(key_id=key.id, now=now)
    assert documents.prepare_picture(file_id=late, now=now)
    assert documents.picture(file_id=late).status == "unreadable"
    assert documents.picture(file_id=early, private=True).gps is None
    with pytest.raises(documents.Refused, match="file_unreadable"):
        documents.read_file(file_id=documents.picture(file_id=early).preview_id)


def test_a_removed_photo_takes_its_copies_along(now: dt.datetime) -> None:
    found = prepared(now, photo())
    documents.remove_file(file_id=found.file_id, reason="withdrawn", now=now)
    with pytest.raises(documents.Refused, match="photo_unknown"):
        documents.picture(file_id=found.file_id)
    ids = [found.file_id, found.preview_id, found.thumbnail_id]
    assert documents.files(file_ids=ids) == ()
    assert facts(found.file_id) == ["file.stored", "picture.prepared", "file.removed"]


def test_refused_at_the_door_nothing_is_kept(now: dt.datetime) -> None:
    with pytest.raises(documents.Refused, match="photo_kind"):
        store(now, b"GIF89a" + b"x" * 40)
    with ledger.region_transaction():
        assert not models.StoredFile.objects.exists() and not models.Picture.objects.exists()


def test_similar_photos_are_found_in_one_statement(now: dt.datetime) -> None:
    original = scene(6)
    first = prepared(now, stored(original))
    crop = prepared(now, stored(original.crop((32, 0, 640, 480)), quality=50))
    mirror = prepared(now, stored(original.transpose(Image.Transpose.FLIP_LEFT_RIGHT), "WEBP"))
    turned = prepared(now, stored(original.transpose(Image.Transpose.ROTATE_270), "PNG"))
    for seed in range(20, 26):
        prepared(now, stored(scene(seed)))
    with CaptureQueriesContext(connection) as seen:
        found = documents.similar_pictures(phash=first.phash, without=[first.file_id])
    assert len([one for one in seen if "documents_picture" in one["sql"]]) == 1
    assert {one.file_id: one.turn for one in found} == {
        crop.file_id: "same", mirror.file_id: "mirrored", turned.file_id: "turned_90",
    }  # fmt: skip
    assert [one.distance for one in found] == sorted(one.distance for one in found)
    (itself,) = documents.similar_pictures(phash=first.phash, within=0)[:1]
    assert (itself.file_id, itself.distance, itself.turn) == (first.file_id, 0, "same")
    with ledger.use_region("99.97"):
        assert documents.similar_pictures(phash=first.phash) == ()
    with pytest.raises(documents.Refused, match="hash_malformed"):
        documents.similar_pictures(phash="xyz")


def test_many_photos_cost_no_more_statements_than_one(now: dt.datetime) -> None:
    key = directory.new_key(now)
    many = [prepared(now, stored(scene(seed, (90, 60))), key=key).file_id for seed in range(5)]
    counts = []
    for ids in (many[:1], [*many, uuid4()]):
        with CaptureQueriesContext(connection) as seen:
            assert len(documents.pictures(file_ids=ids, private=True)) == min(len(ids), 5)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_grey_wall_is_like_nothing(now: dt.datetime) -> None:
    wall = stored(Image.new("RGB", (300, 200), (90, 90, 90)))
    found = prepared(now, wall)
    assert (found.status, found.phash) == ("ready", "")
    assert documents.similar_pictures(phash=found.phash) == ()
