"""Who hears of a delay: the ladders of the region as a table, with what each row rests on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from pendopo.voice.tests.doors import directory, ladders

ROOT = Path(__file__).parents[4]
FILE = ROOT / "packages/regions/bondowoso/voice/ladders.yaml"
TODAY = dt.date(2026, 11, 16)
SEKDA, INSPECTORATE = "4.01.0.00.0.00.01.0000", "6.01.0.00.0.00.01.0000"


@pytest.fixture(scope="module")
def known() -> set[str]:
    tree = yaml.safe_load((FILE.parents[1] / "organisations.yaml").read_text())
    return {one["code"] for one in tree["organisations"]}


@pytest.fixture(scope="module")
def shipped(django: None, known: set[str]) -> Any:
    return ladders.load_ladders(path=FILE, organisations=known)


@pytest.mark.parametrize(
    ("tier", "code", "rungs", "because"),
    [
        ("kelurahan", "wilayah", [(0, "agency", "handle"), (2, "district", "handle"),
         (5, SEKDA, "handle")], "UU 23/2014 Pasal 229: lurah perangkat kecamatan"),
        ("kecamatan", "wilayah", [(0, "agency", "handle"), (2, "district", "handle"),
         (5, SEKDA, "handle")], "UU 23/2014 Pasal 225: camat melalui sekretaris daerah"),
        ("desa", "desa", [(0, "agency", "handle"), (2, "district", "watch"),
         (5, INSPECTORATE, "watch")], "UU 6/2014: camat dan Inspektorat hanya mengawasi"),
        (None, "perangkat-daerah", [(0, "agency", "handle"), (1, "agency", "handle"),
         (3, "coordinator", "handle"), (5, SEKDA, "handle")], "UU 23/2014 Pasal 213"),
    ],
)  # fmt: skip
def test_each_kind_of_agency_climbs_its_own_ladder(
    shipped: Any, tier: str | None, code: str, rungs: list[Any], because: str
) -> None:
    found = ladders.chosen(shipped, tier=tier, on=TODAY)
    assert found.code == code, because
    assert [(one.after, one.of, one.act) for one in found.rungs] == rungs, because
    assert found.basis and found.to_check == "PermenPANRB 5/2025" and found.contoh


@pytest.mark.parametrize(
    ("on", "named", "code"),
    [
        ("2026-11-16", "", "baru"),
        ("2026-01-01", "", "baru"),  # the first day of the new one
        ("2025-12-31", "", "lama"),  # a report is judged by the ladder of its day
        ("2013-01-01", "", "atasan"),  # before all of them: superiors
        ("2026-11-16", "khusus", "khusus"),  # its topic asks for it
        ("2026-11-16", "tidak-ada", "baru"),
    ],
)
def test_a_ladder_holds_for_its_time(django: None, on: str, named: str, code: str) -> None:
    made = [
        _ladder("lama", since="2014-10-02", until="2026-01-01"),
        _ladder("baru", since="2026-01-01"),
        _ladder("khusus", since="2014-10-02", tiers=("desa",)),
    ]
    found = ladders.chosen(made, tier=None, on=dt.date.fromisoformat(on), named=named)
    assert found.code == code


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        ("source: x\nladders: [", "not-yaml"),
        ("source: x\nladders: &a []", "not-yaml"),
        ("source: x\nladders: []", "nobody-else"),
        ("source: x\nother: 1\nladders: []", "shape"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(
    django: None, tmp_path: Path, broken: str, rule: str
) -> None:
    path = tmp_path / "ladders.yaml"
    path.write_text(broken)
    with pytest.raises(ladders.LaddersRefused) as wrong:
        ladders.load_ladders(path=path, organisations=frozenset())
    assert [one.rule for one in wrong.value.problems] == [rule]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (("{after: 2, of: district", "{after: 9, of: district"), "rungs"),
        (("{after: 0, of: agency, office: division", "{after: 1, of: agency, office: division"),
         "rungs"),
        ((f'of: "{SEKDA}"', 'of: "9.99"'), "unknown-organisation"),
        (("tiers: [desa]", "tiers: [desa, kecamatan]"), "overlap"),
    ],
)  # fmt: skip
def test_each_defect_names_its_line(
    django: None, known: set[str], tmp_path: Path, change: tuple[str, str], rule: str
) -> None:
    path = tmp_path / "ladders.yaml"
    text = FILE.read_text().replace(*change)
    assert text != FILE.read_text()
    path.write_text(text)
    with pytest.raises(ladders.LaddersRefused) as wrong:
        ladders.load_ladders(path=path, organisations=known)
    assert {one.rule for one in wrong.value.problems} == {rule}
    assert all(one.line > 10 for one in wrong.value.problems)


def test_the_offices_of_a_rung_follow_the_structure_of_the_organisation(regency: Any) -> None:
    from pendopo.ledger import api as ledger

    with ledger.use_region("35.11"):
        chart = directory.chart()
    health, village = chart.by_code["1.02.0.00.0.00.01.0000"], chart.by_code["35.11.11.2001"]
    coordinator = chart.by_code["2.16.2.20.2.21.01.0000"].id

    def titles(of: str, office: str, late: Any) -> list[str]:
        rung = ladders.Rung(after=0, of=of, office=office, act="handle", name=_name())
        found = ladders.offices(
            rung, late=late, district="7.01.0.00.0.00.01.0000", coordinator=coordinator,
            chart=chart,
        )  # fmt: skip
        return [one.title for one in found]

    assert titles("agency", "division", health) == ["Kepala Bidang Sumber Daya Kesehatan"]
    assert titles("agency", "head", health) == ["Kepala Dinas"]
    assert titles("district", "head", village) == ["Camat"]
    assert titles("agency", "head", village) == []  # no such office there
    assert titles("coordinator", "coordinator", health) == [
        "Koordinator Pengaduan", "Verifikator Pengaduan",
    ]  # fmt: skip
    assert titles(SEKDA, "head", health) == ["Sekretaris Daerah"]
    assert titles("9.99", "head", health) == []


@pytest.mark.parametrize(
    ("code", "kind", "tier"),
    [
        ("7.01.0.00.0.00.01.0000", "agency", "kecamatan"),
        ("35.11.11.1007", "agency", "kelurahan"),
        ("35.11.11.2001", "village", "desa"),
        ("1.03.0.00.0.00.01.0000", "agency", None),
        ("contoh-polres", "vertical", None),
    ],
)
def test_the_tier_of_an_organisation_is_its_place_in_the_territory(
    django: None, code: str, kind: str, tier: str | None
) -> None:
    from uuid import uuid4

    one = directory.Organisation(
        id=uuid4(), region_code="35.11", kind=kind, name="x", short_name="x", code=code,
        parent_id=None, head_position_id=None,
    )  # fmt: skip
    places = {"35.11.11.1007": "kelurahan", "35.11.11.2001": "desa"}
    assert ladders.tier_of(one, places, ["7.01.0.00.0.00.01.0000"]) == tier


def _name() -> Any:
    from pendopo.voice.ladders.values import Name

    return Name(id="x", en="x")


def _ladder(code: str, since: str, until: str = "", tiers: tuple[str, ...] = ()) -> Any:
    rung = ladders.Rung(after=0, of="agency", office="head", act="handle", name=_name())
    return ladders.Ladder(
        code=code, name=_name(), rungs=(rung,), basis="x", since=dt.date.fromisoformat(since),
        until=dt.date.fromisoformat(until) if until else None, tiers=tiers,
    )  # fmt: skip
