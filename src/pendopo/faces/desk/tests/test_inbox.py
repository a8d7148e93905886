"""The inbox: what is in it, how much it costs, who may open it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pendopo.faces.desk.tests.seeing import all_pages, open_task, text, work


def test_a_new_application_waits_in_the_front_offices_list_with_its_clock(
    regency: Any, officer: Any
) -> None:
    case = regency.submit()
    page = all_pages(officer("loket.ptsp"), "/meja/?tampilan=team")
    assert case.number in page
    assert "Periksa kelengkapan berkas" in page
    assert "Periksa" not in text(officer("teknis.dinkes").get("/meja/"))


@pytest.mark.parametrize(
    ("view", "holds"), [("late", True), ("mine", True), ("soon", False), ("sign", False)]
)
def test_a_task_past_its_limit_is_late_in_words(
    regency: Any, officer: Any, at: Any, view: str, holds: bool
) -> None:
    """One working day for the completeness check (contoh): on Thursday it is late."""
    sent = dt.datetime(2026, 10, 5, 2, 0, tzinfo=dt.UTC)
    case = regency.submit(now=sent)
    at(sent + dt.timedelta(days=3))
    page = all_pages(officer("loket.ptsp"), f"/meja/?tampilan={view}")
    assert (case.number in page) is holds
    assert ("Terlambat 2 hari kerja" in page) is holds


def test_ten_rows_cost_the_same_statements_as_one(
    regency: Any, officer: Any, statements: Any
) -> None:
    client, counts = officer("loket.ptsp"), []
    for more in (1, 10):
        for _number in range(more):
            regency.submit()
        client.get("/meja/")  # what processes remember for seconds is remembered
        with statements() as captured:
            assert client.get("/meja/").status_code == 200
        counts.append(len(work(captured)))
    assert counts[0] == counts[1] <= 6


def test_pages_follow_each_other_without_repeating_a_row(
    regency: Any, officer: Any, monkeypatch: Any
) -> None:
    import re

    from pendopo.faces.desk import inbox

    for _number in range(5):
        regency.submit()
    monkeypatch.setattr(inbox, "PAGE", 3)
    client, address, seen = officer("loket.ptsp"), "/meja/?tampilan=team", []
    while address:
        page = text(client.get(address))
        seen += re.findall(r'id="b-([0-9a-f-]{36})"', page)
        found = re.search(r'href="(/meja/[^"]*setelah=[^"]*)" rel="next"', page)
        address = found.group(1).replace("&amp;", "&") if found else ""
    assert len(seen) == len(set(seen)) >= 5


def test_news_keeps_ticks_and_refreshes_the_counts(
    regency: Any, officer: Any, now: dt.datetime
) -> None:
    case = regency.submit(now=now - dt.timedelta(days=90))  # first in any list
    task = open_task(case, "loket.ptsp")
    page = text(officer("loket.ptsp").get(f"/meja/kabar/?tampilan=mine&pick={task.id}.1.x"))
    row = page[page.index(f'id="p-{task.id}"') :][:400]
    assert " checked" in row[: row.index(">")]
    assert "hx-swap-oob='innerHTML:.views a[href=" in page


def test_a_broken_cursor_is_the_first_page(officer: Any) -> None:
    assert officer("loket.ptsp").get("/meja/?setelah=%00rubbish").status_code == 200


def test_who_may_come_in(officer: Any) -> None:
    from django.test import Client

    assert Client(HTTP_HOST="localhost").get("/meja/").status_code == 302
    assert officer("warga").get("/meja/").status_code == 403
    assert officer("kadis.ptsp").get("/meja/").status_code == 200


def test_nothing_of_the_desk_is_kept_by_anyone(officer: Any) -> None:
    assert "no-store" in officer("loket.ptsp").get("/meja/")["Cache-Control"]
