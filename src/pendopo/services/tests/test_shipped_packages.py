"""Every package we ship is without defect, and all its stories come true."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from pendopo.services.inspection import inspect
from pendopo.services.load import load
from pendopo.services.problems import Problems
from pendopo.services.source import read_folder
from pendopo.services.stories import play_all, read_stories
from pendopo.services.tests.packages import SHIPPED, shipped

REGIONS = SHIPPED.parent / "regions"


def stories() -> list[tuple[Path, str]]:
    return [(folder, one.stem) for folder in shipped() for one in folder.glob("stories/*.yaml")]


def test_there_are_packages_and_stories() -> None:
    assert shipped()
    assert len(stories()) >= 8


@pytest.mark.parametrize("folder", shipped(), ids=lambda one: one.name)
def test_no_defects(folder: Path) -> None:
    assert inspect(read_folder(folder)).problems == ()


@pytest.mark.parametrize("folder", shipped(), ids=lambda one: one.name)
def test_folder_is_named_by_the_slug(folder: Path) -> None:
    assert load(folder).slug == folder.name


@pytest.mark.parametrize(
    ("folder", "name"), stories(), ids=lambda one: str(getattr(one, "name", one))
)
def test_story(folder: Path, name: str) -> None:
    compiled = load(folder)
    told = read_stories(compiled.source, Problems())
    result = next(one for one in play_all(compiled, told) if one.name == name)
    assert [str(one) for one in result.failures] == []


@pytest.mark.parametrize("folder", shipped(), ids=lambda one: one.name)
def test_some_region_knows_every_organisation(folder: Path) -> None:
    codes: set[str] = set()
    for path in REGIONS.glob("*/organisations.yaml"):
        gather(yaml.safe_load(path.read_text("utf-8")), codes)
    if not codes:
        pytest.skip("no region is shipped")
    assert inspect(read_folder(folder), organisations=codes).problems == ()


def gather(value: object, codes: set[str]) -> None:
    if isinstance(value, dict):
        if isinstance(value.get("code"), str):
            codes.add(value["code"])
        for one in value.values():
            gather(one, codes)
    elif isinstance(value, list):
        for one in value:
            gather(one, codes)


def test_no_package_is_named_in_python() -> None:
    """A special case for one service would be the end of "without programming"."""
    source = SHIPPED.parents[1] / "src" / "pendopo"
    slugs = [folder.name for folder in shipped()]
    for path in source.rglob("*.py"):
        if "tests" not in path.parts and "seeding" not in path.parts:
            text = path.read_text("utf-8")
            assert not [slug for slug in slugs if f'"{slug}"' in text], path
