"""The folders in packages/regions load, twice, and stay apart."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from pendopo.directory.seed.files import read_folder
from pendopo.directory.tests.late import directory
from pendopo.directory.values import ROLES
from pendopo.ledger import api as ledger

FOLDERS = Path(__file__).parents[4] / "packages" / "regions"


@pytest.mark.parametrize("folder", sorted(FOLDERS.iterdir()), ids=lambda path: path.name)
def test_each_folder_is_consistent(folder: Path) -> None:
    read = read_folder(folder)
    codes = [one.code for one in read.organisations]
    assert len(codes) == len(set(codes))
    assert {one.parent for one in read.organisations if one.parent} <= set(codes)
    posts = {(one.code, post.code) for one in read.organisations for post in one.positions}
    roles = {r for one in read.organisations for post in one.positions for r in post.roles}
    assert roles <= ROLES
    for person in read.people:
        assert "(contoh)" in person.name  # nobody real
        assert {(one.organisation, one.position) for one in person.mandates} <= posts
    for one in read.organisations:
        assert one.source_year or one.example  # every row says where it comes from


def test_bondowoso_has_its_territory() -> None:
    places = read_folder(FOLDERS / "bondowoso").places
    kinds = [one.kind for one in places]
    assert (kinds.count("kecamatan"), kinds.count("desa"), kinds.count("kelurahan")) == (
        23, 209, 10,
    )  # fmt: skip
    codes = {one.code for one in places}
    assert all(one.parent_code in codes | {"35.11"} for one in places)


def test_two_regions_load_and_do_not_see_each_other(django: None, now: datetime) -> None:
    for name in ("bondowoso", "jember"):  # another test of this run may have loaded them before
        directory.load_region(FOLDERS / name, now=now, demo_password="rahasia-demo")
    again = directory.load_region(FOLDERS / "bondowoso", now=now, demo_password="rahasia-demo")
    assert not any((again.organisations, again.positions, again.places, again.people,
                    again.mandates, again.accounts))  # fmt: skip
    with ledger.use_region("35.11"):
        assert len(directory.organisations()) > 60
        assert len(directory.places()) == 242
        agency = directory.organisation_by_code("2.18.2.07.3.32.01.0000")
        assert agency is not None and agency.head_position_id is not None
        head = directory.holder_of(agency.head_position_id, now)
        assert head is not None and head.account_id is not None
        assert directory.actor_of(head.account_id, now).may("signer", agency.id)
        assert [one.code for one in directory.positions_of(agency.id, role="front_office")] == [
            "loket"
        ]
        villages = directory.places(parent_code="35.11.11")
        assert "Dabasah" in [one.name for one in villages]
    with ledger.use_region("35.09"):
        assert directory.organisation(agency.id) is None
        assert directory.holder_of(agency.head_position_id, now) is None
        assert directory.actor_of(head.account_id, now) == directory.ANONYMOUS
        assert len(directory.organisations()) == 3
        assert directory.places() == ()
    found = directory.region_of_host("BONDOWOSO.localhost.")
    assert found is not None and found.code == "35.11"
    assert directory.region_of_host("jember.localhost") == directory.region("35.09")


def test_a_broken_folder_names_its_file(tmp_path: Path) -> None:
    (tmp_path / "region.yaml").write_text("code: '35.11'\nname: X\nkind: desa\n")
    with pytest.raises(directory.Refused) as no:
        directory.load_region(tmp_path, now=datetime.fromisoformat("2026-11-16T02:00:00+00:00"))
    assert no.value.code == "region_file"
    assert no.value.text["id"].startswith("region.yaml: ")
