"""Who may do what: every route of the resolver, every role, every method, two regions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.house import hostile, resolver, roles, routes, signed
from tests.house.roles import Browser
from tests.house.source import ROOT
from tests.house.visits import Answer, visit

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
BY_NAME = sorted(routes.ROUTES)


def _read(name: str) -> bool:
    """Whether the route is a page or a document that somebody may read."""
    return any("GET" in thing.methods for thing in routes.ROUTES[name].things)


@pytest.fixture(scope="module")
def browsers(world: Any) -> Iterator[dict[str, Browser]]:
    yield {name: roles.browser(world, name) for name in roles.ROLES}


def test_every_route_is_listed(django: None) -> None:
    known = set(routes.ROUTES) | routes.WITHOUT_ACCESS
    found = {
        name for name, path, _view in resolver.patterns()
        if not any(path.startswith(prefix) for prefix in routes.ALLAUTH_MOVED)
    }  # fmt: skip
    assert found - known == set(), "not in tests/house/routes.py"
    assert known - found == set(), "no such route any more"


def test_no_name_leads_to_two_places(django: None) -> None:
    names = [name for name, _path, _view in resolver.patterns() if name]
    assert sorted(set(names)) == sorted(names)


def test_every_view_says_who_may_open_it(django: None) -> None:
    silent = {
        name or path
        for name, path, view in resolver.patterns()
        if not getattr(view, "access", None)
        and name not in routes.WITHOUT_ACCESS
        and not any(path.startswith(prefix) for prefix in routes.ALLAUTH_MOVED)
    }
    assert silent == set()


def test_routes_of_allauth_write_facts(django: None) -> None:
    """Each runs inside the directory's wrapper, which compares the account before and after."""
    from pendopo.directory.accounts import urls

    for name, path, view in resolver.patterns():
        if path.startswith("akun/"):
            assert view.__globals__["__name__"] == urls.__name__, name or path


@pytest.mark.parametrize("name", BY_NAME)
def test_who_is_let_in(name: str, world: Any, browsers: dict[str, Browser]) -> None:
    wrong = []
    for path, thing in _things(name, world):
        for method, let_in in thing.methods.items():
            for role in _roles(name):
                answer = _send(browsers[role], method, path, routes.ROUTES[name])
                said = f"{method} {role}: {answer.outcome} {answer.status} {answer.error}"
                surprise = (answer.outcome == "in") != (role in let_in)
                if surprise or answer.outcome in ("broken", "method"):
                    wrong.append(said)
                elif role not in let_in:
                    wrong += [f"{said}: {what}" for what in _goes_wrong(answer, role, world)]
    assert not wrong, "\n".join([name, *wrong])


def _goes_wrong(answer: Answer, role: str, world: Any) -> Iterator[str]:
    """What must not happen to someone who is turned away."""
    if answer.wrote:
        yield "wrote something"
    for word in _leaked(answer.body, world):
        yield f"shows {word!r}"
    wanted = "asks to sign in" if role in roles.NOBODY else "says no"
    if answer.outcome == "login" and wanted != "asks to sign in":
        yield "asks someone to sign in who is signed in"


@pytest.mark.parametrize("name", BY_NAME)
def test_no_other_method_is_taken(name: str, world: Any, browsers: dict[str, Browser]) -> None:
    """By the one who is let in furthest; GET where only a form is taken, PUT where only a page."""
    wrong = []
    for path, thing in _things(name, world):
        insider = min(min(let_in) for let_in in thing.methods.values())
        for method in sorted(set(METHODS) - set(thing.methods)):
            answer = _send(browsers[insider], method, path, routes.ROUTES[name])
            if answer.outcome != "method" or answer.wrote:
                wrong.append(f"{method} {insider}: {answer.outcome} {answer.status}")
    if name not in TAKES_ANY_METHOD:
        assert not wrong, "\n".join([name, *wrong])


@pytest.mark.parametrize("name", [one for one in BY_NAME if _read(one)])
def test_odd_questions_break_no_page(
    name: str, world: Any, browsers: dict[str, Browser], asked: frozenset[str]
) -> None:
    """A page gets each odd word for everything that any page reads from its address."""
    wrong = []
    for path, thing in _things(name, world):
        role = min(thing.methods.get("GET", ()), default="")
        for word in hostile.SHORT if role else ():
            answer = visit(browsers[role], "GET", path, dict.fromkeys(asked, word))
            if answer.outcome == "broken" or hostile.MARK.encode() in answer.body:
                wrong.append(f"{word[:20]!r}: {answer.status} {answer.error}")
    assert not wrong, "\n".join([name, *wrong])


@pytest.fixture(scope="module")
def asked() -> frozenset[str]:
    """Names that some page looks for in its address."""
    reads = re.compile(r"""(?:\.get|\.getlist|one)\((?:\w+(?:\.GET)?, )?"([a-z0-9_-]+)\"""")
    faces = (ROOT / "src/pendopo/faces").rglob("*.py")
    texts = (path.read_text() for path in faces if "tests" not in path.parts)
    found = frozenset(name for text in texts for name in reads.findall(text))
    assert {"q", "halaman", "service_request_id"} <= found
    return found


TAKES_ANY_METHOD = {
    "healthz": "answers whoever asks, however",
    "rest:unknown": "is not found by any method",
    "open311:unknown": "is not found by any method",
}


def test_forms_need_their_token(world: Any) -> None:
    """Another site cannot send a form in a visitor's name: without the token it is refused."""
    wrong = []
    for name, route in routes.ROUTES.items():
        for path, thing in _things(name, world):
            for method, let_in in thing.methods.items():
                role = next((one for one in sorted(let_in) if one in FORM_USERS), "")
                if method == "GET" or not role or name in WITHOUT_TOKEN:
                    continue
                browser = roles.browser(world, role, checks=True)
                answer = _send(browser, method, path, route)
                if answer.outcome != "denied" or answer.wrote:
                    wrong.append(f"{name} {method} {role}: {answer.outcome} {answer.status}")
    assert not wrong, "\n".join(wrong)


FORM_USERS = roles.HERE_SIGNED_IN | {"code"}
"""Visitors whose browser would send their cookies along with a stranger's form."""
WITHOUT_TOKEN = {
    "portal-texts": "a gateway signs what it brings, and has no session",
    "rest:ledger-check": "changes nothing, for anyone",
    "rest:letters-check": "changes nothing, for anyone",
}


@pytest.mark.parametrize("name", sorted(routes.ALLAUTH_SIGNED_IN))
def test_allauth_asks_to_sign_in(name: str, browsers: dict[str, Browser]) -> None:
    path = _allauth(name)
    for role in ("anonymous", "foreign_officer"):
        for method in ("GET", "POST"):
            answer = visit(browsers[role], method, path)
            assert answer.outcome in ("login", "denied", "hidden", "method"), (role, answer)
    assert visit(browsers["citizen"], "GET", path).outcome != "broken"


@pytest.mark.parametrize("name", sorted(routes.ALLAUTH_OPEN))
def test_allauth_never_breaks(name: str, browsers: dict[str, Browser]) -> None:
    for role in ("anonymous", "citizen", "abroad_officer"):
        for method in ("GET", "POST"):
            answer = visit(browsers[role], method, _allauth(name))
            assert answer.outcome != "broken", (role, method, answer.error)


def _allauth(name: str) -> str:
    from django.urls import reverse

    given = {
        "account_confirm_email": {"key": "abc"},
        "account_reset_password_from_key": {"uidb36": "1", "key": "abc"},
        "mfa_remove_webauthn": {"pk": 1},
        "mfa_edit_webauthn": {"pk": 1},
        "openid_connect_login": {"provider_id": "oidc"},
        "openid_connect_callback": {"provider_id": "oidc"},
    }
    return reverse(name, kwargs=given.get(name, {}))


def _things(name: str, world: Any) -> Iterator[tuple[str, routes.Thing]]:
    from django.urls import reverse

    for thing in routes.ROUTES[name].things:
        yield reverse(name, kwargs=thing.given(world)), thing


def _roles(name: str) -> list[str]:
    """Tokens are for the machine faces; elsewhere they are a visitor without an account."""
    return sorted(roles.ALL if name.startswith(("rest:", "open311:")) else roles.PEOPLE)


def _send(browser: Browser, method: str, path: str, route: routes.Route) -> Answer:
    if method == "GET":
        return visit(browser, method, path)
    if route.file:
        pdf = SimpleUploadedFile("str.pdf", b"%PDF-1.4", content_type="application/pdf")
        return visit(browser, method, path, {route.file: pdf})
    if route.json or method in ("PUT", "PATCH", "DELETE"):
        body = json.dumps(route.data)
        keyed = {"HTTP_IDEMPOTENCY_KEY": f"kunci-uji-{uuid4()}", "content_type": "application/json"}
        if route.signed:
            keyed["HTTP_X_HUB_SIGNATURE_256"] = signed.signature(body.encode())
        return visit(browser, method, path, body, **keyed)
    return visit(browser, method, path, route.data)


def _leaked(body: bytes, world: Any) -> list[str]:
    from tests.house.world import SPELLINGS

    text = body.decode("utf-8", "replace")
    codes = [one.code for one in world.cases.values() if one.code]
    return [word for word in (*SPELLINGS, *codes) if word in text]
