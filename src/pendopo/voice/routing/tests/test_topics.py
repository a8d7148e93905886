"""Rules of a region: the shipped file holds, and a defect is named with file, line and rule."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from pendopo.voice.routing import (
    TopicsRefused,
    examples,
    guards,
    load_model,
    load_topics,
    save_model,
    suggest,
    train,
)
from pendopo.voice.routing.topics import Catalogue

REGION = Path(__file__).parents[5] / "packages" / "regions" / "bondowoso"
KOTA, PANCORAN, KOTAKULON = "7.01.0.00.0.00.01.0000", "35.11.11.2001", "35.11.11.1009"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    organisations = yaml.safe_load((REGION / "organisations.yaml").read_text())["organisations"]
    codes = {one["code"] for one in organisations}
    return load_topics(path=REGION / "voice" / "topics.yaml", organisations=codes)


def test_the_shipped_topics_cover_the_regency(catalogue: Catalogue) -> None:
    assert 60 <= len(catalogue.topics) <= 120
    assert {one.kind for one in catalogue.topics.values()} == {"fisik", "administratif", "lain"}
    assert len(catalogue.districts) == len(set(catalogue.districts.values())) == 23
    for topic in catalogue.topics.values():
        assert topic.contoh and 3 <= len(topic.sentences) <= 6, topic.code
        assert topic.keywords, topic.code
        assert topic.kind != "fisik" or topic.proof == "place", topic.code
    sensitive = {one.code for one in catalogue.topics.values() if one.sensitive}
    assert {"kekerasan", "korupsi"} <= sensitive


@pytest.mark.parametrize(
    ("label", "place", "agency"),
    [
        ("6.01.0.00.0.00.01.0000", PANCORAN, "6.01.0.00.0.00.01.0000"),
        ("@kelurahan", PANCORAN, PANCORAN),  # the village is an organisation itself
        ("@kelurahan", KOTAKULON, KOTA),  # a kelurahan is led by its kecamatan
        ("@kecamatan", KOTAKULON, KOTA),
        ("@kecamatan", PANCORAN, KOTA),
        ("@kelurahan", "", "2.13.0.00.0.00.01.0000"),
        ("@kecamatan", "", "4.01.0.00.0.00.01.0100"),
        ("@kelurahan", "99.99.99", "2.13.0.00.0.00.01.0000"),
        ("@kecamatan", "..", "4.01.0.00.0.00.01.0100"),
    ],
)
def test_the_place_settles_a_level(
    catalogue: Catalogue, label: str, place: str, agency: str
) -> None:
    assert catalogue.agency(label=label, place=place) == agency


def test_a_keyword_guards_whatever_a_model_thinks(catalogue: Catalogue) -> None:
    assert "kekerasan" in {
        one.code for one in guards(catalogue=catalogue, text="Istri DIPUKUL suaminya!")
    }
    assert not guards(catalogue=catalogue, text="lampu jalan mati")
    assert not guards(catalogue=catalogue, text="kdrtx")  # whole words only


def test_a_model_of_the_examples_suggests_and_the_place_decides(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    model, report = train(rows=examples(catalogue=catalogue), folds=3)
    # Invented sentences, most topics seen four times: well above one in forty agencies.
    assert report.agency.top3.value > 0.5
    kept = load_model(path=save_model(model=model, folder=tmp_path))
    text = "Pak lurah, kantor kelurahan kami tutup, petugas kelurahan tidak ada"
    answers = suggest(model=kept, text=text, place=KOTAKULON, catalogue=catalogue)
    assert answers == suggest(model=model, text=text, place=KOTAKULON, catalogue=catalogue)
    assert answers[0].agency == KOTA and answers[0].topic in {
        "layanan-kelurahan",
        "kelurahan-wilayah",
    }
    assert len({one.agency for one in answers}) == len(answers) == 3
    assert all(0 <= one.confidence <= 1 for one in answers)
    for one in suggest(model=kept, text="lampu jalan mati", catalogue=catalogue):
        assert catalogue.agency(label=catalogue.topics[one.topic].label) == one.agency
    hurt = suggest(model=kept, text="saya korban kdrt lampu jalan mati", catalogue=catalogue)
    assert not any(one.automatic for one in hurt)


GOOD = """source: contoh
districts: {"35.11.11": "A"}
supervisors: {kelurahan: "A", kecamatan: "A"}
topics:
  - {code: x, name: {id: X, en: X}, kind: fisik, proof: place, agency: "A"}
  - {code: y, name: {id: Y, en: Y}, kind: lain, proof: answer, level: kelurahan}
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "rule"),
    [
        ("code: y", "code: x", 6, "twice"),
        ("level: kelurahan}", "}", 6, "answerer"),
        ('agency: "A"', 'agency: "B"', 5, "unknown-organisation"),
        ("kind: fisik", "kind: besar", 5, "shape"),
        ("kind: fisik", "kind: fisik, kinds: 2", 5, "shape"),
        ("level: kelurahan", "level: kelurahan, sentences: [a]", 6, "not-contoh"),
        ("{id: Y, en: Y}", "{id: Y, en: ' '}", 6, "name"),
        ('kecamatan: "A"}', "}", 1, "supervisor"),
        ('"35.11.11": "A"', '"35.11.11": "Z"', 1, "unknown-organisation"),
        ("source: contoh", "source: &a contoh", 1, "yaml-anchor"),
        ("source: contoh", "source: !!python/none contoh", 1, "yaml-anchor"),
        ("source: contoh", "source: [", 3, "not-yaml"),
        ("source: contoh", "- 1", 2, "not-yaml"),
        ("topics:", "topics: 3\nother:", 1, "shape"),
    ],
)
def test_a_defect_is_named(tmp_path: Path, old: str, new: str, line: int, rule: str) -> None:
    path = tmp_path / "topics.yaml"
    assert old in GOOD
    path.write_text(GOOD.replace(old, new, 1))
    with pytest.raises(TopicsRefused) as refused:
        load_topics(path=path, organisations={"A"})
    first = refused.value.problems[0]
    assert (first.source, first.line, first.rule) == ("topics.yaml", line, rule)
    assert first.message and first.english


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"\0", b"[" * 5000, b"1", b"topics: [1]"])
def test_a_hostile_file_is_refused_not_crashed(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "topics.yaml"
    path.write_bytes(data)
    with pytest.raises(TopicsRefused):
        load_topics(path=path, organisations={"A"})
