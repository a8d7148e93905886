"""Files made to hurt are refused with a sentence, quickly, and nothing outside is touched."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pendopo.services.inspection import inspect
from pendopo.services.problems import PackageRefused
from pendopo.services.source import FILE_LIMIT, FILES_LIMIT, from_files, read_folder
from pendopo.services.tests.packages import edited, small

LAUGHS = b"a: &a [x, x]\nb: &b [*a, *a, *a, *a]\nc: [*b, *b, *b, *b]\n"
XXE = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
BILLION = b'<!DOCTYPE d [<!ENTITY a "xx"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'

CONTENTS = [
    ("billion laughs in YAML", "service.yaml", LAUGHS, "yaml-anchor"),
    ("code in YAML", "service.yaml", b"slug: !!python/object/apply:os.system [ls]\n", "yaml-tag"),
    ("deep YAML", "layout.yaml", b"steps: " + b"[" * 5000, "too-deep"),
    ("deep JSON", "form.schema.json", b'{"a":' * 5000, "too-deep"),
    ("not UTF-8", "service.yaml", b"slug: \xff\xfe", "not-utf8"),
    ("NUL in YAML", "service.yaml", b"slug: a\0b\n", "not-yaml"),
    ("a list for a key", "service.yaml", b"? [a, b]\n: x\n", "not-yaml"),
    ("an impossible date", "service.yaml", b"slug: 2026-13-45\n", "not-yaml"),
    ("an endless number", "service.yaml", b"slug: " + b"9" * 10_000, "not-yaml"),
    ("nothing", "service.yaml", b"", "key-missing"),
    ("only a word", "service.yaml", b"halo", "value-wrong"),
    ("XXE", "process.bpmn", XXE, "doctype"),
    ("XXE in rules", "decisions.dmn", XXE, "doctype"),
    ("billion laughs in XML", "process.bpmn", BILLION, "doctype"),
    ("NUL in XML", "process.bpmn", b"<a>\0</a>", "not-xml"),
    ("texts as a list", "texts/id.yaml", b"- a\n- b\n", "text-missing"),
    ("a story of nothing", "stories/terbit.yaml", b"", "key-missing"),
    ("a story with laughs", "stories/terbit.yaml", LAUGHS, "yaml-anchor"),
]


@pytest.mark.parametrize(("name", "data", "rule"), [one[1:] for one in CONTENTS],
                         ids=[one[0] for one in CONTENTS])  # fmt: skip
def test_content(name: str, data: bytes, rule: str) -> None:
    source = from_files(small() | {name: data})
    started = time.perf_counter()
    problems = inspect(source).problems
    assert time.perf_counter() - started < 3
    assert rule in {one.rule for one in problems}, [str(one) for one in problems][:5]
    assert "root:" not in "".join(str(one) for one in problems)


def test_a_hundred_thousand_wrong_keys_are_cut_short() -> None:
    data = "".join(f"kunci{n}: x\n" for n in range(60_000)).encode()
    started = time.perf_counter()
    assert len(inspect(from_files(small() | {"service.yaml": data})).problems) <= 200
    assert time.perf_counter() - started < 8


@pytest.mark.parametrize(
    "name",
    [
        "../service.yaml",
        "/etc/passwd",
        "letters/../../x.typ",
        "letters/a/b.typ",
        "stories/..yaml",
        "texts/id.yaml\n",
        "Service.yaml",
        "letters/x.exe",
        "process.py",
        "lain/x.yaml",
        "stories/.yaml",
        "C:\\x.yaml",
        "a" * 300 + ".md",
    ],
)
def test_names(name: str) -> None:
    with pytest.raises(PackageRefused) as refused:
        from_files(small() | {name: b"x"})
    assert {one.rule for one in refused.value.problems} <= {"file-name", "unknown-file"}


def test_large_and_many_files() -> None:
    with pytest.raises(PackageRefused, match="lebih besar"):
        from_files(small() | {"letters/x.typ": b" " * (FILE_LIMIT + 1)})
    with pytest.raises(PackageRefused, match="lebih dari"):
        from_files(small() | {f"letters/x{n}.typ": b"x" for n in range(FILES_LIMIT)})


def test_links_are_not_followed(tmp_path: Path) -> None:
    for name, data in small().items():
        target = tmp_path / "paket" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    secret = tmp_path / "rahasia"
    secret.mkdir()
    (secret / "x.typ").write_text("rahasia")
    (tmp_path / "paket" / "letters" / "x.typ").symlink_to(secret / "x.typ")
    (tmp_path / "paket" / "lain").symlink_to(secret)
    with pytest.raises(PackageRefused) as refused:
        read_folder(tmp_path / "paket")
    assert [one.rule for one in refused.value.problems] == ["not-a-file", "not-a-file"]


def test_a_missing_folder_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PackageRefused, match="tidak ditemukan"):
        read_folder(tmp_path / "lain")


def test_the_hash_names_the_content() -> None:
    assert edited().hash == edited().hash
    assert edited().hash != edited(("service.yaml", "mode: issue", "mode: track")).hash
    moved = {**small(), "letters/b.typ": b"", "letters/a.typ": b"x"}
    other = {**small(), "letters/b.typ": b"x", "letters/a.typ": b""}
    assert from_files(moved).hash != from_files(other).hash
