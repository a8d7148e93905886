"""Nothing of an applicant where it does not belong: open pages, logs, facts, mails, addresses."""

from __future__ import annotations

import io
import logging
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.house import roles, routes
from tests.house.visits import visit

PUBLIC = (
    "portal-home", "portal-services", "portal-service", "portal-track", "portal-tracking",
    "portal-slip", "portal-slip-json", "portal-slip-pdf", "portal-verify", "portal-verified",
    "portal-ledger", "portal-ledger-feed", "portal-ledger-key", "portal-about",
    "rest:services", "rest:track-number", "rest:letters-verify-id", "rest:ledger-feed",
    "rest:ledger-receipts-number", "rest:openapi",
    "open311:services", "open311:service", "open311:table", "open311:requests", "open311:token",
    "open311:updates",
)  # fmt: skip
LISTS = ("desk:inbox", "desk:task", "desk:case", "desk:register", "command:wall", "command:alarms")
"""Pages of officers where names are masked until they ask to see them."""


def secrets(world: Any) -> list[str]:
    """Every spelling of what the applicants here wrote, their codes, and the passphrase."""
    from tests.house.world import SPELLINGS

    codes = [one.code for one in world.cases.values()] + [code for _, code in world.drafts.values()]
    codes += [world.ids["report code"], world.ids["secret report code"]]
    plain = [code for code in codes if code]
    assert plain
    return [*SPELLINGS, *plain, *(code.replace("-", "") for code in plain), *world.tokens.values()]


def found(text: str, world: Any) -> list[str]:
    return [word for word in secrets(world) if word.lower() in text.lower()]


def paths(name: str, world: Any) -> list[str]:
    from django.urls import reverse

    return [
        reverse(name, kwargs=thing.given(world))
        for thing in routes.ROUTES[name].things
        if "GET" in thing.methods
    ]


@pytest.mark.parametrize("name", PUBLIC)
def test_pages_for_all_say_nothing_personal(name: str, world: Any) -> None:
    browser = roles.browser(world, "anonymous")
    for path in paths(name, world):
        answer = visit(browser, "GET", path)
        assert answer.outcome == "in", answer
        assert not found(words_of(answer.body), world)


@pytest.mark.parametrize("ending", ["xml", "json"])
@pytest.mark.parametrize("extended", ["", "?extensions=true"])
def test_requests_of_open311_say_nothing_personal(ending: str, extended: str, world: Any) -> None:
    from django.urls import reverse

    number = world.ids["report"]
    path = reverse("open311:request", kwargs={"number": number, "ending": ending})
    for role in ("anonymous", "token_open311"):
        answer = visit(roles.browser(world, role), "GET", path + extended)
        text = words_of(answer.body)
        assert answer.outcome == "in" and number in text
        assert not found(text, world)
        assert "-7.91355" not in text and "113.82134" not in text


def test_a_secret_report_is_on_no_list_of_open311(world: Any) -> None:
    from django.urls import reverse

    number = world.ids["secret report"]
    browser = roles.browser(world, "anonymous")
    for name in ("open311:requests", "open311:updates"):
        path = reverse(name, kwargs={"ending": "json"})
        for query in ("", f"?service_request_id={number}", "?page=1&page_size=1000"):
            assert number not in words_of(visit(browser, "GET", path + query).body)
    table = visit(browser, "GET", reverse("open311:table"))
    assert table.outcome == "in" and number not in words_of(table.body)
    for name in ("request", "token"):
        kwargs = {"number" if name == "request" else "token": number, "ending": "json"}
        path = reverse(f"open311:{name}", kwargs=kwargs)
        assert visit(browser, "GET", path).outcome == "hidden"


@pytest.mark.parametrize("name", LISTS)
def test_officers_see_masked_names(name: str, world: Any) -> None:
    browser = roles.browser(world, "signer")
    for path in paths(name, world):
        answer = visit(browser, "GET", path)
        assert answer.outcome == "in", (path, answer.status, answer.error)
        assert not found(words_of(answer.body), world)


def test_the_check_would_find_them(world: Any) -> None:
    """The applicant's own page shows what the others must not."""
    browser = roles.browser(world, "owner")
    (path, *_) = paths("portal-case", world)
    assert len(found(words_of(visit(browser, "GET", path).body), world)) > 3


def test_facts_hold_nothing_personal(world: Any, server: Any, database: str) -> None:
    with psycopg.connect(server.url("owner", database)) as connection:
        rows = connection.execute("SELECT to_jsonb(f)::text FROM ledger_fact f").fetchall()
    assert len(rows) > 200
    text = "\n".join(row[0] for row in rows)
    assert not found(text, world)


def test_nothing_personal_stands_open_in_the_database(
    world: Any, server: Any, database: str
) -> None:
    """Answers, names and files are sealed: no column of no table shows one in clear."""
    wrong = []
    with psycopg.connect(server.url("owner", database)) as connection:
        tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND NOT relispartition"
            " AND relnamespace = 'public'::regnamespace"
        ).fetchall()
        for (name,) in tables:
            for word in secrets(world):
                shown = connection.execute(
                    f'SELECT 1 FROM "{name}" t WHERE to_jsonb(t)::text ILIKE %s LIMIT 1',
                    [f"%{word}%"],
                ).fetchone()
                if shown:
                    wrong.append(f"{name}: {word}")
    assert not wrong


def test_mails_tell_nothing_in_their_subject(world: Any) -> None:
    from django.conf import settings

    folder = Path(settings.VAR) / "outbox"
    mails = [path for path in folder.glob("*") if path.suffix in (".log", ".eml")]
    for path in mails:
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        assert not found(str(mail["subject"]), world), path.name


def test_logs_hold_nothing_personal(world: Any) -> None:
    """Every page that handles personal data is visited while everything logs all it can."""
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        for role, names in (
            ("owner", ("portal-case", "portal-draft", "portal-check", "portal-my-data")),
            ("code", ("portal-case", "portal-draft", "portal-check")),
            ("front_office", ("desk:task", "desk:case")),
            ("anonymous", PUBLIC),
        ):
            browser = roles.browser(world, role)
            for name in names:
                for path in paths(name, world):
                    visit(browser, "GET", path)
        clerk = roles.browser(world, "front_office")
        visit(clerk, "POST", unsealing(world), {"tujuan": "check"})
        signer = roles.browser(world, "signer")
        visit(signer, "POST", signing(), sign_data(world))
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
    assert heard.getvalue().count("\n") > 5
    assert not found(heard.getvalue(), world)


def unsealing(world: Any) -> str:
    from django.urls import reverse

    return reverse("desk:unseal_case", args=[world.cases["new"].number])


def signing() -> str:
    from django.urls import reverse

    return reverse("desk:signing")


def sign_data(world: Any) -> dict[str, Any]:
    from tests.house.world import PASSPHRASE

    return {"tugas": [str(world.task("signing", "kadis.ptsp"))], "frasa": PASSPHRASE}


def test_addresses_hold_nothing_personal(world: Any) -> None:
    """Codes travel in forms and cookies: no link of any page carries one, nor a redirect."""
    from django.urls import reverse

    browser = roles.browser(world, "code")
    case = world.cases["by code"]
    for name in ("portal-case", "portal-draft", "portal-check"):
        for path in paths(name, world):
            assert not found(path, world)
            text = visit(browser, "GET", path).body.decode()
            links = [part.split('"')[0] for part in text.split('href="')[1:]]
            links += [part.split('"')[0] for part in text.split('action="')[1:]]
            assert not [link for link in links if found(link, world)]
    asked = reverse("portal-case-code", args=[case.number])
    stranger = roles.browser(world, "anonymous")
    from tests.house.visits import undone

    with undone():
        response = stranger.client.post(asked, {"kode": case.code})
    assert response.status_code == 302
    assert not found(response["Location"], world)


def test_cookies_are_closed(world: Any) -> None:
    """The cookie that remembers codes is signed and hidden from scripts."""
    from django.urls import reverse

    from tests.house.visits import undone

    browser = roles.browser(world, "anonymous")
    with undone():
        response = browser.client.post(reverse("portal-apply", args=["sip-dokter"]))
    cookie = response.cookies["berkas"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def words_of(body: bytes) -> str:
    """The text of an answer; of a PDF, the text on its pages and in its attachments."""
    if not body.startswith(b"%PDF"):
        return body.decode("utf-8", "replace")
    from pendopo.faces.portal.follow import inside

    parts = [part.decode("utf-8", "replace") for part in inside._parts(body)]
    assert parts
    return "\n".join(parts)
