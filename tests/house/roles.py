"""Who comes to a route: everyone from nobody to the administrator of another region."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.test import Client

if TYPE_CHECKING:
    from tests.house.world import World

HERE, THERE = "bondowoso.localhost", "jember.localhost"


@dataclass(frozen=True, slots=True)
class Role:
    """`username`: who signs in; `host`: whose door they knock at; `token`: of an application."""

    username: str = ""
    host: str = HERE
    token: str = ""
    codes: bool = False  # the browser knows the codes of the cases made without an account


ROLES: dict[str, Role] = {
    "anonymous": Role(),
    "code": Role(codes=True),
    "owner": Role("warga"),
    "citizen": Role("warga2"),
    "front_office": Role("loket.ptsp"),
    "technical": Role("teknis.dinkes"),
    "drafter": Role("penata.ptsp"),
    "paraf": Role("ketuatim.ptsp"),
    "signer": Role("kadis.ptsp"),
    "supervisor": Role("inspektur"),
    "coordinator": Role("koordinator.aduan"),
    "liaison": Role("penghubung.dpupr"),
    "regent": Role("bupati"),
    "planner": Role("perencana.bappeda"),
    "implementer": Role("program.ptsp"),
    "chief": Role("sekda"),
    "duty": Role("piket"),
    "auditor": Role("auditor.inspektorat"),
    "agency_administrator": Role("pengelola.ptsp"),
    "administrator": Role("admin.kabupaten"),
    "other_administrator": Role("pengelola.dinkes"),
    "helper": Role("bantu.pancoran"),
    "foreign_officer": Role("loket.ptsp.jember"),
    "foreign_administrator": Role("admin.jember"),
    "abroad_citizen": Role("warga.jember", THERE),
    "abroad_officer": Role("loket.ptsp.jember", THERE),
    "abroad_administrator": Role("admin.jember", THERE),
    "token_apply": Role(token="token_apply"),
    "token_tasks": Role(token="token_tasks"),
    "token_track": Role(token="token_track"),
    "token_open311": Role(token="token_open311"),
    "token_foreign": Role(token="token_foreign"),
    "token_abroad": Role(token="token_foreign", host=THERE),
}
"""`foreign`: of another region, at our door. `abroad`: at their own door, with our numbers."""

ALL = frozenset(ROLES)
TOKENS = frozenset(name for name in ROLES if name.startswith("token_"))
PEOPLE = ALL - TOKENS
NOBODY = frozenset({"anonymous", "code", "foreign_officer", "foreign_administrator"}) | TOKENS
"""Not signed in as far as a page of ours is concerned."""
SIGNED_IN = PEOPLE - NOBODY
ABROAD = frozenset(name for name in ROLES if name.startswith(("abroad", "token_abroad")))
HERE_SIGNED_IN = SIGNED_IN - ABROAD
CITIZENS = frozenset({"owner", "citizen", "abroad_citizen"})
HELPER = frozenset({"helper"})
"""Of a village: acts for citizens by a power of attorney, and works on no case."""
OFFICERS = SIGNED_IN - CITIZENS - HELPER
OFFICERS_HERE = OFFICERS - ABROAD
ADMINISTRATORS = frozenset(
    {"agency_administrator", "administrator", "other_administrator", "abroad_administrator"}
)
AGENCY = frozenset({"front_office", "drafter", "paraf", "signer"})
"""Officers who work on cases in the agency that receives them; its administrator does not."""


@dataclass
class Browser:
    """One visitor: a session, cookies and headers that stay from request to request."""

    role: Role
    client: Client
    headers: dict[str, str] = field(default_factory=dict)


def browser(world: World, name: str, *, checks: bool = False) -> Browser:
    """A browser in which the role is signed in. `checks`: with the test of the form's token."""
    role = ROLES[name]
    client = Client(
        enforce_csrf_checks=checks,
        raise_request_exception=False,
        headers={"host": role.host},
        REMOTE_ADDR=address(name),
    )
    if role.username:
        account = get_user_model().objects.get(username=role.username)
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    if role.codes:
        client.cookies["berkas"] = remembered(world)
    headers = {}
    if role.token:
        headers["authorization"] = f"Bearer {world.tokens[role.token]}"
    return Browser(role, client, headers)


def address(name: str) -> str:
    """Each role of each run comes from an address of its own: guessing is counted by address."""
    run = os.getpid()
    return f"10.{run >> 8 & 255}.{run & 255}.{list(ROLES).index(name) + 1}"


def remembered(world: World) -> str:
    """The portal's cookie of a browser in which the codes were typed."""
    from pendopo.faces.portal import keys

    draft_id, code = world.drafts["by code"]
    case = world.cases["by code"]
    known = {str(draft_id): [code, ""], str(case.draft_id): [case.code, case.number]}
    known |= {one.number: [one.code, one.number] for one in world.reports.values()}
    return signing.dumps(known, salt=keys._SALT, compress=True)
