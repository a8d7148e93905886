"""Every page of the URL resolver, who looks at it, and what must be on it to be worth a look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Path = Callable[[Any], str]

LOOKERS = (
    "anonymous", "owner", "code", "front_office", "technical", "drafter", "paraf", "signer",
    "administrator", "regent", "helper", "liaison", "coordinator", "planner", "implementer",
    "auditor",
)  # fmt: skip
"""Roles of `tests/house/roles.py`; a page is looked at by the first of them that is let in."""

NOT_PAGES = {
    "healthz", "portal-ledger-feed", "portal-ledger-key", "portal-letter", "portal-own-file",
    "portal-file", "portal-slip-pdf", "portal-slip-json", "portal-my-data-json", "desk:preview",
    "desk:document", "desk:book_fetch", "desk:power_paper", "desk:drawing", "desk:letter",
    "desk:jump",
    "desk:transfer_template",
    "desk:import_template", "desk:recap_file", "desk:recap_letter",
    "portal-reports-feed", "portal-reports-csv", "portal-report-photo", "rest:openapi",
    "open311:discovery", "open311:discovery-v2", "open311:services",
    "open311:service", "open311:table", "open311:requests", "open311:request", "open311:token",
    "open311:updates", "open311:unknown",
    "desk:case_template", "desk:case_report", "desk:report_list_report", "portal-agencies-data",
    "portal-ratings-data", "portal-report-offline", "desk:watch_order_proof", "command:morning",
    "desk:plan_export", "portal-plan-budget", "desk:contract_photo",
}  # fmt: skip
"""Routes that answer with a document, a picture or data."""

PARTS = {"desk:news", "command:tiles", "command:burden", "command:alarms"}
"""Pieces that a page fetches: they are checked within that page."""

LEADS_ON = {"portal-entered", "portal-code"}
"""Doors that only show the way to another page (a code is shown once and never again)."""

HOLDS = {
    "portal-services": "main ul.grid li",
    "portal-service": "main section li",
    "portal-draft": "ul.tasks li a",
    "portal-check": "dl.facts .chip",
    "portal-step": "ul.files li",
    "portal-mine": "ul.tasks li a",
    "portal-case": "ol.time li",
    "portal-tracking": "ol.time li:is(.now, .late)",
    "portal-mend": "ul.tasks li a",
    "portal-mend-question": "pendopo-upload",
    "portal-reply": "textarea",
    "portal-visit": "select[name=jam]",
    "portal-slip": "dl.facts dd",
    "portal-verified": "dl.facts dd",
    "portal-ledger": "aside code",
    "portal-news": "input[name=saluran]",
    "portal-rate-link": "input[name=nilai]",
    "portal-rate-case": "input[name=nilai]",
    "portal-rate-agency": "input[name=nilai]",
    "portal-report": "textarea[name=isi]",
    "portal-report-find": "input[name=kode]",
    "portal-report-own": "input[name=kode]",
    "portal-report-sent": "[data-code]",
    "portal-report-join": "button.big",
    "portal-report-public": "ol.time li",
    "portal-reports": "ul.reports li",
    "portal-reports-map": "tbody tr",
    "portal-monitor": "dl.totals dd",
    "portal-agencies": "ul.index li",
    "portal-agency": "svg.months rect",
    "desk:report_check_in": "input[name=titik]",
    "portal-my-data": "dl.facts dd",
    "desk:inbox": "[data-row]",
    "desk:task": "section.act button",
    "desk:itemised": "input[name=butir]",
    "desk:signing": "[data-row] input.pick",
    "desk:case": "dl.facts dd",
    "desk:register": "tbody tr",
    "desk:measures": "tbody tr",
    "desk:measure": "#fakta tbody tr",
    "desk:evidence": "section.card",
    "desk:numbers": "tbody tr",
    "desk:packages": "tbody tr",
    "desk:versions": "section.card select",
    "desk:version_move": "dl.facts dd",
    "desk:licence": "ol.time li",
    "desk:licence_act": "input[name=alasan]",
    "desk:batch": "main .notice",
    "desk:book": "form",
    "desk:book_order": "dl.facts dd",
    "desk:recap": "tbody tr",
    "desk:imports": "input[name=daftar]",
    "desk:import": "main .tag",
    "desk:report_keeping": "tbody tr",
    "desk:report_lists": "input[name=daftar]",
    "desk:report_list": "main .tag",
    "desk:case_imports": "input[name=daftar]",
    "desk:case_import": "main .tag",
    "desk:process": ".djs-container .badge",
    "desk:path": ".djs-container .badge",
    "desk:power": "main form button",
    "desk:power_new": "input[name=untuk]",
    "desk:find_service": "main a.btn",
    "desk:link_account": "input[name=kode]",
    "portal-plan": ".plan-tree .pn",
    "desk:plans": "tbody tr",
    "desk:plan": ".plan-tree .pn",
    "desk:plan_node": "dl.facts dd",
    "desk:plan_gaps": "h1",
    "desk:plan_changed": ".empty",
    "desk:plan_reviews": "ul.index li",
    "desk:plan_review": "li.card",
    "desk:plan_imports": "input[name=berkas]",
    "desk:plan_import": "main .tag",
    "desk:contracts": "tbody tr",
    "desk:contract": "svg.curve",
    "desk:contract_new": "select[name=penyedia]",
    "desk:contract_report": "input[name=fisik]",
    "desk:findings": "tbody tr",
    "desk:finding_new": "textarea[name=uraian]",
    "desk:units": "ul.index li",
    "desk:unit": "tbody tr",
    "desk:people": "tbody tr",
    "desk:position": "tbody tr",
    "command:wall": ".tile",
    "command:map": "tbody tr",
    "command:measured": "main h1",
    "command:measure": ".explored canvas",
    "command:missions": "tr[data-indicator]",
    "command:orders": "ul.order-list li",
    "command:order_new": "textarea[name=isi]",
    "command:incidents": "ul.order-list li",
    "command:incident_new": "textarea[name=uraian]",
    "command:duty": "main",
    "command:alarm": "ol.steps-list li",
    "desk:watch_order": ".order-words",
}
"""What must be on the page: an empty page proves nothing."""

ALSO: dict[str, tuple[str, Path, str]] = {
    "home in English": ("anonymous", lambda world: "/?en", "main h1"),
    "nothing found": ("anonymous", lambda world: "/layanan/?q=zzzz", ".empty"),
    "no such page": ("anonymous", lambda world: "/tidak-ada/", "main h1"),
    "no such letter": ("anonymous", lambda world: "/verify/K7M-4QP-2XD", "main h1"),
    "code asked for": (
        "anonymous", lambda world: f"/urus/{world.cases['by code'].number}/", "input[name=kode]"
    ),
    "granted": ("owner", lambda world: f"/urus/{world.cases['granted'].number}/", "ul.tasks a"),
    "returned": ("owner", lambda world: f"/urus/{world.cases['returned'].number}/", ".notice li"),
    "visit": ("owner", lambda world: f"/urus/{world.cases['visit'].number}/", ".notice form"),
    "my own report": (
        "code", lambda world: f"/lapor/ikuti/{world.reports['answered'].number}/", "#nilai"
    ),
    "report to verify": (
        "coordinator", lambda world: f"/meja/berkas/{world.reports['new'].number}/", "#laporan"
    ),
    "proof to check": (
        "coordinator", lambda world: f"/meja/berkas/{world.reports['answered'].number}/",
        ".compare img",
    ),
    "report at the agency": (
        "liaison", lambda world: f"/meja/tugas/{world.ids['report task']}/", "#tugas"
    ),
    "site visit": ("technical", lambda world: task(world, "visit", "teknis.dinkes"), "#tugas"),
    "drafting": ("drafter", lambda world: task(world, "drafting", "penata.ptsp"), "#tugas"),
    "initials": ("paraf", lambda world: task(world, "initials", "ketuatim.ptsp"), "#tugas"),
    "signing": ("signer", lambda world: task(world, "signing", "kadis.ptsp"), "section.act"),
    "a move looked at first": (
        "signer", lambda world: f"/meja/paket/versi/?{world.ids['version plan']}", "#rencana table"
    ),
    "my team": ("front_office", lambda world: "/meja/?tampilan=team", "[data-row]"),
    "finished case": (
        "front_office", lambda world: f"/meja/berkas/{world.cases['granted'].number}/", "dl.facts"
    ),
}  # fmt: skip
"""Other faces of the same routes: name -> role, path, what must be on it."""

ACCOUNT = {
    "account_login": "anonymous",
    "account_signup": "anonymous",
    "account_reset_password": "anonymous",
    "account_request_login_code": "anonymous",
    "account_inactive": "anonymous",
    "account_email_verification_sent": "anonymous",
    "account_reset_password_done": "anonymous",
    "account_reset_password_from_key_done": "anonymous",
    "socialaccount_login_cancelled": "anonymous",
    "socialaccount_login_error": "anonymous",
    "account_logout": "owner",
    "account_email": "owner",
    "account_change_password": "owner",
    "account_change_phone": "owner",
    "mfa_index": "owner",
    "socialaccount_connections": "owner",
}
"""Pages of allauth that can be opened straight away, and by whom."""

ON_THE_WAY = {
    "account_verify_phone", "account_reauthenticate", "mfa_activate_totp", "mfa_authenticate",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_list_webauthn",
    "mfa_add_webauthn", "mfa_deactivate_totp", "account_confirm_login_code", "mfa_reauthenticate",
}  # fmt: skip
"""Pages of allauth that one passes in `test_account.py`, which looks at them there."""

LEAD_ON = {
    "account_set_password", "account_confirm_email", "account_reset_password_from_key",
    "mfa_login_webauthn", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn",
    "mfa_edit_webauthn", "mfa_download_recovery_codes", "socialaccount_signup",
    "openid_connect_login", "openid_connect_callback",
}  # fmt: skip
"""No page of their own here: data, a way on, or a device and a provider that tests do not have."""

SAME_TITLE = [
    {"components:gallery", "components:gallery_part"},
    {"account_login", "account_request_login_code"},
    {"account_reset_password", "account_reset_password_done"},
    {"account_change_password", "account_reset_password_from_key_done"},
    {"portal-rate-case", "portal-rate-link"},
    {"desk:measures", "command:measured"},
    {"desk:measure", "command:measure"},
    {"desk:plan", "portal-plan"},
]
"""Steps or sides of one thing that may share a title; everything else has one of its own."""


def task(world: Any, name: str, username: str) -> str:
    return f"/meja/tugas/{world.task(name, username)}/"
