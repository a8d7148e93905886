"""Every route that takes something is used once with success: what it changes, a fact tells."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.house import routes
from tests.house.hostile import Spoiler
from tests.house.witness import Transaction, Witness

CHANGES_NOTHING = {
    "healthz": "only says that the process lives",
    "portal-way-back": "finds a draft by its code and remembers it in a cookie",
    "portal-case-code": "remembers the code of a case in a cookie",
    "portal-verify": "checks a PDF and keeps nothing of it",
    "portal-ledger": "checks a receipt and keeps nothing of it",
    "portal-language": "a cookie",
    "portal-powers": "shows a power of attorney to whoever has its code",
    "portal-report-forget": "a cookie",
    "portal-report-find": "remembers the code of a report in a cookie",
    "desk:preview": "draws a letter that is kept nowhere",
    "rest:letters-check": "checks a PDF and keeps nothing of it",
    "rest:ledger-check": "checks a receipt and keeps nothing of it",
}
"""Routes that take a form and change no row."""
ONLY_TELLS = {
    "desk:search": "a search by name changes nothing, and that it was made is a fact",
}
"""Routes that change no row and leave a fact."""
HINTS = {"desk:opened": "who has a task open on a screen, forgotten after two minutes"}
"""Routes that change a row which needs no fact."""


@dataclass
class Deeds:
    """What was done by route, and what each changed."""

    watch: Witness
    done: dict[str, list[Transaction]] = field(default_factory=dict)
    answers: dict[str, int] = field(default_factory=dict)

    def did(self, name: str, response: Any, *expected: int) -> Any:
        """Note what the request just sent has changed."""
        wanted = expected or (200, 201, 204, 302)
        assert response.status_code in wanted, (name, response.status_code, words(response))
        self.done.setdefault(name, []).extend(self.watch.take())
        self.answers[name] = response.status_code
        return response


def words(response: Any) -> str:
    """Why it was turned down, without the page around it."""
    main = response.content.decode("utf-8", "replace").split("<main", 1)[-1]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())[:1500]


@pytest.fixture(scope="module")
def deeds(world: Any, watch: Witness) -> Iterator[Deeds]:
    from tests.house import deeds as script

    watch.take()
    kept = Deeds(watch)
    script.play(world, kept)
    yield kept


def writing() -> set[str]:
    """Routes that take a form, a file or JSON, by the table."""
    return {
        name
        for name, route in routes.ROUTES.items()
        for thing in route.things
        if set(thing.methods) - {"GET"}
    }


def test_every_route_that_takes_something_was_used(deeds: Deeds) -> None:
    assert writing() - set(deeds.done) - set(CHANGES_NOTHING) == set()


@pytest.mark.parametrize("name", sorted(writing() - {*CHANGES_NOTHING, *HINTS, *ONLY_TELLS}))
def test_what_it_changes_a_fact_tells(name: str, deeds: Deeds) -> None:
    transactions = deeds.done[name]
    assert any(one.changed for one in transactions), "it changed nothing here"
    assert not [sorted(one.changed) for one in transactions if one.silent]


def test_nothing_spoiled_breaks_a_route(deeds: Deeds) -> None:
    """Before each of these requests its spoiled twins were sent: refused in words, or taken for
    what they are; never a crash, never a half change."""
    assert Spoiler.sent > 1_000
    assert not Spoiler.crashes, "\n".join(map(str, Spoiler.crashes))


def test_hints_change_only_what_needs_no_fact(deeds: Deeds) -> None:
    for name in HINTS:
        assert deeds.done[name] and not any(one.changed for one in deeds.done[name])


def test_what_only_tells_leaves_a_fact(deeds: Deeds) -> None:
    for name in ONLY_TELLS:
        assert any(one.facts for one in deeds.done[name])
        assert not any(one.changed for one in deeds.done[name])


def test_signing_in_and_accounts_write_facts(deeds: Deeds) -> None:
    """allauth's own routes: signing up, in and out, another password, another address."""
    for name in ("account_signup", "account_login", "account_logout", "account_change_password",
                 "account_email", "mfa_activate_totp"):  # fmt: skip
        transactions = deeds.done[name]
        assert sum(one.facts for one in transactions), name
        assert not [sorted(one.changed) for one in transactions if one.silent], name


def test_checks_change_nothing(world: Any, watch: Witness) -> None:
    from django.urls import reverse

    from tests.house import roles

    client = roles.browser(world, "code").client
    drafter = roles.browser(world, "drafter").client
    watch.take()
    pdf = SimpleUploadedFile("a.pdf", b"%PDF-1.4", content_type="application/pdf")
    slip = SimpleUploadedFile("a.json", b"{}", content_type="application/json")
    code = world.drafts["by code"][1]
    case = world.cases["by code"]
    report = world.reports["answered"]
    sent = {
        "healthz": client.post(reverse("healthz")),
        "portal-way-back": client.post(reverse("portal-way-back"), {"kode": code}),
        "portal-case-code": client.post(
            reverse("portal-case-code", args=[case.number]), {"kode": case.code}
        ),
        "portal-verify": client.post(reverse("portal-verify"), {"pdf": pdf}),
        "portal-ledger": client.post(reverse("portal-ledger"), {"tanda_terima": slip}),
        "portal-powers": client.post(reverse("portal-powers"), {"nomor": code, "kode": code}),
        "portal-language": client.post(reverse("portal-language"), {"language": "en"}),
        "portal-report-forget": client.post(reverse("portal-report-forget")),
        "portal-report-find": client.post(
            reverse("portal-report-find"), {"nomor": report.number, "kode": report.code}
        ),
        "desk:preview": drafter.post(
            reverse("desk:preview", args=[world.task("drafting", "penata.ptsp")])
        ),
        "rest:letters-check": client.post(
            reverse("rest:letters-check"), {"file": io.BytesIO(b"%PDF-1.4")}
        ),
        "rest:ledger-check": client.post(
            reverse("rest:ledger-check"), '{"receipt": {}}', content_type="application/json"
        ),
    }
    assert set(sent) == set(CHANGES_NOTHING)
    assert all(response.status_code < 500 for response in sent.values())
    assert not [one for one in watch.take() if one.changed or one.facts]
