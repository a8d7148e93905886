"""A running site, a browser, and a picture of whatever went wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import VAR

from tests.journeys import site as sites
from tests.journeys.browsing import Browsing, Visitor, browsing

FAILURES = VAR / "journeys"


@pytest.fixture(scope="session")
def site(server: Any, database: str, regency: Any) -> Iterator[sites.Site]:
    """The real thing on this run's database, the demo regency in it."""
    with sites.serving(server, database, VAR) as running:
        yield running


@pytest.fixture(scope="session")
def chromium(site: sites.Site) -> Iterator[Browsing]:
    with browsing(site) as opened:
        yield opened


@pytest.fixture
def visit(chromium: Browsing, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visitor]]:
    """`visit("Citizen", phone=True)`: a person with a browser of their own."""
    present: list[Visitor] = []

    def arrive(name: str, **options: Any) -> Visitor:
        present.append(chromium.visitor(name, **options))
        return present[-1]

    yield arrive
    report = getattr(request.node, "journey", None)
    failed = report is None or report.failed
    troubles = []
    for one in present:
        if failed:
            one.keep(FAILURES, request.node.name)
        troubles += [f"{one.name}: {line}" for line in one.troubles]
        one.leave()
    if failed:
        FAILURES.mkdir(parents=True, exist_ok=True)
        (FAILURES / f"{request.node.name}.log").write_text(chromium.site.log())
    else:
        assert not troubles, "the browser complained:\n" + "\n".join(troubles)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    if report.when == "call":
        item.journey = report  # type: ignore[attr-defined]  # hung on the item
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
