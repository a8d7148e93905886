"""What cannot be counted is refused with a sentence before anything is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pendopo.ledger import api as ledger
from pendopo.measures.checking import check
from pendopo.measures.definition import read
from pendopo.measures.load import load, load_all
from pendopo.measures.refusals import DefinitionRefused
from pendopo.measures.tests import world

PACKAGES = Path(__file__).parents[4] / "packages" / "measures"


@pytest.fixture(scope="module")
def kinds(django: None) -> Iterator[dict[str, type[ledger.Fact]]]:
    with world.kinds():
        yield ledger.kinds()


ENDED = {"kind": "count", "fact": "test.ended"}
WRONG: tuple[tuple[dict[str, Any], str], ...] = (
    ({**ENDED, "fact": "*"}, "scans-everything"),
    ({**ENDED, "fact": ""}, "scans-everything"),
    ({**ENDED, "fact": "test.*"}, "scans-everything"),
    ({**ENDED, "fact": "test.endet"}, "kind-unknown"),
    ({**ENDED, "start": "test.nothing"}, "kind-unknown"),
    ({**ENDED, "where": {"stats": "granted"}}, "field-unknown"),
    ({**ENDED, "where": {"status": "perhaps"}}, "value-unknown"),
    ({**ENDED, "where": {"status": "!perhaps"}}, "value-unknown"),
    ({**ENDED, "where": {"status": ["granted", "!refused"]}}, "filter-mixed"),
    ({**ENDED, "where": {"status": []}}, "filter-empty"),
    ({**ENDED, "by": "stats"}, "field-unknown"),
    ({**ENDED, "by": ["status", "status"]}, "too-many"),
    ({**ENDED, "by": ["status", "on_time", "score", "organisation"]}, "too-many"),
    ({**ENDED, "by": "money"}, "scans-everything"),
    ({**ENDED, "fact": "case.submitted", "by": "number"}, "scans-everything"),
    ({**ENDED, "fact": "letter.signed", "by": "signer"}, "scans-everything"),
    ({**ENDED, "kind": "median", "lasting": "days"}, "distance-without-end"),
    ({**ENDED, "kind": "sum", "lasting": "days", "start": "test.began", "value": "score"},
     "distance-without-end"),
    ({**ENDED, "kind": "open"}, "end-without-start"),
    ({**ENDED, "kind": "sum"}, "field-unknown"),
    ({**ENDED, "kind": "sum", "value": "status"}, "no-number"),
    ({**ENDED, "kind": "median", "value": "money"}, "no-number"),
    ({**ENDED, "value": "score"}, "value-unused"),
    ({**ENDED, "kind": "percentile", "value": "score"}, "percentile"),
    ({**ENDED, "kind": "percentile", "value": "score", "percentile": 100}, "percentile"),
    ({**ENDED, "kind": "median", "value": "score", "percentile": 50}, "percentile"),
    ({**ENDED, "kind": "rate"}, "good-missing"),
    ({**ENDED, "good": {"status": "granted"}}, "good-unused"),
    ({**ENDED, "kind": "on_time_share", "fact": "test.began"}, "field-unknown"),
    ({**ENDED, "slug": "Nama Panjang"}, "slug"),
    ({**ENDED, "name": {"id": "Uji"}}, "language"),
)  # fmt: skip


@pytest.mark.parametrize(("given", "rule"), WRONG)
def test_what_cannot_be_counted_is_named(
    kinds: dict[str, type[ledger.Fact]], given: dict[str, Any], rule: str
) -> None:
    problems = check(read(world.NAMED | {"slug": "uji"} | given), kinds)
    assert rule in [one.rule for one in problems]
    assert all(one.message and one.english for one in problems)


def test_measures_of_every_kind_pass(kinds: dict[str, type[ledger.Fact]]) -> None:
    assert not [one for definition in world.definitions() for one in check(definition, kinds)]


def test_packages_can_be_declared(django: None) -> None:
    found = load_all(PACKAGES)
    assert len(found) >= 12
    assert all(one.source.keys() == {"id", "en"} for one in found)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a: &x [1]\nb: *x\n", "not-yaml"),
        ("a: [", "not-yaml"),
        ("slug: x\n", "shape"),
        ("just words", "shape"),
        ("a: " + "x" * 70_000, "too-large"),
        ("slug: x\nkind: average\n", "shape"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, text: str, rule: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionRefused) as refused:
        load(path)
    assert [one.rule for one in refused.value.problems] == [rule]


def test_a_file_bears_the_name_of_its_measure(django: None, tmp_path: Path) -> None:
    path = tmp_path / "lain.yaml"
    path.write_bytes((PACKAGES / "permohonan-masuk.yaml").read_bytes())
    with pytest.raises(DefinitionRefused) as refused:
        load(path)
    assert [one.rule for one in refused.value.problems] == ["file-name"]
