"""What every page of the desk shows: views with counts, who is signed in, ways to jump."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pendopo.directory import api as directory
from pendopo.faces.components.access import actor, region_of
from pendopo.faces.components.commands import new_key
from pendopo.faces.components.wording import lines, words
from pendopo.watch import api as watch

OFFICERS = (
    "front_office", "verifier", "technical", "drafter", "paraf", "signer", "supervisor",
    "administrator", "regent", "coordinator", "liaison", "auditor", "planner", "implementer",
    "chief", "duty",
)  # fmt: skip
"""Every role a position may carry: whoever holds one works here."""
LIVE = "/events"
COMMAND = ("orders", "order_given")
"""Saved views of what the command centre orders."""


def show(
    request: HttpRequest,
    name: str,
    *,
    status: int = 200,
    counts: Mapping[str, int] | None = None,
    view: str = "",
    here: str = "",
    **context: Any,
) -> HttpResponse:
    """The page `desk/<name>.html`; `counts` and `view` fill the list of views, `here` marks
    another page of it. Nothing of the desk is anybody else's to keep."""
    works_here = any(actor(request).may(role) for role in OFFICERS)
    groups = view_groups(actor(request), counts or {}, view=view, here=here)
    context = {
        "region_name": region_name(request),
        "account_name": actor(request).name,
        "account_nav": _account_nav(),
        "desk_home": path_of("inbox" if works_here else "powers"),
        "desk_views": groups,
        "palette_links": [_jump(item, group) for group in groups for item in group["items"]],
        "palette_source": path_of("jump") if works_here else "",
        "live_url": LIVE if works_here else "",
        "path_of": path_of,
        "screen": "page",
        "view": view,
        "counts": counts or {},
        "words": words,
        "lines": lines,
        "name_of": directory.chart().name_of,
        "form_key": new_key(),
        "told": [str(said) for said in messages.get_messages(request)],
        **context,
    }
    response = render(request, f"desk/{name}.html", context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    return response


def region_name(request: HttpRequest) -> str:
    """ "Kabupaten Bondowoso"."""
    region = region_of(request)
    kind = region.kind.capitalize()
    return region.name if region.name.startswith(kind) else f"{kind} {region.name}"


def inbox_url(view: str, cursor: str = "") -> str:
    """Address of a view, and of a later page of it."""
    asked = {"tampilan": view if view != "mine" else "", "setelah": cursor}
    query = urlencode({name: value for name, value in asked.items() if value})
    return path_of("inbox") + (f"?{query}" if query else "")


@functools.cache
def path_of(name: str) -> str:
    """Address of a page of the desk that has no parts; looked up once per process."""
    return reverse(f"desk:{name}")


def view_titles() -> dict[str, str]:
    return {
        "mine": _("Untuk saya"),
        "soon": _("Hampir lewat"),
        "late": _("Terlambat"),
        "sign": _("Tanda tangan"),
        "waiting": _("Menunggu pemohon"),
        "team": _("Tim saya"),
        "received": _("Disposisi untuk saya"),
        "given": _("Saya disposisikan"),
        "orders": _("Arahan untuk saya"),
        "order_given": _("Arahan dari saya"),
    }


def view_groups(
    who: directory.Actor, counts: Mapping[str, int], *, view: str, here: str
) -> list[dict[str, Any]]:
    """The groups of `ui.views` by work: saved views with counts, then the other pages. The first
    is open, so are the one with the page that is shown and those where something waits; the others
    unfold."""
    works_here = any(who.may(role) for role in OFFICERS)
    titles = view_titles() if works_here else {}
    if not watch.leading(who):
        titles.pop("order_given", None)
    groups: list[dict[str, Any]] = []
    for heading, views, pages in _menu():
        items = [
            {
                "text": titles[name],
                "href": inbox_url(name),
                "count": counts.get(name),
                "current": name == view,
            }
            for name in views
            if name in titles
        ]
        items += [
            {"text": title, "href": path_of(name), "current": name == here}
            for name, title, roles in pages
            if any(who.may(role) for role in roles) or ("signer" in roles and signs(who))
        ]
        if views == COMMAND and watch.watches(who):
            items.append({"text": _("Layar pusat kendali"), "href": "/pusat/", "current": False})
        if items:
            groups.append(_group(heading, items, first=not groups))
    return groups


def _group(heading: str, items: list[dict[str, Any]], *, first: bool) -> dict[str, Any]:
    return {
        "title": heading,
        "items": items,
        "open": first or any(one["current"] or one.get("count") for one in items),
    }


def signs(who: directory.Actor) -> bool:
    """Holds a signature, or the delegation of one."""
    return any(role.partition(":")[0] == "signer" for _organisation, role in who.roles)


Page = tuple[str, str, tuple[str, ...]]


def _menu() -> tuple[tuple[str, tuple[str, ...], tuple[Page, ...]], ...]:
    """Groups under their headings: saved views, then pages with their names and the roles that
    each is for."""
    return (
        (
            _("Tugas"),
            ("mine", "soon", "late", "sign", "waiting", "team", "received", "given"),
            (
                ("search", _("Cari berkas"), OFFICERS),
                ("signing", _("Tanda tangan sekaligus"), ("signer",)),
            ),
        ),
        (
            pgettext("menu", "Laporan"),
            (),
            (
                ("held_reports", _("Laporan ditahan"), ("coordinator",)),
                ("report_lists", _("Daftar LAPOR!"), ("coordinator",)),
                ("report_keeping", _("Masa simpan laporan"), ("coordinator", "auditor")),
            ),
        ),
        (
            _("Mendampingi warga"),
            (),
            (
                ("powers", _("Surat kuasa"), directory.ACTS),
                ("find_service", _("Cari layanan"), directory.ACTS),
                ("link_account", _("Sambungkan akun warga"), ("front_office",)),
            ),
        ),
        (
            pgettext("menu", "Rencana"),
            (),
            (
                ("plans", _("Rencana dan anggaran"), OFFICERS),
                ("contracts", _("Kontrak"), OFFICERS),
                ("findings", _("Temuan"), OFFICERS),
                ("units", _("Perangkat daerah"), OFFICERS),
                ("measures", _("Ukuran"), OFFICERS),
                ("evidence", _("Bukti indeks"), OFFICERS),
            ),
        ),
        (_("Pusat kendali"), COMMAND, ()),
        (
            _("Pengelolaan"),
            (),
            (
                ("register", _("Register izin"), OFFICERS),
                ("numbers", _("Nomor surat"), OFFICERS),
                ("packages", _("Paket layanan"), OFFICERS),
                ("people", _("Pegawai dan jabatan"), ("administrator",)),
                *(
                    (("outbox", _("Kotak keluar demo"), ("administrator",)),)
                    if settings.DEMO
                    else ()
                ),
            ),
        ),
    )


def _account_nav() -> list[dict[str, str]]:
    return [
        {"text": _("Akun saya"), "href": "/akun/", "icon": "user"},
        {"text": _("Keluar"), "href": "/akun/logout/", "icon": "logout"},
    ]


def _jump(item: Mapping[str, Any], group: Mapping[str, Any]) -> dict[str, str]:
    return {"text": item["text"], "href": item["href"], "note": group["title"] or _("Tampilan")}
