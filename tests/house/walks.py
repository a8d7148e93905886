"""Walks that need every verb of every context, the way people and the worker come to them."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import xlsxwriter

from pendopo.casework import api as casework
from pendopo.config import periodic
from pendopo.config.seeding import applying
from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.documents.tests.scenes import scene, stored
from pendopo.ledger import api as ledger
from pendopo.measures import api as measures
from pendopo.services import api as services
from tests.house import registers
from tests.regency import CODE, MONDAY, PASSPHRASE, ROOT, SERVICE, Applied, Regency

DAY = dt.timedelta(days=1)
SCRATCH = "98.77"
"""A region of its own for what would disturb the others: erasing, new keys, days off."""
ADMIN = "admin.coba"


def a_licence(regency: Regency, worker: Any) -> Applied:
    """Submitted, returned, corrected, asked and answered, sent back, redrafted, signed."""
    case = regency.submit()
    case.do("loket.ptsp", "kembalikan", items=[{"field": "str", "reason": "Terpotong."}])
    correct(case)
    case.do("loket.ptsp", "lengkap", MONDAY)
    case.do("teknis.dinkes", "tanya_pemohon", pertanyaan="Di lantai berapa?")
    case.apply_again("kirim", jawaban="Lantai dua.")
    case.do("teknis.dinkes", "rekomendasikan", MONDAY + DAY, pertimbangan="Layak.")
    case.do("penata.ptsp", "siap", MONDAY + DAY)
    case.do("ketuatim.ptsp", "kembalikan", MONDAY + DAY, catatan="Alamat kurang.")
    case.do("penata.ptsp", "siap", MONDAY + DAY)
    worker.drain(MONDAY + DAY)
    for username in ("ketuatim.ptsp", "kabid.ptsp", "sekretaris.ptsp"):
        case.do(username, "paraf", MONDAY + DAY)
    wrong = case.sign(MONDAY + DAY, passphrase="bukan frasa sandinya")
    assert not wrong.ok
    assert case.sign(MONDAY + DAY).ok
    worker.drain(MONDAY + DAY)
    (letter,) = case.mine().letters
    with ledger.use_region(CODE):
        for standing in ("suspended", "valid"):
            documents.set_status(
                letter_id=letter.letter_id, standing=standing, reason="SK/1/2026", now=MONDAY + DAY
            )
    return case


def correct(case: Applied, now: dt.datetime = MONDAY) -> None:
    """The applicant mends the file: a draft kept first, then all answers sent again."""
    with ledger.use_region(CODE):
        view = case.mine(now)
        (task,) = view.tasks
        sent = {one.name: one.value for one in view.answers if one.value is not None}
        answers = {**sent, "str": [str(a_file(view.id, view, now))]}
        version = casework.save_task_draft(
            task_id=task.id,
            who=directory.ANONYMOUS,
            key=case.code,
            version=task.version,
            answers=answers,
            now=now,
        )
        casework.complete_task(
            task_id=task.id,
            who=directory.ANONYMOUS,
            key=case.code,
            version=version,
            outcome="kirim",
            answers=answers,
            now=now,
        )


def a_file(owner: UUID, view: casework.CaseView, now: dt.datetime) -> UUID:
    """A document uploaded for a case."""
    return documents.store(
        name="str.pdf",
        data=applying.PDF,
        purpose="attachment",
        key=directory.key_of_person(person_id=view.person_id),
        owner_id=owner,
        now=now,
    ).id


def a_search(regency: Regency) -> None:
    """An officer looks for an applicant by name."""
    with ledger.use_region(CODE):
        casework.find_by_name(who=regency.actor("loket.ptsp"), name="Siti Aminah", now=MONDAY)


def a_chain(regency: Regency) -> None:
    """The head asks the division, which passes it on; one reports, another is taken back; the
    division gives a task to its drafter."""
    case = regency.submit()
    head, division = regency.actor("kadis.ptsp"), regency.actor("kabid.ptsp")
    drafter = regency.actor("penata.ptsp")
    with ledger.use_region(CODE):
        asked: Any = {"wanted": "advise", "instruction": "Mohon saran.", "now": MONDAY}
        about: Any = {"case_id": case.case_id, **asked}
        assert casework.disposable(case_id=case.case_id, who=head)
        first = casework.dispose(who=head, to=division.positions[0].id, **about)
        second = casework.dispose(who=division, to=drafter.positions[0].id, parent=first, **about)
        casework.report_disposition(
            disposition_id=second, who=drafter, version=1, report="Layak.", now=MONDAY
        )
        casework.withdraw_disposition(disposition_id=first, who=head, version=1, now=MONDAY)
        assert casework.dispositions(who=head, view="given", now=MONDAY).total >= 0
    case.do("loket.ptsp", "lengkap")
    case.do("teknis.dinkes", "rekomendasikan")
    with ledger.use_region(CODE):
        (task,) = case.view("kabid.ptsp").tasks
        named: Any = {"task_id": task.id, "who": division, "now": MONDAY}
        (fit,) = casework.assignees(**named)
        assert fit.account_id
        casework.assign(to=fit.account_id, version=task.version, **named)


def a_visit_and_a_desk(regency: Regency) -> None:
    """Taken, given back, put off, visited, written about, seen in clear, taken back."""
    case = regency.submit(jenis_praktik="mandiri")
    loket = regency.actor("loket.ptsp")
    with ledger.use_region(CODE):
        (task,) = case.view("loket.ptsp").tasks
        version = casework.take(task_id=task.id, who=loket, version=task.version, now=MONDAY)
        version = casework.release(task_id=task.id, who=loket, version=version, now=MONDAY)
        batch = registers.a_batch(loket, task.id, version, MONDAY)
        undone = casework.undo_batch(batch_id=batch, who=loket, now=MONDAY)
        assert casework.task_batch(batch_id=undone, who=loket).undoes == batch
        casework.snooze(
            task_id=task.id, who=loket, version=version + 1, until=MONDAY + DAY, now=MONDAY
        )
        casework.mark_opened(task_id=task.id, who=loket, now=MONDAY)
        casework.unseal(case_id=case.case_id, who=loket, purpose="check", now=MONDAY)
        casework.add_note(case_id=case.case_id, who=loket, body="Mohon sabar.", now=MONDAY)
        casework.add_note(
            case_id=case.case_id,
            who=directory.ANONYMOUS,
            key=case.code,
            body="Baik.",
            now=MONDAY,
            command=ledger.Command(case.case_id, str(uuid4()), b"Baik."),
        )
    case.do("loket.ptsp", "lengkap")
    officer = regency.actor("teknis.dinkes")
    with ledger.use_region(CODE):
        task = next(one for one in case.view("teknis.dinkes").tasks if one.outcomes)
        papers(task.id, officer)
        visit = casework.set_appointment(
            task_id=task.id, who=officer, at=MONDAY + DAY, place="Klinik", now=MONDAY
        )
        casework.wish_appointment(
            appointment_id=visit,
            who=directory.ANONYMOUS,
            key=case.code,
            at=MONDAY + 2 * DAY,
            version=1,
            now=MONDAY,
        )
        casework.set_appointment(
            task_id=task.id, who=officer, at=MONDAY + 3 * DAY, place="Klinik", now=MONDAY
        )
        casework.agree_appointment(
            appointment_id=visit, who=directory.ANONYMOUS, key=case.code, version=3, now=MONDAY
        )
        casework.withdraw(case_id=case.case_id, who=directory.ANONYMOUS, key=case.code, now=MONDAY)


def powers_of_attorney(regency: Regency) -> None:
    """A village's helper applies for a citizen, looks at the case and a document; and it ends."""
    with ledger.use_region(CODE):
        who = regency.actor("bantu.pancoran")
        asked: Any = {"who": who, "name": "Siti Aminah", "days": 7, "now": MONDAY}
        power = casework.give_power(
            nik="3511014507900077", service=SERVICE, phone="081298760002",
            paper=casework.Paper("kuasa.pdf", applying.PDF), **asked,
        )  # fmt: skip
        sent = applying.apply(
            SERVICE, regency.answers(nik="3511014507900077"), who=who, power_id=power.id, now=MONDAY
        )
        view = casework.applicant_case(number=sent.number, who=who, now=MONDAY)
        casework.file_of_case(file_id=view.files[0].file_id, who=who, now=MONDAY + DAY)
        assert casework.power_view(power_id=power.id, who=who, now=MONDAY).cases
        assert casework.power_paper(power_id=power.id, who=who)
        account = directory.create_account(
            username=f"baru-{uuid4().hex[:10]}", password="kopi pahit dan hujan", way="signup",
            now=MONDAY,
        )  # fmt: skip
        clerk = regency.actor("loket.ptsp")
        code = directory.account_code(account.id, MONDAY.date())
        directory.identify_account(
            login=account.username, code=code, nik="3511991208850003",
            name="Slamet Riyadi (contoh)", actor=clerk, now=MONDAY,
        )  # fmt: skip
        directory.undo_identification(account_id=account.id, actor=clerk, now=MONDAY)
        assert directory.powers_held(account_id=view.power.account_id) if view.power else False
        directory.revoke_power(number=power.number, actor=who, now=MONDAY)


def an_agency_asked(regency: Regency) -> None:
    """Opinions of two agencies are open, and one more is asked."""
    regency.publish("izin-trayek")
    case = regency.submit("izin-trayek")
    case.do("loket.ptsp", "lengkap")
    case.do("teknis.dishub", "selesai", tanggal_survei="2026-11-16", layak=True)
    with ledger.use_region(CODE):
        casework.ask_agency(
            case_id=case.case_id,
            element="pendapat",
            organisation_id=directory.chart().by_code["8.01.0.00.0.00.01.0000"].id,
            who=regency.actor("penata.ptsp"),
            now=MONDAY,
        )


def a_file_passed_on(regency: Regency) -> None:
    """The whole file is taken out for the system that decides."""
    regency.publish("pbg")
    case = regency.submit("pbg", story="rumah-sederhana")
    case.do("loket.ptsp", "lengkap")
    with ledger.use_region(CODE):
        (task,) = case.view("loket.ptsp").tasks
        casework.export_file(task_id=task.id, who=regency.actor("loket.ptsp"), now=MONDAY)


def papers(task_id: UUID, officer: directory.Actor) -> None:
    """An officer adds the report of a visit: in pieces, and in one go."""
    asked: Any = {"task_id": task_id, "who": officer, "question": "dokumentasi"}
    upload = casework.begin_task_upload(name="a.pdf", size=len(applying.PDF), now=MONDAY, **asked)
    assert casework.task_upload(upload_id=upload.id, **asked).offset == 0
    casework.append_task_chunk(
        upload_id=upload.id, offset=0, data=applying.PDF, now=MONDAY, **asked
    )
    file = casework.add_task_file(name="b.pdf", data=applying.PDF, now=MONDAY, **asked)
    assert casework.task_files(task_id=task_id, who=officer, file_ids=[file.id])


def files_and_drafts(regency: Regency) -> None:
    """An upload in pieces, a file forgotten, drafts thrown away by hand and by age."""
    with ledger.use_region(CODE):
        draft_id, code, _version = applying.fill(SERVICE, regency.answers(), now=MONDAY)
        draft = casework.find_draft(code=code, now=MONDAY)
        key = directory.load_key(draft.key_id)
        given = {"purpose": "attachment", "key": key, "owner_id": draft_id, "now": MONDAY}
        upload = documents.begin_upload(name="a.pdf", size=len(applying.PDF), **given)
        documents.append_chunk(upload_id=upload.id, owner_id=draft_id, offset=0, data=applying.PDF)
        assert documents.upload(upload_id=upload.id, owner_id=draft_id).offset
        file = documents.finish_upload(upload_id=upload.id, owner_id=draft_id, now=MONDAY)
        assert documents.read_file(file_id=file.id)
        assert documents.open_files(file_ids=[file.id])
        documents.remove_file(file_id=file.id, reason="test", now=MONDAY)
        given["purpose"] = "photo"
        photo = documents.store(name="a.png", data=stored(scene(1), "PNG"), **given)
        assert documents.prepare_picture(file_id=photo.id, now=MONDAY)
        seen = documents.picture(file_id=photo.id)
        assert documents.read_file(file_id=seen.preview_id)
        documents.similar_pictures(phash=seen.phash)
        _, original = documents.open_original(file_id=photo.id)
        assert b"".join(original).startswith(b"\x89PNG")
        documents.remove_file(file_id=photo.id, reason="test", now=MONDAY)
        given["now"] = MONDAY - DAY
        documents.store(name="b.png", data=stored(scene(2), "PNG"), **given)
        assert documents.prepare_waiting(now=MONDAY) == 1
        given |= {"purpose": "attachment", "now": MONDAY}
        documents.begin_upload(name="b.pdf", size=100, **given)
        casework.remove_draft(draft_id=draft_id, who=directory.ANONYMOUS, key=code, now=MONDAY)
        applying.fill(SERVICE, regency.answers(), now=MONDAY - 90 * DAY)
        assert casework.remove_old_drafts(now=MONDAY) == 1
        assert documents.sweep(now=MONDAY + 5 * DAY).uploads


def ink(regency: Regency) -> None:
    """The signer is down: number, take it back, number again, sign with ink, attach the scan."""
    case = to_signature(regency)
    head = regency.actor("kadis.ptsp")

    def task() -> tuple[UUID, int]:
        found = next(one for one in case.view("kadis.ptsp").tasks if one.work == "sign")
        return found.id, found.version

    def given() -> dict[str, Any]:
        task_id, version = task()
        return {"task_id": task_id, "who": head, "version": version, "now": MONDAY}

    with ledger.use_region(CODE):
        (letter,) = case.view("kadis.ptsp").letters
        documents.render_preview(letter_id=letter.letter_id, now=MONDAY)
        casework.number_for_ink(origin="http://localhost", **given())
        casework.void_ink_number(reason="misprint", **given())
        casework.number_for_ink(origin="http://localhost", **given())
        casework.attach_wet_scan(name="pindaian.pdf", data=applying.PDF, **given())
        register = documents.number_register(unit=_unit(), year=2026)
        documents.explain_numbers(
            unit=_unit(),
            classification=_classification(),
            year=2026,
            last=max(one.last for one in register) + 5,
            reason="Dipakai di buku agenda kertas",
            day=MONDAY.date(),
            now=MONDAY,
        )


def _unit() -> str:
    compiled = services.service_at(slug=SERVICE, at=MONDAY)
    assert compiled is not None
    return directory.chart().by_code[compiled.service.agency].short_name


def _classification() -> str:
    compiled = services.service_at(slug=SERVICE, at=MONDAY)
    assert compiled is not None
    return compiled.service.numbering.classification


def to_signature(regency: Regency, **changes: Any) -> Applied:
    """A case that waits for the head's signature."""
    case = regency.submit(**changes)
    case.do("loket.ptsp", "lengkap")
    case.do("teknis.dinkes", "rekomendasikan", pertimbangan="Layak.")
    case.do("penata.ptsp", "siap")
    for username in ("ketuatim.ptsp", "kabid.ptsp", "sekretaris.ptsp"):
        case.do(username, "paraf")
    return case


def time_passes(regency: Regency, worker: Any) -> None:
    """A month goes by: timers fire, a day off is decreed, the hourly housekeeping runs."""
    regency.submit().do("loket.ptsp", "lengkap")
    with ledger.use_region(CODE):
        assert casework.fire_due_timers(now=MONDAY + 20 * DAY)
        assert casework.recompute_deadlines(now=MONDAY) == 0
        directory.rule_day(
            day=(MONDAY + DAY).date(), off=True, reason="Contoh", basis="SK/9/2026",
            actor=None, now=MONDAY,
        )  # fmt: skip
        assert casework.recompute_deadlines(now=MONDAY)
        directory.rule_day(
            day=(MONDAY + DAY).date(), off=False, reason="Batal", basis="SK/10/2026",
            actor=None, now=MONDAY + dt.timedelta(minutes=1),
        )  # fmt: skip
        casework.recompute_deadlines(now=MONDAY)
    worker.drain(MONDAY + 20 * DAY)
    periodic.often()
    periodic.hourly()


def boundaries(admin: directory.Actor) -> None:
    """The outline of the only district comes in, and a point inside finds it."""
    ring = [[113.0, -8.0], [113.1, -8.0], [113.1, -7.9], [113.0, -8.0]]
    feature = {
        "type": "Feature",
        "properties": {"kode": f"{SCRATCH}.01"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    data = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    done = directory.import_boundaries(data=data, dry_run=False, actor=admin, now=MONDAY)
    assert done.applied and directory.boundary_versions()
    assert directory.place_at(lat=-7.97, lon=113.08).district.code == f"{SCRATCH}.01"
    assert directory.outlines().geojson


def a_measure(worker: Any) -> None:
    """Declared, counted by the worker's job, then counted anew by hand."""
    declared = measures.definition(
        {
            "slug": "uji-diajukan",
            "name": {"id": "Uji", "en": "Test"},
            "unit": {"id": "berkas", "en": "cases"},
            "kind": "count",
            "fact": "case.submitted",
        }
    )
    with ledger.use_region(CODE):
        measures.declare(declared, actor=None, now=MONDAY)
        worker.drain(MONDAY)
        assert measures.measure(slug=declared.slug).version == 1
        measures.rebuild(slug=declared.slug, now=MONDAY)


def a_region(folder: Path) -> None:
    """Another region from its folder: officers come, move, are away, and go."""
    directory.load_region(scratch(folder), now=MONDAY - 300 * DAY, demo_password="rahasia-uji-1")
    with ledger.use_region(SCRATCH):
        admin = applying.actor(ADMIN, MONDAY)
        boundaries(admin)
        acting: Any = {"actor": admin, "now": MONDAY}
        above = directory.organisation_by_code(SCRATCH)
        assert above is not None
        agency = directory.register_organisation(
            kind="agency", name="Dinas Coba", parent_id=above.id, **acting
        )
        directory.set_letterhead(
            organisation_id=agency.id, address="Jalan Contoh 3", contact="contoh.id", **acting
        )
        head = directory.create_position(
            organisation_id=agency.id, code="kepala", title="Kepala Dinas Coba", head=True, **acting
        )
        directory.change_roles(position_id=head.id, roles=["signer"], **acting)
        person = directory.register_person(name="Andi Coba", nip="198001012005011001", **acting)
        directory.change_person(person_id=person.id, address="Jalan Baru 1", **acting)
        today = MONDAY.date()
        mandate = directory.give_mandate(
            person_id=person.id, position_id=head.id, kind="definitive",
            valid_from=today, basis="SK/1/2026", **acting,
        )  # fmt: skip
        directory.record_absence(
            mandate_id=mandate.id, valid_from=today + DAY, valid_to=today + 3 * DAY,
            reason="leave", basis="SK/2/2026", **acting,
        )  # fmt: skip
        invitation = directory.invite_officer(person_id=person.id, **acting)
        made = directory.accept_invitation(
            code=invitation.code, username="andi.coba", password="rahasia-uji-99", now=MONDAY
        )
        assert directory.account(made.id)
        directory.end_mandate(
            mandate_id=mandate.id, last_day=today + 10 * DAY, basis="SK/3/2026", **acting
        )
        report = directory.import_transfers(transfer_list(), dry_run=False, **acting)
        assert report.applied, report.rows
        token = directory.issue_token(
            organisation_id=agency.id, name="Aplikasi", scopes=["track"], **acting
        )
        assert directory.token_actor(token.secret, MONDAY).account_id == token.id
        directory.revoke_token(token_id=token.id, **acting)
        _people(admin)
        while directory.rewrap(2, now=MONDAY, batch=500):
            pass


def _people(admin: directory.Actor) -> None:
    """Citizens: with and without an account, looked at, erased."""
    citizen = directory.register_person(
        name="Budi Coba", nik="3511010101800001", email="budi@contoh.id", actor=admin, now=MONDAY
    )
    account = directory.create_account(
        username="budi", password="rahasia-uji-77", way="signup", now=MONDAY
    )
    directory.set_person(account_id=account.id, person_id=citizen.id, actor=None, now=MONDAY)
    directory.profile(citizen.id, viewer=admin, purpose="support", now=MONDAY)
    directory.record_view(citizen.id, viewer=admin, purpose="complaint", now=MONDAY)
    directory.record_views([(citizen.id, None)], viewer=admin, purpose="register", now=MONDAY)
    assert directory.who_saw(citizen.id)
    key = directory.new_key(MONDAY)
    applicant = directory.register_applicant(
        known={"name": "Citra", "email": "c@c.id"}, key=key, now=MONDAY
    )
    citra = directory.create_account(
        username="citra", password="rahasia-uji-78", way="signup", now=MONDAY
    )
    owner = directory.actor_of(citra.id, MONDAY)
    for linked in (True, False):  # once, and then no more
        claimed = directory.claim_person(
            person_id=applicant, nik="3511010101800002", actor=owner, now=MONDAY
        )
        assert claimed is linked
    directory.destroy_key(key_id=directory.new_key(MONDAY).id, now=MONDAY)
    directory.erase(person_id=citizen.id, basis="permintaan", actor=admin, now=MONDAY)


def scratch(folder: Path) -> Path:
    """A folder of a region that only this test knows, made from the second demo region's."""
    source = ROOT / "packages" / "regions" / "jember"
    target = folder / "coba"
    target.mkdir(exist_ok=True)
    for path in source.iterdir():
        text = path.read_text("utf-8").replace("35.09", SCRATCH).replace("jember", "coba")
        (target / path.name).write_text(text.replace("3509", "9877"), "utf-8")
    (target / "territory.csv").write_text(f"code,kind,name\n{SCRATCH}.01,kecamatan,Coba\n")
    return target


def transfer_list(
    title: str = "Kepala Dinas pada Dinas Kesehatan (contoh)", nip: str = "199001012015011001"
) -> bytes:
    """A transfer list with one row: somebody new comes."""
    columns = ("NIP", "Nama", "Jabatan lama", "Jabatan baru", "TMT", "Dasar")
    row = (nip, "Sari Coba", "", title, "01-12-2026", "821.2/1/2026")
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Mutasi")
    for number, values in enumerate((columns, row)):
        sheet.write_row(number, 0, values)
    book.close()
    return out.getvalue()


def a_package(regency: Regency) -> None:
    """A newer version of a service goes into the catalogue; the signer gets a certificate."""
    with ledger.use_region(SCRATCH):
        package = services.load(ROOT / "packages" / "services" / SERVICE)
        services.publish(package=package, valid_from=MONDAY, now=MONDAY)
    with ledger.use_region(CODE):
        head = regency.actor("kadis.ptsp")
        assert head.person_id is not None
        documents.enrol_demo_signer(
            person_id=head.person_id, name=head.name, passphrase=PASSPHRASE, now=MONDAY
        )
