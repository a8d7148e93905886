"""axe finds nothing on any page of the resolver, and no page scrolls sideways on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.house import resolver, routes
from tests.journeys import axe, pages
from tests.journeys.browsing import Browsing, Visitor
from tests.journeys.site import Site, wait_for

Look = Callable[..., list[str]]
LISTED = sorted(
    name
    for name, route in routes.ROUTES.items()
    if any("GET" in thing.methods for thing in route.things)
    and name not in pages.NOT_PAGES | pages.PARTS | pages.LEADS_ON
    and (not name.startswith("rest:") or name == "rest:reference")
)
titles: dict[str, str] = {}


@pytest.fixture(scope="module")
def world(regency: Any, site: Site) -> Iterator[Any]:
    """Cases at every stage, as `tests/house` makes them; the site's own worker does the rest."""
    from pendopo.core.clock import FixedClock
    from pendopo.ledger import api as ledger
    from tests.house.world import CODE, MONDAY, World

    class Waiting:
        def drain(self, now: Any) -> None:
            wait_for(self.at_rest, "the worker coming to rest")

        def at_rest(self) -> bool:
            """Every fact has its place and was read, and no job is left that is due."""
            from django.db import connection

            with (
                ledger.use_region(CODE),
                ledger.region_transaction(),
                connection.cursor() as cursor,
            ):
                cursor.execute(
                    "SELECT NOT EXISTS (SELECT FROM ledger_fact f"
                    "  LEFT JOIN ledger_sequence s ON s.fact_id = f.id WHERE s.seq IS NULL)"
                    " AND (SELECT min(next_seq) FROM ledger_reader)"
                    "  > (SELECT max(seq) FROM ledger_sequence)"
                    " AND NOT EXISTS (SELECT FROM procrastinate_jobs"
                    "  WHERE status IN ('todo', 'doing')"
                    "  AND (scheduled_at IS NULL OR scheduled_at <= now()))"
                )
                return bool(cursor.fetchone()[0])

    before = ledger.clock()
    ledger.bind_clock(FixedClock(MONDAY))
    try:
        with ThreadPoolExecutor(1) as apart:  # this thread's loop belongs to the browser driver
            built = apart.submit(World.build, regency, Waiting()).result()
        yield built
    finally:
        ledger.bind_clock(before)


@pytest.fixture(scope="module")
def look(chromium: Browsing, world: Any) -> Iterator[Look]:
    """`look(name, role, path, holds)`: what is wrong with a page, seen by a role."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    from tests.house import roles

    visitors: dict[str, Visitor] = {}

    def visitor(role: str) -> Visitor:
        if role not in visitors:
            visitors[role] = chromium.visitor(role)
            known, cookies = roles.ROLES[role], {}
            if known.username:
                client = Client()
                account = get_user_model().objects.get(username=known.username)
                client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
                cookies["sessionid"] = client.cookies["sessionid"].value
            if known.codes:
                cookies["berkas"] = roles.remembered(world)
            visitors[role].context.add_cookies(
                [{"name": key, "value": value, "url": chromium.site.origin}
                 for key, value in cookies.items()]
            )  # fmt: skip
        return visitors[role]

    def one_look(name: str, role: str, path: str, holds: str = "main h1", status: int = 200) -> Any:
        one = visitor(role)
        answer = one.page.goto(path, wait_until="load")
        assert answer is not None
        assert answer.status == status, f"{name} ({role}) {path}: {answer.status}"
        assert answer.headers["content-type"].startswith("text/html"), name
        assert one.page.locator(holds).count(), f"{name} ({role}) {path} is empty: no {holds}"
        titles.setdefault(name, one.page.title())
        one.picture(f"page-{name}".replace(":", "-").replace(" ", "-"))
        found = axe.look(one.page)
        one.picture(f"page-{name}-phone".replace(":", "-").replace(" ", "-"))
        return found

    yield one_look
    for one in visitors.values():
        one.leave()


def test_every_page_is_listed(django: None) -> None:
    """A route without a line here, in `pages.py` or in `tests/house/routes.py` fails."""
    known = set(routes.ROUTES) | set(pages.ACCOUNT) | pages.ON_THE_WAY | pages.LEAD_ON
    found = {
        name for name, path, _view in resolver.patterns() if not path.startswith("akun/social/")
    }
    assert found - known == set(), "say in pages.py who looks at it"
    assert (set(pages.ACCOUNT) | pages.ON_THE_WAY | pages.LEAD_ON) - found == set()
    assert (pages.NOT_PAGES | pages.PARTS | pages.LEADS_ON | set(pages.HOLDS)) - found == set()


@pytest.mark.parametrize("name", LISTED)
def test_page(name: str, world: Any, look: Look) -> None:
    from django.urls import reverse

    wrong = []
    for thing in routes.ROUTES[name].things:
        role = next((one for one in pages.LOOKERS if one in thing.methods.get("GET", ())), "")
        assert role, f"nobody in LOOKERS may look at {name}"
        path = reverse(name, kwargs=thing.given(world))
        wrong += look(name, role, path, pages.HOLDS.get(name, "main"))
    assert wrong == []


@pytest.mark.parametrize("name", pages.ALSO)
def test_other_face(name: str, world: Any, look: Look) -> None:
    role, path, holds = pages.ALSO[name]
    status = 404 if name.startswith("no such") else 200
    assert look(name, role, path(world), holds, status) == []


@pytest.mark.parametrize("name", sorted(pages.ACCOUNT))
def test_account_page(name: str, world: Any, look: Look) -> None:
    from django.urls import reverse

    status = 401 if name == "socialaccount_login_error" else 200
    assert look(name, pages.ACCOUNT[name], reverse(name), status=status) == []


def test_titles_tell_the_pages_apart() -> None:
    """Two routes never share a title (pages above have been opened by now)."""
    routes_seen = {name: title for name, title in titles.items() if name not in pages.ALSO}
    assert len(routes_seen) > 50, "run the whole file"
    by_title: dict[str, list[str]] = {}
    for name, title in routes_seen.items():
        by_title.setdefault(title, []).append(name)
    shared = [set(names) for names in by_title.values() if len(names) > 1]
    assert [names for names in shared if names not in pages.SAME_TITLE] == []
