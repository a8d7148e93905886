"""The links around every page of the portal."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

REPORT = "https://www.lapor.go.id/"
"""Where illegal fees are reported: SP4N-LAPOR!, the national system for complaints."""

Link = dict[str, str]


def main_links() -> list[Link]:
    return [
        _link(_("Layanan"), "portal-services", "services", "file-check"),
        _link(_("Lapor"), "portal-report", "report", "flag"),
        _link(_("Aduan"), "portal-reports", "reports", "map"),
        _link(_("Lacak"), "portal-track", "track", "clock"),
        _link(_("Cek dokumen"), "portal-verify", "verify", "shield"),
        _link(_("Berkas saya"), "portal-mine", "mine", "inbox"),
    ]


def footer_links() -> list[Link]:
    about = {"aksesibilitas": _("Aksesibilitas"), "privasi": _("Privasi")}
    pages = [
        {"text": text, "href": reverse("portal-about-page", args=[name])}
        for name, text in about.items()
    ]
    pages.insert(0, {"text": _("Rencana daerah"), "href": reverse("portal-plan")})
    return [*pages, {"text": _("Tentang"), "href": reverse("portal-about")}]


def account_links() -> list[Link]:
    """The menu of whoever is signed in."""
    return [
        _link(_("Data saya"), "portal-my-data", "data", "user"),
        _link(_("Keluar"), "account_logout", "logout", "logout"),
    ]


def _link(text: str, route: str, key: str, icon: str) -> Link:
    return {"text": text, "href": reverse(route), "key": key, "icon": icon}
