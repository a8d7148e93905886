"""Copies are found, strangers are not, and a hash can be turned without its picture."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageEnhance

from pendopo.documents.pictures.likeness import (
    ALIKE,
    Hash,
    bands,
    distance,
    hash_of,
    parse,
    probes,
    turns,
)
from pendopo.documents.tests.scenes import opened, scene, stored

SCENES = [scene(seed) for seed in range(24)]
BITS = st.integers(0, (1 << 64) - 1)


def hashed(picture: Image.Image) -> Hash:
    found = hash_of(picture)
    assert found is not None
    return found


def cropped(picture: Image.Image, left: float, top: float, right: float, low: float) -> Image.Image:
    width, height = picture.size
    box = (width * left, height * top, width * (1 - right), height * (1 - low))
    return picture.crop(tuple(round(one) for one in box))  # type: ignore[arg-type]  # four


CHANGES = {
    "stored anew": lambda one: opened(stored(one, quality=40)),
    "another kind": lambda one: opened(stored(one, "WEBP", quality=60)),
    "half the size": lambda one: one.resize((320, 240)),
    "a thumbnail": lambda one: opened(stored(one.resize((160, 120)), quality=70)),
    "brighter": lambda one: ImageEnhance.Brightness(one).enhance(1.2),
    "more contrast": lambda one: ImageEnhance.Contrast(one).enhance(1.2),
    "grey": lambda one: one.convert("L"),
    "5 % of the left": lambda one: cropped(one, 0.05, 0, 0, 0),
    "5 % of the foot": lambda one: cropped(one, 0, 0, 0, 0.05),
    "5 % of the width and of the height": lambda one: cropped(one, 0.025, 0.025, 0.025, 0.025),
    "brighter, cropped, stored anew": lambda one: opened(
        stored(ImageEnhance.Brightness(cropped(one, 0.025, 0.025, 0.025, 0.025)).enhance(1.1),
               quality=60)
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_copy_is_alike(change: str) -> None:
    far = [distance(hashed(one), hashed(CHANGES[change](one))) for one in SCENES]
    assert max(far) <= ALIKE, far


def test_different_photos_are_not_alike() -> None:
    hashes = [hashed(one) for one in SCENES]
    nearest = min(distance(one, other) for one, other in combinations(hashes, 2))
    assert nearest > ALIKE + 3


TURNED = {
    "same": None,
    "mirrored": Image.Transpose.FLIP_LEFT_RIGHT,
    "flipped": Image.Transpose.FLIP_TOP_BOTTOM,
    "turned_180": Image.Transpose.ROTATE_180,
    "turned_90": Image.Transpose.ROTATE_270,  # Pillow counts against the clock
    "turned_270": Image.Transpose.ROTATE_90,
    "mirrored_turned_90": None,
    "mirrored_turned_270": None,
}


@pytest.mark.parametrize("turn", [name for name, way in TURNED.items() if way is not None])
def test_a_turned_hash_is_the_hash_of_the_turned_picture(turn: str) -> None:
    for one in SCENES[:8]:
        turned = hashed(one.transpose(TURNED[turn]))
        assert distance(turns(hashed(one))[turn], turned) <= 1  # type: ignore[index]  # by name
        best = min(turns(hashed(one)).items(), key=lambda item: distance(item[1], turned))
        assert best[0] == turn


@given(BITS, BITS)
def test_the_eight_positions(across: int, down: int) -> None:
    one = Hash(across, down)
    found = turns(one)
    assert len(found) == 8 and found["same"] == one
    assert turns(found["mirrored"])["mirrored"] == one
    assert turns(found["turned_90"])["turned_270"] == one
    assert turns(found["turned_180"])["turned_180"] == one
    assert parse(str(one)) == one


@given(BITS, st.sets(st.integers(0, 63), max_size=ALIKE))
def test_the_bands_find_every_hash_within_reach(across: int, changed: set[int]) -> None:
    other = across
    for bit in changed:
        other ^= 1 << bit
    reach = len(changed) // 4
    pairs = zip(bands(across), bands(other), strict=True)
    assert any(theirs in probes(ours, reach) for ours, theirs in pairs)


def test_a_grey_wall_has_no_hash() -> None:
    assert hash_of(Image.new("RGB", (400, 300), (90, 90, 92))) is None
    assert parse("") is None and parse("g" * 32) is None and parse("A" * 32) is None
