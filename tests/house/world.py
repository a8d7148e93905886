"""Everything a route can be about, made through the verbs: cases at every stage, two regions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from pendopo.casework import api as casework
from pendopo.config.seeding import applying
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.voice import api as voice
from tests import notices
from tests.house import filled, measured, planned, registers, reports, told, versions, watching
from tests.regency import CODE, LONG_AGO, MONDAY, PASSPHRASE, PASSWORD, ROOT, SERVICE, Regency

DAY = dt.timedelta(days=1)
OTHER = "35.09"
SECRETS = {
    "nama": "Zubaidah Kirana Wulandari",
    "nik": "3511014507900077",
    "telepon": "081298765432",
    "nama_tempat": "Klinik Rahasia Seroja",
    "nomor_str": "3511100220129977",
}
"""Answers of every applicant here; none may appear where it should not."""
SPELLINGS = (
    "Zubaidah",
    "Kirana",
    "Wulandari",
    SECRETS["nik"],
    SECRETS["telepon"],
    "+6281298765432",
    "98765432",
    "Seroja",
    SECRETS["nomor_str"],
    "Tersembunyi",
    PASSPHRASE,
)
ANSWERS: dict[str, Any] = {
    **SECRETS,
    "alamat": {
        "jalan": "Jalan Tersembunyi 7",
        "desa": "Dabasah",
        "kecamatan": "Bondowoso",
        "kabupaten": "Bondowoso",
    },
}


@dataclass(slots=True)
class Opened:
    """A case and how its applicant opens it: an account, or a code."""

    case_id: UUID
    number: str
    code: str
    owner: str  # user name of the applicant; empty without an account
    draft_id: UUID  # what it was before it was sent


@dataclass
class World:
    """Names of cases say whose hands they are in; all belong to the demo citizen but one."""

    regency: Regency
    cases: dict[str, Opened] = field(default_factory=dict)
    drafts: dict[str, tuple[UUID, str]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    ids: dict[str, Any] = field(default_factory=dict)
    reports: dict[str, Any] = field(default_factory=dict)  # receipts by where they stand

    def task(self, name: str, username: str = "loket.ptsp", work: str = "") -> UUID:
        """The open task of a case, of one kind of work where several are open."""
        view = self.view(name, username)
        found = [one for one in view.tasks if one.status == "open"]
        return next(one.id for one in found if not work or one.work == work)

    def view(self, name: str, username: str = "loket.ptsp") -> casework.CaseView:
        with ledger.use_region(CODE):
            who = self.regency.actor(username)
            return casework.case(case_id=self.cases[name].case_id, who=who, now=MONDAY)

    def mine(self, name: str) -> casework.CaseView:
        """The case as its applicant sees it."""
        one = self.cases[name]
        with ledger.use_region(CODE):
            return casework.applicant_case(
                number=one.number, who=self.who(one.owner), key=one.code, now=MONDAY
            )

    @classmethod
    def build(cls, regency: Regency, worker: Any) -> World:
        directory.load_region(
            ROOT / "packages/regions/jember", now=LONG_AGO, demo_password=PASSWORD
        )
        made = cls(regency)
        _tokens(made)
        with ledger.use_region(CODE):
            for name, prepare in STAGES.items():
                made.cases[name] = prepare(made)
            made.cases["by code"] = made.apply("")
            made.cases["token"] = made.apply("token_apply")
            _powers(made)
            made.drafts["own"] = made.draft("warga")
            made.drafts["by code"] = made.draft("")
            made.drafts["token"] = made.draft("token_apply")
            _letters(made)
            _people(made)
            _words(made)
            _dispositions(made)
            _reports(made)
        worker.drain(MONDAY)
        _register(made)
        made.ids["version move"], chosen = versions.begun(regency)
        made.ids["version plan"] = urlencode(
            {"layanan": chosen["service"], "dari": chosen["new"], "ke": chosen["old"]}
        )
        versions.finish(made.ids["version move"])
        versions.by_itself(regency, "uji-temuan-dunia")
        told.prepare(made, worker)
        registers.bring_in(regency)
        planned.prepare(made)
        measured.prepare()
        worker.drain(MONDAY)
        with ledger.use_region(CODE):
            voice.refresh_reputation(now=MONDAY)
        (made.ids["rating link"],) = notices.rating_links(made.cases["granted"].case_id)
        made.ids["other rating link"] = filled.others(regency, worker)
        watching.prepare(made)
        return made

    def who(self, owner: str) -> directory.Actor:
        """The applicant: a user name, the name of a token, or nobody."""
        if owner in self.tokens:
            return directory.token_actor(self.tokens[owner], MONDAY)
        return applying.actor(owner, MONDAY) if owner else directory.ANONYMOUS

    def apply(self, owner: str = "warga", service: str = SERVICE, **changes: Any) -> Opened:
        with ledger.use_region(CODE):
            who = self.who(owner)
            draft_id, code, version = self._fill(who, service, **changes)
            sent = casework.submit(
                draft_id=draft_id,
                who=who,
                key=code,
                version=version,
                now=MONDAY,
                command=ledger.Command(who.account_id or draft_id, str(uuid4()), draft_id.bytes),
            )
        return Opened(sent.case_id, sent.number, "" if owner else code, owner, draft_id)

    def draft(self, owner: str, power_id: UUID | None = None) -> tuple[UUID, str]:
        """A complete draft, and the code that opens it ("" for an account)."""
        with ledger.use_region(CODE):
            draft_id, code, _version = self._fill(self.who(owner), power_id=power_id)
        return draft_id, "" if owner else code

    def _fill(
        self,
        who: directory.Actor,
        service: str = SERVICE,
        power_id: UUID | None = None,
        **changes: Any,
    ) -> tuple[UUID, str, int]:
        story = "rumah-sederhana" if service == BUILDING else "lurus"
        answers = self.regency.answers(service, story=story, **{**ANSWERS, **changes})
        return applying.fill(service, answers, who=who, power_id=power_id, now=MONDAY)

    def do(self, one: Opened, username: str, outcome: str, **answers: Any) -> None:
        applying.decide(one.case_id, username, outcome, now=MONDAY, **answers)

    def until(self, *steps: tuple[str, str, dict[str, Any]], **changes: Any) -> Opened:
        """A case of the demo citizen that officers have carried so far."""
        one = self.apply(**changes)
        for username, outcome, answers in steps:
            self.do(one, username, outcome, **answers)
        return one


ROUTE, BUILDING = "izin-trayek", "pbg"
CHECKED = ("loket.ptsp", "lengkap", {})
RECOMMENDED = ("teknis.dinkes", "rekomendasikan", {"pertimbangan": "Layak."})
DRAFTED = ("penata.ptsp", "siap", {})
INITIALLED = tuple((one, "paraf", {}) for one in ("ketuatim.ptsp", "kabid.ptsp", "sekretaris.ptsp"))
RETURNED = ("loket.ptsp", "kembalikan", {"items": [{"field": "str", "reason": "Terpotong."}]})
ASKED = ("teknis.dinkes", "tanya_pemohon", {"pertanyaan": "Lantai berapa?"})
AT_SIGNER = (CHECKED, RECOMMENDED, DRAFTED, *INITIALLED)


HELPER = "bantu.pancoran"


def a_power(who: directory.Actor, **changes: Any) -> directory.Power:
    """A citizen lets a village's helper act for them; the signed paper is uploaded."""
    given: dict[str, Any] = {
        "who": who, "name": SECRETS["nama"], "nik": SECRETS["nik"],
        "phone": SECRETS["telepon"], "service": SERVICE, "days": 300,
        "paper": casework.Paper("kuasa.pdf", applying.PDF), "now": MONDAY,
    }  # fmt: skip
    return casework.give_power(**{**given, **changes})


def an_account() -> directory.AccountSummary:
    """An account that registered itself: nobody yet."""
    return directory.create_account(
        username=f"baru-{uuid4().hex[:10]}", password="kopi pahit dan hujan", way="signup",
        now=MONDAY,
    )  # fmt: skip


def linked(clerk: directory.Actor) -> UUID:
    """An account that the counter linked to a citizen."""
    account = an_account()
    return directory.identify_account(
        login=account.username, code=directory.account_code(account.id, MONDAY.date()),
        nik="3511991208850003", name="Slamet Riyadi (contoh)", actor=clerk, now=MONDAY,
    )  # fmt: skip


def _powers(world: World) -> None:
    """A power, a draft written by it and a case sent by it."""
    world.ids["linked"] = linked(world.regency.actor("loket.ptsp"))
    power = a_power(world.who(HELPER))
    world.ids["power"] = power.id
    world.cases["power"] = world.apply(HELPER, power_id=power.id)
    world.drafts["power"] = world.draft(HELPER, power.id)


def _visit(world: World) -> Opened:
    one = world.until(CHECKED, jenis_praktik="mandiri")
    who = world.regency.actor("teknis.dinkes")
    view = casework.case(case_id=one.case_id, who=who, now=MONDAY)
    task = next(task for task in view.tasks if task.outcomes)
    casework.set_appointment(
        task_id=task.id, who=who, at=MONDAY + 2 * DAY, place="Jalan Tersembunyi 7", now=MONDAY
    )
    upload = casework.begin_task_upload(
        task_id=task.id, who=who, question="dokumentasi", name="foto.pdf",
        size=len(applying.PDF), now=MONDAY,
    )  # fmt: skip
    world.ids["visit upload"] = upload.id
    return one


def _opinions(world: World) -> Opened:
    """Two agencies are asked at once."""
    world.regency.publish(ROUTE)
    one = world.apply(service=ROUTE, jenis_permohonan="baru")
    world.do(one, "loket.ptsp", "lengkap")
    world.do(one, "teknis.dishub", "selesai", tanggal_survei="2026-11-16", layak=True)
    return one


def _to_pass_on(world: World) -> Opened:
    """Complete, and to be passed on to the system that decides."""
    world.regency.publish(BUILDING)
    one = world.apply(service=BUILDING)
    world.do(one, "loket.ptsp", "lengkap")
    return one


def _granted(world: World) -> Opened:
    one = world.until(*AT_SIGNER)
    signed = applying.sign(one.case_id, "kadis.ptsp", PASSPHRASE, now=MONDAY)
    assert signed.ok, signed.text
    return one


def _awaiting(world: World) -> Opened:
    case_id, number, code = versions.awaiting(world.regency)
    return Opened(case_id, number, code, owner="", draft_id=case_id)


STAGES: dict[str, Callable[[World], Opened]] = {
    "new": lambda world: world.until(),
    "returned": lambda world: world.until(RETURNED),
    "recommending": lambda world: world.until(CHECKED),
    "asked": lambda world: world.until(CHECKED, ASKED),
    "visit": _visit,
    "drafting": lambda world: world.until(CHECKED, RECOMMENDED),
    "initials": lambda world: world.until(CHECKED, RECOMMENDED, DRAFTED),
    "signing": lambda world: world.until(*AT_SIGNER),
    "opinions": _opinions,
    "to pass on": _to_pass_on,
    "awaiting": _awaiting,
    "granted": _granted,
}


def _letters(world: World) -> None:
    """Ids of files, letters, uploads and visits that routes are about."""
    granted = world.mine("granted")
    (letter,) = granted.letters
    world.ids["letter"] = letter.letter_id
    world.ids["verify"] = letter.verify_id
    world.ids["file"] = granted.files[0].file_id
    world.ids["visit"] = world.mine("visit").visits[0].id
    returned = world.mine("returned")
    world.ids["upload returned"] = documents.begin_upload(
        name="str.pdf",
        size=len(applying.PDF),
        purpose="attachment",
        key=directory.key_of_person(person_id=returned.person_id),
        owner_id=returned.id,
        now=MONDAY,
    ).id
    for name, (draft_id, code) in world.drafts.items():
        owner = {"own": "warga", "token": "token_apply", "power": HELPER}.get(name, "")
        draft = casework.draft(draft_id=draft_id, who=world.who(owner), key=code, now=MONDAY)
        (file_id,) = (UUID(one) for one in draft.answers["str"])
        upload = documents.begin_upload(
            name="str.pdf",
            size=len(applying.PDF),
            purpose="attachment",
            key=directory.load_key(draft.key_id),
            owner_id=draft_id,
            now=MONDAY,
        )
        world.ids[f"draft file {name}"], world.ids[f"upload {name}"] = file_id, upload.id


def _register(world: World) -> None:
    """A licence in the register, an old list ready to be copied, and a signed month."""
    licence = world.mine("granted").licence
    assert licence is not None
    world.ids["licence"] = licence.id
    world.ids["report list"] = reports.listed(world.regency, "8200009").id
    world.ids["import"] = registers.judged(world.regency, "503/1/2019").id
    clerk = world.regency.actor("loket.ptsp")
    version = next(one.version for one in world.view("new").tasks if one.id == world.task("new"))
    world.ids["batch"] = registers.a_batch(clerk, world.task("new"), version, ledger.clock().now())
    world.ids["book order"] = registers.prepared_book(world.regency)
    world.ids["case import"] = registers.judged_cases(world.regency, "SIMPEL/1").id
    registers.thawed(world.regency, licence.id)
    with ledger.use_region(CODE):
        head = world.regency.actor("kadis.ptsp")
        signed = casework.signed_recaps(who=head, now=MONDAY)
    october = [one.letter_id for one in signed if one.month == registers.OCTOBER]
    world.ids["recap"] = (
        october[0] if october else registers.signed_month(world.regency, registers.OCTOBER)
    )


def _words(world: World) -> None:
    """What officers write and have open on a case."""
    clerk = world.regency.actor("loket.ptsp")
    case_id = world.cases["granted"].case_id
    casework.add_note(case_id=case_id, who=clerk, body="Kata Tersembunyi", now=MONDAY)
    casework.mark_opened(task_id=world.task("new"), who=clerk, now=MONDAY)


def _dispositions(world: World) -> None:
    """The head asks the division about a case; the division passes it on to the front office."""
    head, division = world.regency.actor("kadis.ptsp"), world.regency.actor("kabid.ptsp")
    clerk = world.regency.actor("loket.ptsp")
    words = {"wanted": "advise", "instruction": "Mohon diperiksa", "now": MONDAY}
    case_id = world.cases["new"].case_id
    first = casework.dispose(case_id=case_id, who=head, to=division.positions[0].id, **words)
    second = casework.dispose(
        case_id=case_id, who=division, to=clerk.positions[0].id, parent=first, **words
    )
    world.ids["disposition"], world.ids["passed on"] = first, second


def _people(world: World) -> None:
    """A position, and an officer who has a mandate but no account yet."""
    position = world.regency.actor("loket.ptsp").positions[0]
    person = directory.register_person(
        name="Pegawai Baru", nip="199902022022022002", actor=None, now=LONG_AGO
    )
    directory.give_mandate(
        person_id=person.id,
        position_id=position.id,
        kind="delegation",
        valid_from=LONG_AGO.date(),
        basis="SK/7/2026",
        powers=["contoh"],
        actor=None,
        now=LONG_AGO,
    )
    world.ids["position"], world.ids["person"] = position.id, person.id
    world.ids["agency"] = position.organisation_id


def _reports(world: World) -> None:
    """A report that an application filed, with everything that may not be seen of it."""
    from pendopo.voice import api as voice

    world.regency.publish("pengaduan-masyarakat")
    who = world.who("token_open311")
    for name, visibility in (("report", "open"), ("secret report", "secret")):
        receipt = voice.report(
            sort="complaint",
            text=f"Pagar {SECRETS['nama_tempat']} roboh, tanya {SECRETS['nama']} (contoh).",
            visibility=visibility,  # type: ignore[arg-type]  # both are one
            who=who,
            reporter=voice.Reporter(name=SECRETS["nama"], phone=SECRETS["telepon"]),
            place=voice.Place(point=voice.Point(-7.91355, 113.82134), landmark="Tersembunyi"),
            channel="open311",
            language="id",
            now=MONDAY,
            command=ledger.Command(who.account_id or uuid4(), str(uuid4()), name.encode()),
        )
        world.ids[name], world.ids[f"{name} code"] = receipt.number, receipt.code
    world.ids["api report"] = told.sent(who=world.who("token_apply")).number


def _tokens(world: World) -> None:
    """Applications of agencies, each with one scope; and one of the other region with all."""
    here, there = ("admin.kabupaten", "loket.ptsp"), ("admin.jember", "loket.ptsp.jember")
    for name, region, (administrator, officer), scopes in (
        ("token_apply", CODE, here, ["apply"]),
        ("token_tasks", CODE, here, ["tasks"]),
        ("token_track", CODE, here, ["track"]),
        ("token_open311", CODE, here, ["open311", "open311_updates"]),
        ("token_foreign", OTHER, there, ["apply", "tasks", "track", "verify"]),
    ):
        with ledger.use_region(region):
            issued = directory.issue_token(
                organisation_id=applying.actor(officer, MONDAY).positions[0].organisation_id,
                name=name,
                scopes=scopes,
                actor=applying.actor(administrator, MONDAY),
                now=MONDAY,
            )
        world.tokens[name] = issued.secret
