"""Every route of the product and who is let in: the table that tests compare the world with.

A role that is not named for a method is turned away: asked to sign in, asked for a code, denied,
or told that there is no such thing. A method that is not named is not allowed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.house.roles import (
    ABROAD,
    ADMINISTRATORS,
    AGENCY,
    ALL,
    HELPER,
    HERE_SIGNED_IN,
    OFFICERS,
    OFFICERS_HERE,
    PEOPLE,
    SIGNED_IN,
)

if TYPE_CHECKING:
    from tests.house.world import World

Given = Callable[["World"], dict[str, Any]]
Roles = frozenset[str]


@dataclass(frozen=True, slots=True)
class Thing:
    """What a route is about, and the roles let in to it, by method."""

    given: Given
    methods: dict[str, Roles]


@dataclass(frozen=True, slots=True)
class Route:
    """`data` is what is sent where something is sent: a form, or JSON where `json` says so;
    `file` is the field of a form that takes a file."""

    things: tuple[Thing, ...]
    data: dict[str, Any] = field(default_factory=dict)
    json: bool = False
    file: str = ""
    signed: bool = False  # by a gateway for texts, with the secret of the tests


def about(given: Given, **methods: Roles) -> Thing:
    return Thing(given, methods)


def nothing(world: World) -> dict[str, Any]:
    return {}


def page(**methods: Roles) -> Route:
    """A route without an object."""
    return Route((about(nothing, **methods),))


def to(*things: Thing, **options: Any) -> Route:
    return Route(things, **options)


def roles(*names: str) -> Roles:
    return frozenset(names)


def _of(names: str) -> Roles:
    return frozenset(names.split())


OWNER, CODE = roles("owner"), roles("code")
ROADS = "1.03.0.00.0.00.01.0000"
AT_HOME = PEOPLE - ABROAD
"""Whoever comes to our own door."""
ALL_HERE = ALL - ABROAD
HERE = SIGNED_IN - ABROAD
TOKEN = roles("token_apply")
WATCHERS = _of("signer supervisor coordinator regent chief duty") | ADMINISTRATORS
"""Leaders, the duty, supervisors (the head of an agency is one) and administrators."""
HERE_WATCHERS = WATCHERS - ABROAD
HEADS = _of("signer supervisor coordinator regent chief")
"""Who signs or supervises somewhere."""
SIGNERS = roles("signer", "regent", "chief")
TAKING_PART = AGENCY | roles("technical")
"""Officers of the two agencies that work on the granted case."""
OF_AGENCY = roles("agency_administrator", "administrator")
"""Administrators of the agency that receives the cases, and of the whole region."""
HEAD = roles("signer")
LEADERS = roles("regent", "chief")
"""Regent and Sekda; whoever has the duty opens incidents then too."""
PLANNERS = roles("planner")
AUDITORS = roles("auditor")
REPORTERS = roles("planner", "implementer")
KEEPERS = PLANNERS | roles("implementer")
"""Of plans and contracts: the planner for all agencies, who enters what one did for that one."""
TAKERS = roles("signer", "regent", "chief")
"""Who may take the alarm: its owner and leaders; whoever is on duty then too."""
SIDES = roles("signer", "regent", "chief")
"""Owner and giver of the order, and the Sekda, who leads."""
MOVERS = roles("signer", "supervisor", "coordinator", "chief") | ADMINISTRATORS
"""Who supervises or administers somewhere."""


COUNTERS = roles("front_office", "abroad_officer")
ACTING = COUNTERS | HELPER
"""Who may act for a citizen by a power of attorney: counters, and helpers of villages."""


def _draft(name: str, **more: str) -> Given:
    """A draft; `file_id="draft file"` means the id that the world keeps by that name."""

    def given(world: World) -> dict[str, Any]:
        extra = {
            key: world.ids[f"{value} {name}"] if key in ("file_id", "upload_id") else value
            for key, value in more.items()
        }
        return {"draft_id": world.drafts[name][0], **extra}

    return given


def _drafts(*methods: str, **more: str) -> Route:
    """A draft of an account, and one that a code opens."""
    return to(
        about(_draft("own", **more), **dict.fromkeys(methods, OWNER)),
        about(_draft("by code", **more), **dict.fromkeys(methods, CODE)),
        about(_draft("power", **more), **dict.fromkeys(methods, HELPER)),
    )


def _sent(name: str) -> Given:
    return lambda world: {"draft_id": world.cases[name].draft_id}


def _case(name: str, **more: Callable[[Any], Any] | str) -> Given:
    def given(world: World) -> dict[str, Any]:
        extra = {key: one(world) if callable(one) else one for key, one in more.items()}
        return {"number": world.cases[name].number, **extra}

    return given


def _report(name: str, **more: Callable[[Any], Any] | str) -> Given:
    def given(world: World) -> dict[str, Any]:
        extra = {key: one(world) if callable(one) else one for key, one in more.items()}
        return {"number": world.reports[name].number, **extra}

    return given


def _own(name: str, *methods: str, **more: Any) -> Thing:
    """A case of the demo citizen, opened by their account."""
    return about(_case(name, **more), **dict.fromkeys(methods, OWNER))


def _by_code(*methods: str) -> Thing:
    return about(_case("by code"), **dict.fromkeys(methods, CODE))


def _by_power(*methods: str) -> Thing:
    """A case that a village's helper sent by a power of attorney."""
    return about(_case("power"), **dict.fromkeys(methods, HELPER))


def _task(name: str, username: str = "loket.ptsp", work: str = "", **more: Any) -> Given:
    return lambda world: {"task_id": world.task(name, username, work), **more}


def _id(name: str, key: str, **more: str) -> Given:
    return lambda world: {key: world.ids[name], **more}


def _drawing(world: World) -> dict[str, Any]:
    """The drawing of the service as it is published now."""
    from pendopo.ledger import api as ledger
    from pendopo.services import api as services

    with ledger.use_region("35.11"):
        return {"slug": "sip-dokter", "version": services.versions_of(slug="sip-dokter")[-1].hash}


def _licence_act(act: str) -> Given:
    return lambda world: {"licence_id": world.ids["licence"], "act": act}


def _plan(**parts: str) -> Given:
    """Something of the plan; values are what the world keeps it by."""
    return lambda world: {
        "plan_id": world.ids["plan"],
        **{key: world.ids[name] for key, name in parts.items()},
    }


def _meeting(world: World) -> dict[str, Any]:
    return {"plan_id": world.ids["lived plan"], "review_id": world.ids["review"]}


def _lived(world: World) -> dict[str, Any]:
    return {"plan_id": world.ids["lived plan"], "key": world.ids["lived node"]}


def _exported(world: World) -> dict[str, Any]:
    return {"plan_id": world.ids["lived plan"], "name": "anggaran.zip"}


def _unit(world: World) -> dict[str, Any]:
    return {"plan_id": world.ids["lived plan"], "organisation_id": world.ids["plan unit"]}


def _position(world: World) -> dict[str, Any]:
    return {"plan_id": world.ids["lived plan"], "position_id": world.ids["plan position"]}


def _slug(slug: str) -> Given:
    return lambda world: {"slug": slug}


def _visit_upload(world: World) -> dict[str, Any]:
    task = _task("visit", "teknis.dinkes", "visit", question="dokumentasi")(world)
    return {**task, "upload_id": world.ids["visit upload"]}


PORTAL: dict[str, Route] = {
    "healthz": page(GET=PEOPLE, POST=PEOPLE),
    "components:gallery": page(GET=PEOPLE),
    "components:gallery_part": to(about(lambda world: {"name": "buttons"}, GET=PEOPLE)),
    "portal-home": page(GET=PEOPLE),
    "portal-services": page(GET=PEOPLE),
    "portal-service": to(about(_slug("sip-dokter"), GET=AT_HOME)),
    "portal-apply": to(about(_slug("sip-dokter"), GET=AT_HOME, POST=AT_HOME)),
    "portal-way-back": page(GET=PEOPLE, POST=PEOPLE),
    "portal-draft": _drafts("GET"),
    "portal-code": _drafts("GET"),
    "portal-remove": _drafts("GET", "POST"),
    "portal-check": _drafts("GET", "POST"),
    "portal-sent": to(about(_sent("new"), GET=OWNER), about(_sent("by code"), GET=CODE)),
    "portal-file": _drafts("GET", file_id="draft file"),
    "portal-step": _drafts("GET", "POST", step_id="str"),
    "portal-upload": _drafts("POST", question="str"),
    "portal-chunk": _drafts("PATCH", question="str", upload_id="upload"),
    "portal-track": page(GET=PEOPLE),
    "portal-tracking": to(about(_case("new"), GET=AT_HOME)),
    "portal-mine": page(GET=SIGNED_IN),
    "portal-case": to(_own("new", "GET"), _by_code("GET"), _by_power("GET")),
    "portal-case-code": to(about(_case("by code"), POST=PEOPLE)),
    "portal-message": to(
        _own("new", "POST"), _by_code("POST"), _by_power("POST"), data={"pesan": "Kapan selesai?"}
    ),
    "portal-mend": to(
        _own("returned", "GET", "POST", task_id=lambda world: world.task("returned"))
    ),
    "portal-mend-question": to(
        _own("returned", "GET", "POST", task_id=lambda world: world.task("returned"),
             question="str")
    ),
    "portal-case-upload": to(
        _own("returned", "POST", task_id=lambda world: world.task("returned"), question="str")
    ),
    "portal-case-chunk": to(
        _own("returned", "PATCH", task_id=lambda world: world.task("returned"), question="str",
             upload_id=lambda world: world.ids["upload returned"])
    ),
    "portal-reply": to(_own("asked", "GET", "POST", task_id=lambda world: world.task("asked"))),
    "portal-visit": to(
        _own("visit", "GET", "POST", visit_id=lambda world: world.ids["visit"])
    ),
    "portal-visit-agree": to(_own("visit", "POST", visit_id=lambda world: world.ids["visit"])),
    "portal-news": to(
        _own("new", "GET", "POST"), _by_code("GET", "POST"), data={"saluran": "none"}
    ),
    "portal-texts": to(
        about(lambda world: {"channel": "sms"}, POST=ALL),
        data={"id": "uji-1", "from": "081234567899", "text": "STATUS"},
        json=True,
        signed=True,
    ),
    "portal-withdraw": to(
        _own("new", "GET", "POST"), _by_code("GET", "POST"), _by_power("GET", "POST")
    ),
    "portal-letter": to(_own("granted", "GET", letter_id=lambda world: world.ids["letter"])),
    "portal-own-file": to(_own("granted", "GET", file_id=lambda world: world.ids["file"])),
    "portal-slip": to(about(_case("granted"), GET=AT_HOME)),
    "portal-slip-pdf": to(about(_case("granted"), GET=AT_HOME)),
    "portal-slip-json": to(about(_case("granted"), GET=AT_HOME)),
    "portal-verify": page(GET=PEOPLE, POST=PEOPLE),
    "portal-verified": to(about(lambda world: {"verify_id": world.ids["verify"]}, GET=AT_HOME)),
    "portal-ledger": page(GET=PEOPLE, POST=PEOPLE),
    "portal-ledger-feed": page(GET=PEOPLE),
    "portal-ledger-key": page(GET=PEOPLE),
    "portal-entered": page(GET=SIGNED_IN),
    "portal-my-data": page(GET=SIGNED_IN),
    "portal-my-data-json": page(GET=SIGNED_IN),
    "portal-powers": page(GET=PEOPLE, POST=PEOPLE),
    "portal-power-end": page(POST=PEOPLE),
    "portal-about": page(GET=PEOPLE),
    "portal-about-page": to(about(lambda world: {"name": "privasi"}, GET=PEOPLE)),
    "portal-language": page(POST=PEOPLE),
    "portal-rated": page(GET=PEOPLE),
    "portal-rate-link": to(
        about(lambda world: {"link": world.ids["other rating link"]}, GET=AT_HOME, POST=AT_HOME),
        data={"nilai": "4"},
    ),
    "portal-rate-case": to(_own("granted", "GET", "POST"), data={"nilai": "4"}),
    "portal-rate-agency": to(
        about(lambda world: {"code": ROADS}, GET=HERE_SIGNED_IN, POST=HERE_SIGNED_IN),
        data={"nilai": "4"},
    ),
    "portal-report": page(GET=PEOPLE, POST=PEOPLE),
    "portal-report-forget": page(POST=PEOPLE),
    "portal-report-offline": page(GET=PEOPLE),
    "portal-report-find": page(GET=PEOPLE, POST=PEOPLE),
    "portal-report-own": to(about(_report("answered"), GET=AT_HOME)),
    "portal-report-sent": to(about(_report("answered"), GET=CODE)),
    "portal-report-photo": to(
        about(_report("answered", file_id=lambda world: world.ids["proof"]), GET=CODE)
    ),
    "portal-report-word": to(
        about(_report("answered", act="nilai"), POST=CODE), data={"nilai": "4"}
    ),
    "portal-report-join": to(about(_report("new"), GET=AT_HOME, POST=AT_HOME)),
    "portal-reports": page(GET=PEOPLE),
    "portal-reports-map": page(GET=PEOPLE),
    "portal-reports-feed": page(GET=PEOPLE),
    "portal-reports-csv": page(GET=PEOPLE),
    "portal-report-public": to(about(_report("new"), GET=AT_HOME)),
    "portal-monitor": page(GET=PEOPLE),
    "portal-plan": page(GET=PEOPLE),
    "portal-plan-budget": to(about(_id("lived plan", "plan_id"), GET=AT_HOME)),
    "portal-agencies": page(GET=PEOPLE),
    "portal-agencies-formula": page(GET=PEOPLE),
    "portal-agencies-data": page(GET=AT_HOME),
    "portal-ratings-data": page(GET=AT_HOME),
    "portal-agency": to(about(lambda world: {"code": ROADS}, GET=AT_HOME)),
}  # fmt: skip

DESK: dict[str, Route] = {
    "desk:inbox": page(GET=OFFICERS),
    "desk:news": page(GET=OFFICERS),
    "desk:task": to(about(_task("new"), GET=AGENCY)),
    "desk:opened": to(about(_task("new"), POST=AGENCY)),
    "desk:finish": to(about(_task("new"), POST=roles("front_office"))),
    "desk:keep": to(about(_task("new"), POST=roles("front_office"))),
    "desk:appointment": to(
        about(_task("visit", "teknis.dinkes", "visit"), POST=roles("technical")),
        data={"jadwal-day": "24", "jadwal-month": "11", "jadwal-year": "2026", "jam": "09.30",
              "tempat": "Klinik"},
    ),
    "desk:upload": to(
        about(_task("visit", "teknis.dinkes", "visit", question="dokumentasi"),
              POST=roles("technical")),
        data={"name": "foto.pdf", "size": 1000}, json=True,
    ),
    "desk:chunk": to(
        about(_visit_upload, PATCH=roles("technical")),
    ),
    "desk:preview": to(
        about(_task("drafting", "penata.ptsp"), GET=roles("drafter"), POST=roles("drafter"))
    ),
    "desk:ink": to(
        about(_task("signing"), GET=TAKING_PART, POST=roles("signer")),
    ),
    "desk:export": to(about(_task("to pass on"), POST=roles("front_office"))),
    "desk:unseal_task": to(about(_task("new"), POST=AGENCY)),
    "desk:itemised": to(about(_task("new", outcome="kembalikan"), GET=AGENCY, POST=AGENCY)),
    "desk:hand": to(about(_task("new", act="ambil"), POST=roles("front_office"))),
    "desk:assign": to(
        about(_task("drafting", "penata.ptsp"), POST=roles("signer")),
        data={"pejabat": "00000000-0000-0000-0000-000000000000"},
    ),
    "desk:held_reports": page(GET=roles("coordinator")),
    "desk:held_decide": Route(
        (about(nothing, POST=roles("coordinator")),), {"aksi": "teruskan", "nomor": ["000-000-000"]}
    ),
    "desk:report_words": to(about(_report("new"), POST=roles("coordinator"))),
    "desk:report_publish": to(about(_report("new"), POST=roles("coordinator"))),
    "desk:report_lapor": to(
        about(_report("new"), POST=roles("coordinator")), data={"nomor_lapor": "812345"}
    ),
    "desk:report_class": to(
        about(_report("new"), POST=roles("coordinator")), data={"kelas": "aspiration"}
    ),
    "desk:report_group": to(
        about(_report("new"), POST=roles("coordinator")), data={"aksi": "pisah"}
    ),
    "desk:report_hold": to(
        about(_report("new"), POST=AUDITORS | roles("coordinator")), data={"aksi": "lepas"}
    ),
    "desk:report_keeping": page(GET=AUDITORS | roles("coordinator")),
    "desk:report_lists": page(GET=roles("coordinator"), POST=roles("coordinator")),
    "desk:report_list_columns": page(POST=roles("coordinator")),
    "desk:report_list_take": page(POST=roles("coordinator")),
    "desk:report_list": to(
        about(_id("report list", "list_id"), GET=roles("coordinator"), POST=roles("coordinator"))
    ),
    "desk:report_list_report": to(
        about(_id("report list", "list_id"), GET=roles("coordinator"))
    ),
    "desk:report_check_in": to(
        about(_id("report task", "task_id"), GET=roles("coordinator", "liaison", "chief"),
              POST=roles("coordinator", "liaison", "chief")),
        data={"titik": "di sana"},
    ),
    "desk:report_capture": to(
        about(_id("report task", "task_id"), POST=roles("coordinator", "liaison", "chief"))
    ),
    "desk:dispose": to(
        about(_case("new"), POST=roles("signer")),
        data={"kepada": "00000000-0000-0000-0000-000000000000", "arahan": "Mohon saran."},
    ),
    "desk:report": to(
        about(_id("passed on", "disposition_id"), POST=roles("front_office")),
        data={"laporan": "Sudah.", "versi": "0"},
    ),
    "desk:withdraw": to(
        about(_id("disposition", "disposition_id"), POST=roles("signer")), data={"versi": "0"}
    ),
    "desk:bulk": page(POST=OFFICERS),
    "desk:undo": page(POST=OFFICERS),
    "desk:batch": to(about(_id("batch", "batch_id"), GET=roles("front_office"))),
    "desk:batch_undo": to(about(_id("batch", "batch_id"), POST=roles("front_office"))),
    "desk:signing": page(GET=SIGNERS, POST=SIGNERS),
    "desk:search": to(about(nothing, GET=OFFICERS, POST=OFFICERS), data={"nama": "Aminah"}),
    "desk:case": to(about(_case("new"), GET=AGENCY)),
    "desk:path": to(about(_case("new"), GET=AGENCY)),
    "desk:note": to(about(_case("new"), POST=AGENCY), data={"pesan": "Sudah dicek."}),
    "desk:tell": to(
        about(_case("awaiting"), POST=roles("front_office")),
        data={"kabar": "hasil", "kabar0-layak": "ya"},
    ),
    "desk:ask_agency": to(about(_case("opinions"), POST=AGENCY)),
    "desk:watch_order": to(about(_id("order", "order_id"), GET=SIDES)),
    "desk:watch_order_proof": to(about(_id("order with proof", "order_id"), GET=SIDES)),
    "desk:watch_order_step": to(
        about(_id("order", "order_id", step="terima"), POST=SIDES), data={"versi": "0"}
    ),
    "desk:unseal_case": to(about(_case("new"), POST=AGENCY)),
    "desk:document": to(about(_id("file", "file_id"), GET=TAKING_PART)),
    "desk:letter": to(about(_id("letter", "letter_id"), GET=TAKING_PART)),
    "desk:jump": page(GET=OFFICERS),
    "desk:versions": page(GET=MOVERS, POST=MOVERS),
    "desk:version_move": to(
        about(_id("version move", "move_id"), **dict.fromkeys(("GET", "POST"), HEAD | OF_AGENCY))
    ),
    "desk:register": page(GET=OFFICERS),
    "desk:book": page(GET=OFFICERS - roles("planner", "implementer", "duty")),
    "desk:book_export": page(
        POST=OFFICERS - ADMINISTRATORS - roles("planner", "implementer", "duty")
    ),
    "desk:book_order": to(about(_id("book order", "order_id"), GET=roles("signer"))),
    "desk:book_fetch": to(about(_id("book order", "order_id"), GET=roles("signer"))),
    "desk:recap": page(GET=OFFICERS),
    "desk:recap_file": page(GET=OFFICERS),
    "desk:recap_sign": page(POST=SIGNERS),
    "desk:recap_letter": to(about(_id("recap", "letter_id"), GET=AGENCY | roles("regent"))),
    "desk:imports": page(GET=HEADS, POST=HEADS),
    "desk:import_template": page(GET=HEADS),
    "desk:import": to(
        about(_id("import", "import_id"), GET=roles("signer"), POST=roles("signer"))
    ),
    "desk:case_imports": page(GET=HEADS, POST=HEADS),
    "desk:case_template": to(about(_slug("sip-dokter"), GET=roles("signer"))),
    "desk:case_import": to(
        about(_id("case import", "import_id"), GET=roles("signer"), POST=roles("signer"))
    ),
    "desk:case_report": to(about(_id("case import", "import_id"), GET=roles("signer"))),
    "desk:licence": to(about(_id("licence", "licence_id"), GET=AGENCY)),
    "desk:unseal_licence": to(about(_id("licence", "licence_id"), POST=AGENCY)),
    "desk:licence_act": to(
        about(_licence_act("bekukan"), GET=roles("signer"), POST=roles("signer"))
    ),
    "desk:measures": page(GET=OFFICERS),
    "desk:measure": to(about(_slug("permohonan-masuk"), GET=OFFICERS_HERE)),
    "desk:evidence": page(GET=OFFICERS),
    "desk:numbers": page(GET=OFFICERS, POST=SIGNERS),
    "desk:packages": page(GET=OFFICERS),
    "desk:process": to(about(_slug("sip-dokter"), GET=OFFICERS_HERE)),
    "desk:drawing": to(about(_drawing, GET=OFFICERS_HERE)),
    "desk:link_account": page(GET=COUNTERS, POST=COUNTERS),
    "desk:link_undo": to(about(_id("linked", "account_id"), POST=roles("front_office"))),
    "desk:find_service": page(GET=ACTING),
    "desk:powers": page(GET=ACTING),
    "desk:power_new": page(GET=ACTING, POST=ACTING),
    "desk:power_end": page(POST=ACTING),
    "desk:power": to(about(_id("power", "power_id"), GET=HELPER)),
    "desk:power_apply": to(about(_id("power", "power_id"), POST=HELPER)),
    "desk:power_release": to(about(_id("power", "power_id"), POST=HELPER)),
    "desk:power_paper": to(about(_id("power", "power_id"), GET=AGENCY | HELPER)),
    "desk:outbox": page(GET=ADMINISTRATORS),
    "desk:plans": to(
        about(nothing, GET=OFFICERS, POST=PLANNERS),
        data={"judul": "RKPD 2027 (contoh)", "jenis": "rkpd", "tahun_awal": "2027",
              "tahun_akhir": "2027"},
    ),
    "desk:plan": to(about(_id("plan", "plan_id"), GET=OFFICERS_HERE)),
    "desk:plan_node": to(about(_plan(key="plan node"), GET=OFFICERS_HERE)),
    "desk:plan_realise": to(
        about(_plan(key="plan node"), POST=PLANNERS | roles("implementer")),
        data={"apa": "money", "periode": "Q1", "nilai": "100.000"},
    ),
    "desk:plan_judge": to(about(_plan(key="plan node"), POST=PLANNERS)),
    "desk:plan_link": to(
        about(_plan(key="plan node"), POST=PLANNERS), data={"ukuran": "permohonan-tepat-waktu"}
    ),
    "desk:plan_place": to(about(_plan(key="plan node"), POST=PLANNERS)),
    "desk:plan_edit": to(
        about(_plan(key="plan node"), GET=PLANNERS, POST=PLANNERS),
        data={"aksi": "tanda", "tanda": "sdg:16", "revisi": "1"},
    ),
    "desk:plan_tags": to(about(_id("lived plan", "plan_id"), GET=OFFICERS_HERE)),
    "desk:plan_units": to(about(_id("lived plan", "plan_id"), GET=OFFICERS_HERE)),
    "desk:plan_unit": to(about(_unit, GET=OFFICERS_HERE, POST=REPORTERS)),
    "desk:plan_position": to(about(_position, GET=OFFICERS_HERE)),
    "desk:plan_version": to(
        about(_id("lived plan", "plan_id"), POST=PLANNERS), data={"aksi": "shift"}
    ),
    "desk:plan_gaps": to(about(_id("plan", "plan_id"), GET=OFFICERS_HERE)),
    "desk:plan_changed": to(about(_id("plan", "plan_id"), GET=OFFICERS_HERE)),
    "desk:plan_reviews": to(
        about(_id("lived plan", "plan_id"), GET=OFFICERS_HERE, POST=PLANNERS),
        data={"triwulan": "2", "tanggal": "2026-07-15"},
    ),
    "desk:plan_review": to(
        about(_meeting, GET=OFFICERS_HERE, POST=PLANNERS), data={"isi": "Percepat."}
    ),
    "desk:plan_export": to(about(_exported, GET=OFFICERS_HERE)),
    "desk:plan_imports": to(
        about(_id("plan", "plan_id"), GET=PLANNERS, POST=PLANNERS), file="berkas"
    ),
    "desk:plan_import": to(
        about(_plan(run_id="plan import"), GET=PLANNERS, POST=PLANNERS)
    ),
    "desk:plan_figures": to(
        about(_id("plan", "plan_id"), GET=REPORTERS, POST=REPORTERS), file="berkas"
    ),
    "desk:plan_figure_file": to(
        about(_plan(run_id="figure file"), GET=REPORTERS, POST=REPORTERS)
    ),
    "desk:contracts": page(GET=OFFICERS),
    "desk:contract": to(about(_id("contract", "contract_id"), GET=OFFICERS_HERE)),
    "desk:contract_new": to(
        about(_lived, GET=KEEPERS, POST=KEEPERS),
        data={"nomor": "600/9/2026", "judul": "Contoh", "nilai": "1", "mulai": "2026-03-02",
              "selesai": "2026-12-18"},
    ),
    "desk:contract_figures": to(
        about(_lived, POST=KEEPERS), data={"periode": "Q2", "tahun": "2026"}
    ),
    "desk:contract_photo": to(
        about(_id("contract photo", "file_id"), GET=KEEPERS | LEADERS | AUDITORS)
    ),
    "desk:contract_visit": to(
        about(_id("contract", "contract_id"), POST=KEEPERS), data={"titik": "-7.9137, 113.8214"}
    ),
    "desk:contract_report": to(
        about(_id("contract", "contract_id"), GET=KEEPERS, POST=KEEPERS),
        data={"fisik": "30", "tanggal": "2026-06-01"},
    ),
    "desk:contract_judge": to(
        about(_id("contract", "contract_id"), POST=PLANNERS), data={"aksi": "terima"}
    ),
    "desk:contract_amend": to(
        about(_id("contract", "contract_id"), POST=KEEPERS), data={"dasar": ""}
    ),
    "desk:contract_close": to(
        about(_id("contract", "contract_id"), POST=KEEPERS), data={"dasar": ""}
    ),
    "desk:findings": page(GET=OFFICERS),
    "desk:finding_new": page(GET=AUDITORS, POST=AUDITORS),
    "desk:units": page(GET=OFFICERS),
    "desk:unit": to(about(_id("agency", "organisation_id"), GET=OFFICERS_HERE)),
    "desk:people": page(GET=ADMINISTRATORS),
    "desk:invite": page(GET=ADMINISTRATORS, POST=ADMINISTRATORS),
    "desk:letterhead": to(
        about(_id("agency", "organisation_id"), POST=OF_AGENCY),
        data={"alamat": "Jalan Contoh Nomor 1, Bondowoso (contoh)", "kontak": "contoh.id"},
    ),
    "desk:invite_again": to(about(_id("person", "person_id"), POST=OF_AGENCY)),
    "desk:position": to(about(_id("position", "position_id"), GET=OF_AGENCY, POST=OF_AGENCY)),
    "desk:transfers": page(GET=ADMINISTRATORS, POST=ADMINISTRATORS),
    "desk:transfer_template": page(GET=ADMINISTRATORS),
}  # fmt: skip

COMMAND: dict[str, Route] = {
    **dict.fromkeys(
        ("command:wall", "command:tiles", "command:burden", "command:alarms"), page(GET=WATCHERS)
    ),
    **dict.fromkeys(
        (
            "command:map",
            "command:measured",
            "command:missions",
            "command:orders",
            "command:incidents",
            "command:duty",
        ),
        page(GET=WATCHERS),
    ),
    "command:measure": to(about(_slug("permohonan-masuk"), GET=HERE_WATCHERS)),
    "command:morning": page(GET=WATCHERS),
    "command:order_new": page(GET=LEADERS, POST=LEADERS),
    "command:incident_new": to(
        about(lambda world: {"slug": "tanggap-banjir"}, GET=LEADERS, POST=LEADERS)
    ),
    "command:shift_plan": page(POST=LEADERS),
    "command:shift_step": to(
        about(_id("shift", "shift_id", step="catat"), POST=LEADERS | roles("duty")),
        data={"isi": ""},
    ),
    "command:alarm": to(about(_id("alarm", "alarm_id"), GET=HERE_WATCHERS)),
    "command:acknowledge": to(about(_id("alarm", "alarm_id"), POST=TAKERS), data={"versi": "0"}),
    "command:alarm_note": to(about(_id("alarm", "alarm_id"), POST=TAKERS), data={"catatan": ""}),
}

_BEGIN = {"service": "sip-dokter"}
_DONE = {"version": 1, "outcome": "lengkap", "answers": {}}
_REPORT = {"text": "Lampu di depan pasar mati sejak seminggu (contoh)."}


def _filed(name: str) -> Given:
    """A report that an application filed."""
    return lambda world: {"number": world.ids[name]}


REST: dict[str, Route] = {
    "rest:reference": page(GET=ALL),
    "rest:openapi": page(GET=ALL),
    "rest:services": page(GET=ALL),
    "rest:services-slug": to(about(_slug("sip-dokter"), GET=ALL_HERE)),
    "rest:track-number": to(about(_case("new"), GET=ALL_HERE)),
    "rest:letters-check": page(POST=ALL),
    "rest:letters-verify-id": to(
        about(lambda world: {"verify_id": world.ids["verify"]}, GET=ALL_HERE)
    ),
    "rest:ledger-head": page(GET=ALL),
    "rest:ledger-feed": page(GET=ALL),
    "rest:ledger-receipts-number": to(about(_case("granted"), GET=ALL_HERE)),
    "rest:ledger-check": to(about(nothing, POST=ALL), data={"receipt": {}}, json=True),
    "rest:drafts": to(about(nothing, POST=HERE | TOKEN), data=_BEGIN, json=True),
    "rest:drafts-draft-id": to(
        about(_draft("own"), GET=OWNER, DELETE=OWNER),
        about(_draft("token"), GET=TOKEN, DELETE=TOKEN),
    ),
    "rest:drafts-draft-id-steps-step": to(
        about(_draft("own", step="str"), PUT=OWNER),
        about(_draft("token", step="str"), PUT=TOKEN),
        data={"version": 1, "answers": {}},
        json=True,
    ),
    "rest:drafts-draft-id-files": to(
        about(_draft("own"), POST=OWNER), about(_draft("token"), POST=TOKEN), file="file"
    ),
    "rest:drafts-draft-id-submit": to(
        about(_draft("own"), POST=OWNER),
        about(_draft("token"), POST=TOKEN),
        data={"version": 1},
        json=True,
    ),
    "rest:cases": page(GET=SIGNED_IN | TOKEN | roles("token_abroad")),
    "rest:cases-number": to(about(_case("new"), GET=OWNER), about(_case("token"), GET=TOKEN)),
    "rest:cases-number-letters-letter-id": to(
        about(_case("granted", letter_id=lambda world: world.ids["letter"]), GET=OWNER)
    ),
    "rest:reports": to(about(nothing, GET=ALL, POST=HERE | TOKEN), data=_REPORT, json=True),
    "rest:reports-number": to(about(_filed("report"), GET=ALL_HERE)),
    "rest:reports-number-follow": to(about(_filed("api report"), GET=TOKEN)),
    "rest:reports-number-support": to(
        about(_filed("report"), POST=HERE | TOKEN), data={"phone": ""}, json=True
    ),
    "rest:reports-number-confirm": to(about(_filed("api report"), POST=TOKEN), data={}, json=True),
    "rest:reports-number-reopen": to(
        about(_filed("api report"), POST=TOKEN),
        data={"message": "Masih mati (contoh)."},
        json=True,
    ),
    "rest:tasks": page(GET=SIGNED_IN | roles("token_tasks", "token_abroad")),
    "rest:tasks-task-id": to(about(_task("new"), GET=AGENCY)),
    "rest:tasks-task-id-complete": to(
        about(_task("new"), POST=roles("front_office")),
        about(_task("returned"), POST=OWNER),
        data=_DONE,
        json=True,
    ),
    "rest:unknown": to(),
}

_FILED = {
    "service_code": "complaint", "address_string": "Pasar Induk (contoh)",
    "description": "Lampu di depan pasar mati sejak seminggu (contoh).",
}  # fmt: skip
_KEY = roles("token_open311")


def _report(key: str) -> Given:
    return lambda world: {key: world.ids["report"], "ending": "json"}


def _json(world: World) -> dict[str, Any]:
    return {"ending": "json"}


OPEN311: dict[str, Route] = {
    "open311:discovery": to(about(_json, GET=ALL)),
    "open311:discovery-v2": to(about(_json, GET=ALL)),
    "open311:services": to(about(_json, GET=ALL)),
    "open311:service": to(
        about(lambda world: {"code": "complaint", "ending": "json"}, GET=ALL_HERE)
    ),
    "open311:table": page(GET=ALL),
    "open311:requests": to(about(_json, GET=ALL, POST=_KEY), data=_FILED),
    "open311:request": to(
        about(_report("number"), GET=ALL_HERE),
        about(lambda world: {"number": world.ids["secret report"], "ending": "json"}, GET=_KEY),
    ),
    "open311:token": to(about(_report("token"), GET=ALL_HERE)),
    "open311:updates": to(
        about(_json, GET=ALL, POST=_KEY),
        data={"service_request_id": "", "update_id": "1", "description": "Masih mati (contoh)."},
    ),
    "open311:unknown": to(),
}

ROUTES: dict[str, Route] = {**PORTAL, **DESK, **COMMAND, **REST, **OPEN311}

ALLAUTH_OPEN = _of(
    """
    account_login account_logout account_inactive account_signup account_email_verification_sent
    account_reset_password account_reset_password_done account_reset_password_from_key
    account_reset_password_from_key_done account_confirm_email account_confirm_login_code
    account_request_login_code account_verify_phone mfa_authenticate mfa_login_webauthn
    socialaccount_login_cancelled socialaccount_login_error socialaccount_signup
    openid_connect_login openid_connect_callback
    """
)
"""Signing in, signing up and coming back: anyone; allauth checks each step itself."""
ALLAUTH_SIGNED_IN = _of(
    """
    account_reauthenticate account_email account_change_password account_set_password
    account_change_phone mfa_index mfa_reauthenticate mfa_activate_totp mfa_deactivate_totp
    mfa_view_recovery_codes mfa_generate_recovery_codes mfa_download_recovery_codes
    mfa_list_webauthn mfa_add_webauthn mfa_reauthenticate_webauthn mfa_remove_webauthn
    mfa_edit_webauthn socialaccount_connections
    """
)
"""One's own account: allauth asks to sign in."""
ALLAUTH_MOVED = frozenset({"akun/social/"})
"""Old addresses of allauth, without names; they lead to the new ones."""
WITHOUT_ACCESS = ALLAUTH_OPEN | ALLAUTH_SIGNED_IN
"""Views that do not say `.access`, because allauth's own guards stand before them; every one is
wrapped by `directory.accounts.urls.with_facts`."""
