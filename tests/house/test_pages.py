"""What pages cost: bytes of a first visit, statements of a page whatever its size."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from tests.house import roles
from tests.house.visits import undone

FIRST_LOAD = 100_000  # bytes, compressed
BARS = {
    "portal-home": 2,
    "portal-services": 2,
    "portal-service": 2,
    "portal-tracking": 4,
    "desk:inbox": 6,
}
"""Statements of a page, BEGIN, COMMIT, savepoints and set_config not counted. 6 for the inbox is
the issue's; the others are what a page needs today, so that nobody adds to them unseen."""
LOADED = re.compile(
    r"<(?:link|script|img|use|image)\b[^>]*?\s(?:href|src)=[\"']?([^\"'\s>]+)", re.I
)
KINDS = {"stylesheet", "preload", "modulepreload", "icon", "manifest"}
UNCOUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def test_first_visit_to_the_home_page(world: Any) -> None:
    client = roles.browser(world, "anonymous").client
    sizes = first_load(client, "/")
    kinds = {Path(name).suffix for name in sizes}
    assert {".css", ".js", ".woff2"} <= kinds, "nothing was counted"
    assert sum(sizes.values()) <= FIRST_LOAD, sizes


def first_load(client: Client, path: str) -> dict[str, int]:
    """Bytes on the wire by address: the page and all that it loads before anybody scrolls."""
    page = client.get(path)
    assert page.status_code == 200
    sizes = {path: packed(page.content, "html")}
    waiting = [urljoin(path, one) for one in loaded(page.content.decode())]
    while waiting:
        address = urlsplit(waiting.pop()).path
        if address in sizes or not address.startswith("/static/"):
            continue
        body = static(address)
        sizes[address] = packed(body, Path(address).suffix)
        if address.endswith((".css", ".js")):
            waiting += [urljoin(address, one) for one in inside(address, body.decode())]
    return sizes


def loaded(html: str) -> Iterator[str]:
    """What the page itself names: styles, scripts, preloads, pictures."""
    for match in LOADED.finditer(html):
        kind = re.search(r"rel=[\"']?([\w ]+)", match[0])
        if not match[0].startswith("<link") or (kind and KINDS & set(kind[1].split())):
            yield match[1]


def inside(address: str, text: str) -> list[str]:
    """Pictures of a style sheet and modules of a script. Fonts load when a letter needs them: the
    one that is needed is preloaded, and counted there."""
    if address.endswith(".css"):
        found = re.findall(r"url\([\"']?([^\"')]+)", text)
        return [one for one in found if not one.startswith("data:") and ".woff" not in one]
    return re.findall(r"(?:from|import)\s*[\"'](\.[^\"']+)", text)


def static(address: str) -> bytes:
    from django.conf import settings

    return (Path(settings.STATIC_ROOT) / address.removeprefix("/static/")).read_bytes()


def packed(body: bytes, kind: str) -> int:
    """Fonts and pictures are compressed already."""
    done = kind in (".woff2", ".png", ".jpg", ".webp")
    return len(body) if done else len(gzip.compress(body, 9))


@pytest.mark.parametrize("name", sorted(BARS))
def test_statements_of_a_page(name: str, world: Any) -> None:
    from django.urls import reverse

    from tests.house.routes import ROUTES

    path = reverse(name, kwargs=ROUTES[name].things[0].given(world))
    role = "front_office" if name.startswith("desk:") else "anonymous"
    client = roles.browser(world, role).client
    assert len(statements(client, path)) <= BARS[name], statements(client, path)


def test_the_inbox_asks_as_much_for_ten_as_for_two_hundred(world: Any) -> None:
    from django.urls import reverse

    client = roles.browser(world, "front_office").client
    path = reverse("desk:inbox")
    with undone():
        few = more_tasks(world, 10)
        asked = statements(client, path)
        many = more_tasks(world, 200)
        again = statements(client, path)
        page = client.get(path).content.decode()
    assert few >= 10 and many >= 200
    assert len(asked) == len(again), (asked, again)
    assert page.count("/meja/tugas/") >= 50


_COPY = """
WITH copies AS (
    INSERT INTO casework_case
    SELECT (jsonb_populate_record(c, jsonb_build_object(
        'id', gen_random_uuid(), 'number', 'U' || left(md5(random()::text), 8)))).*
    FROM casework_case c, generate_series(1, %s::int)
    WHERE c.id = (SELECT case_id FROM casework_task WHERE id = %s::uuid)
    RETURNING id
)
INSERT INTO casework_task
SELECT (jsonb_populate_record(t, jsonb_build_object(
    'id', gen_random_uuid(), 'case_id', copies.id))).*
FROM casework_task t, copies WHERE t.id = %s::uuid
"""


def more_tasks(world: Any, wanted: int) -> int:
    """Copies of a case with its open task, until there are `wanted`; how many there are now."""
    from django.db import connection

    from pendopo.ledger import api as ledger

    task_id = world.task("new")
    with ledger.use_region("35.11"), ledger.region_transaction(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM casework_task t JOIN casework_task o ON o.id = %s::uuid"
            " WHERE t.element = o.element AND t.status = 'open'",
            [task_id],
        )
        have = int(cursor.fetchone()[0])
        cursor.execute(_COPY, [max(0, wanted - have), task_id, task_id])
        return have + int(cursor.rowcount)


def statements(client: Client, path: str) -> list[str]:
    """The SQL that one GET sends, just after another has read what a process remembers a while."""
    from django.db import connection

    client.get(path)

    sent: list[str] = []

    def note(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        text = str(sql).strip()
        if not text.upper().startswith(UNCOUNTED) and "set_config" not in text:
            sent.append(" ".join(text.split())[:160])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        assert client.get(path).status_code == 200
    return sent
