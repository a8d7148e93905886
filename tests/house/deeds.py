"""One success of every route that takes something, sent by forms and JSON as people send them."""

from __future__ import annotations

import json
import random
import re
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pendopo.casework import api as casework
from pendopo.config.seeding import applying
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from tests.house import (
    contracted,
    planned,
    rated,
    registers,
    reported,
    texted,
    versions,
    walks,
    watching,
    world,
)
from tests.house.forms import send
from tests.house.hostile import Spoiler
from tests.house.roles import HERE
from tests.house.world import CODE, LONG_AGO, MONDAY, PASSPHRASE, STAGES, Opened, World
from tests.regency import PASSWORD

STAGES_NEEDED = (
    "new",
    "returned",
    "asked",
    "visit",
    "opinions",
    "to pass on",
    "awaiting",
    "drafting",
    "signing",
)


def play(shared: World, deeds: Any) -> None:
    """Everything, on cases of its own; `deeds.did(route, response)` notes what each changed."""
    own = World(shared.regency, tokens=shared.tokens)
    with ledger.use_region(CODE):
        for name in STAGES_NEEDED:
            own.cases[name] = STAGES[name](own)
        own.cases["ink"] = own.until(*world.AT_SIGNER)
        own.cases["bulk"] = own.apply()
        own.cases["leaving"] = own.apply()
        person = directory.register_person(
            name="Pegawai Lain", nip="199903032022032003", actor=None, now=LONG_AGO
        )
        position = shared.regency.actor("loket.ptsp").positions[0]
        directory.give_mandate(
            person_id=person.id, position_id=position.id, kind="delegation",
            valid_from=LONG_AGO.date(), basis="SK/8/2026", powers=["contoh"], actor=None,
            now=LONG_AGO,
        )  # fmt: skip
    deeds.watch.take()
    applying_by_code(own, deeds)
    following(own, deeds)
    at_the_desk(own, deeds)
    for_others(own, deeds)
    the_register(own, shared, deeds)
    reported.play(own, shared, browser, deeds)
    deeds.did("portal-texts", texted.bring(browser(), "STATUS"), 200)
    rated.play(shared, browser, deeds, shared.ids["rating link"])
    watching.sent(own, shared, browser, deeds)
    administering(position.id, person.id, deeds)
    planning_at_the_desk(deeds)
    by_machine(own, deeds)
    by_another_application(own, deeds)
    accounts(deeds)


def planning_at_the_desk(deeds: Any) -> None:
    """A planner begins a plan, tries a file and copies it."""
    client = browser(planned.PLANNER)
    sent = {"judul": "RKPD 2026 (contoh)", "jenis": "rkpd", "tahun_awal": "2026",
            "tahun_akhir": "2026"}  # fmt: skip
    made = deeds.did("desk:plans", send(client, reverse("desk:plans"), **sent), 302)
    imports = made["Location"] + "impor/"
    file = SimpleUploadedFile("rkpd.csv", planned.FILE.encode(), content_type="text/csv")
    tried = deeds.did("desk:plan_imports", send(client, imports, berkas=file), 302)
    deeds.did("desk:plan_import", send(client, tried["Location"]), 302)
    plan = UUID(made["Location"].strip("/").split("/")[-1])
    with ledger.use_region(CODE):
        key = planned.keys(planned.planning.plan(plan_id=plan))[f"{planned.ACTIVITY}.0001"]
    here = reverse("desk:plan_node", args=[plan, key])
    form = {"apa": "money", "periode": "Q1", "nilai": "100.000"}
    deeds.did("desk:plan_realise", client.post(f"{here}realisasi/", form), 302)
    with ledger.use_region(CODE):
        (figure,) = planned.page_of(plan, key).figures
    judged = {"angka": str(figure.id), "aksi": "terima", "revisi": "1"}
    deeds.did("desk:plan_judge", client.post(f"{here}periksa/", judged), 302)
    with ledger.use_region(CODE):
        (one,) = planned.page_of(plan, key).indicators
    linked = {"indikator": str(one.key), "ukuran": "permohonan-tepat-waktu"}
    deeds.did("desk:plan_link", client.post(f"{here}ukuran/", linked), 302)
    figures = made["Location"] + "angka/"
    file = SimpleUploadedFile("angka.csv", planned.FIGURES.encode(), content_type="text/csv")
    tried = deeds.did("desk:plan_figures", send(client, figures, berkas=file), 302)
    deeds.did("desk:plan_figure_file", send(client, tried["Location"]), 302)
    deeds.did("desk:plan_place", send(client, here, f"{here}letak/"), 302)
    edit = {"aksi": "tanda", "tanda": "sdg:16, rb:pelayanan", "revisi": "2"}
    deeds.did("desk:plan_edit", client.post(f"{here}ubah/", edit), 302)
    for act in planned.EDITS:
        deeds.did("desk:plan_edit", client.post(f"{here}ubah/", act), 302)
    adopted = {"aksi": "tetapkan", "dasar": "Perbup contoh", "tanggal": "2026-01-02"}
    deeds.did(
        "desk:plan_version", client.post(reverse("desk:plan_version", args=[plan]), adopted), 302
    )
    others = (browser("program.ptsp"), browser("auditor.inspektorat"))
    contracted.by_hand(plan, key, client, others, deeds)
    with ledger.use_region(CODE):
        unit = directory.organisation_by_code(planned.PTSP)
    assert unit is not None
    carried = {"indikator": str(one.key), "jabatan": str(unit.head_position_id), "target": "300"}
    skp = reverse("desk:plan_unit", args=[plan, unit.id])
    deeds.did("desk:plan_unit", client.post(skp, carried), 302)
    held = {"triwulan": "1", "tanggal": "2026-04-15"}
    meetings = reverse("desk:plan_reviews", args=[plan])
    meeting = deeds.did("desk:plan_reviews", client.post(meetings, held), 302)["Location"]
    with ledger.use_region(CODE):
        agency = directory.organisation_by_code(planned.PTSP)
    assert agency is not None
    said = {"isi": "Percepat (contoh).", "instansi": str(agency.id), "batas": "2026-05-15"}
    deeds.did("desk:plan_review", client.post(meeting, said), 302)


def browser(username: str = "") -> Client:
    """A browser in which `username` is signed in; signing in itself is tried in `accounts`."""
    from django.contrib.auth import get_user_model

    client = Spoiler(headers={"host": HERE}, REMOTE_ADDR="10.255.0.1")
    if username:
        account = get_user_model().objects.get(username=username)
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def a_pdf(name: str = "str.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, applying.PDF, content_type="application/pdf")


def applying_by_code(own: World, deeds: Any) -> None:
    """Someone without an account: begin, answer, upload in pieces, throw away; and send."""
    client = browser()
    begun = deeds.did("portal-apply", client.post(reverse("portal-apply", args=[walks.SERVICE])))
    draft = begun["Location"].split("/")[2]
    tasks = client.get(reverse("portal-draft", args=[draft])).content.decode()
    first = re.search(r'href="(/berkas/[^"]+/langkah/[^"]+/)"', tasks)
    assert first is not None
    answers = {key: str(value) for key, value in own.regency.answers().items()}
    deeds.did("portal-step", send(client, first[1], **answers))
    in_pieces(client, reverse("portal-upload", args=[draft, "str"]), deeds, "upload", "chunk")
    deeds.did("portal-remove", send(client, reverse("portal-remove", args=[draft])))
    draft_id, code = own.draft("")
    remembered(client, draft_id, code)
    deeds.watch.take()
    check = reverse("portal-check", args=[draft_id])
    deeds.did("portal-check", send(client, check, pernyataan="ya"), 302)


def in_pieces(client: Client, start: str, deeds: Any, *names: str) -> None:
    """A file announced, then sent in one piece."""
    body = json.dumps({"name": "str.pdf", "size": len(applying.PDF)})
    announced = client.post(start, body, content_type="application/json")
    place = deeds.did(f"portal-{names[0]}", announced).json()["url"]
    piece = client.patch(
        place, applying.PDF, content_type="application/octet-stream",
        headers={"upload-offset": "0"},
    )  # fmt: skip
    deeds.did(f"portal-{names[1]}", piece)


def remembered(client: Client, draft_id: UUID, code: str) -> None:
    from pendopo.faces.portal import keys

    known = {str(draft_id): [code, ""]}
    client.cookies["berkas"] = signing.dumps(known, salt=keys._SALT, compress=True)


def following(own: World, deeds: Any) -> None:
    """The demo citizen: writes, mends, answers, agrees to a visit and asks for another, leaves."""
    client = browser("warga")
    case = page("portal-case", own.cases["new"])
    note = page("portal-message", own.cases["new"])
    deeds.did("portal-message", send(client, case, note, pesan="Kapan selesai?"))
    news = page("portal-news", own.cases["new"])
    deeds.did("portal-news", send(client, news, saluran="none"), 302)
    returned = own.cases["returned"]
    task = own.task("returned")
    mend = page("portal-mend", returned, task)
    start = page("portal-case-upload", returned, task, "str")
    in_pieces(client, start, deeds, "case-upload", "case-chunk")
    one = page("portal-mend-question", returned, task, "str")
    deeds.did("portal-mend-question", send(client, one, str=a_pdf()), 302)
    deeds.did("portal-mend", send(client, mend), 302)
    reply = page("portal-reply", own.cases["asked"], own.task("asked"))
    deeds.did("portal-reply", send(client, reply, jawaban="Lantai dua."), 302)
    visit_id = own.mine("visit").visits[0].id
    visit = page("portal-visit", own.cases["visit"], visit_id)
    agree = page("portal-visit-agree", own.cases["visit"], visit_id)
    deeds.watch.take()
    shown = page("portal-case", own.cases["visit"])
    deeds.did("portal-visit-agree", send(client, shown, agree), 302)
    moment = {"tanggal-day": "25", "tanggal-month": "11", "tanggal-year": "2026", "jam": "09.00"}
    deeds.did("portal-visit", send(client, visit, **moment), 302)
    leave = page("portal-withdraw", own.cases["leaving"])
    deeds.did("portal-withdraw", send(client, leave), 302)


def page(name: str, case: Opened, *more: object) -> str:
    return reverse(name, args=[case.number, *more])


def at_the_desk(own: World, deeds: Any) -> None:
    """Officers: open, take, keep, look in clear, write, return, finish, visit, bulk, sign, ink."""
    clerk = browser("loket.ptsp")
    task_id = own.task("new")
    task = desk("task", task_id)
    deeds.watch.take()
    deeds.did("desk:opened", clerk.post(desk("opened", task_id)))
    deeds.did("desk:hand", send(clerk, task, desk("hand", task_id, "ambil")), 302)
    fields = {"versi": version(own, "new"), "alasan": "Sedang dicek."}
    deeds.did("desk:keep", clerk.post(desk("keep", task_id), fields))
    deeds.did("desk:unseal_task", clerk.post(desk("unseal_task", task_id), {"tujuan": "check"}))
    number = own.cases["new"].number
    unseal = reverse("desk:unseal_case", args=[number])
    deeds.did("desk:unseal_case", clerk.post(unseal, {"tujuan": "letter"}))
    note = reverse("desk:note", args=[number])
    deeds.did("desk:note", send(clerk, task, note, pesan="Sudah dicek."), 302)
    review = own.cases["opinions"].number
    with ledger.use_region(CODE):
        agency = str(directory.chart().by_code["8.01.0.00.0.00.01.0000"].id)
    asking = reverse("desk:ask_agency", args=[review])
    asked = send(clerk, reverse("desk:case", args=[review]), asking, instansi=agency)
    deeds.did("desk:ask_agency", asked, 302)
    waits = own.cases["awaiting"].number
    waiting, tell = (reverse(f"desk:{one}", args=[waits]) for one in ("case", "tell"))
    word = send(clerk, waiting, tell, kabar="hasil", **{"kabar0-layak": "ya"})
    deeds.did("desk:tell", word, 302)
    taken = clerk.post(desk("export", own.task("to pass on")))
    deeds.did("desk:export", taken, 200)
    itemised = reverse("desk:itemised", args=[task_id, "kembalikan"])
    why = {"butir": ["str"], "sebab__str": "Terpotong.", "kembali": ""}
    deeds.did("desk:itemised", send(clerk, itemised, **why), 302)
    bulk_id = own.task("bulk")
    bulk(own, clerk, bulk_id, deeds)
    done = send(clerk, desk("task", bulk_id), desk("finish", bulk_id), hasil="lengkap")
    deeds.did("desk:finish", done, 302)
    expert = browser("teknis.dinkes")
    visit_id = own.task("visit", "teknis.dinkes", "visit")
    moment = {"jadwal-day": "26", "jadwal-month": "11", "jadwal-year": "2026"}
    plan = send(expert, desk("task", visit_id), desk("appointment", visit_id),
                jam="09.30", tempat="Klinik", **moment)  # fmt: skip
    deeds.did("desk:appointment", plan, 302)
    start = desk("upload", visit_id, "dokumentasi")
    body = json.dumps({"name": "foto.pdf", "size": len(applying.PDF)})
    upload = deeds.did("desk:upload", expert.post(start, body, content_type="application/json"))
    piece = expert.patch(
        upload.json()["url"], applying.PDF, content_type="application/octet-stream",
        headers={"upload-offset": "0"},
    )  # fmt: skip
    deeds.did("desk:chunk", piece)
    head = browser("kadis.ptsp")
    chosen = [str(own.task("signing", "kadis.ptsp"))]
    deeds.watch.take()
    sign = head.post(reverse("desk:signing"), {"tugas": chosen, "frasa": PASSPHRASE})
    deeds.did("desk:signing", sign, 200)
    gap = {
        "klasifikasi": "503.9",
        "sampai": "7",
        "alasan": "Ada di register kertas.",
        "tahun": "2026",
    }
    deeds.did("desk:numbers", head.post(reverse("desk:numbers"), gap), 302)
    found = clerk.post(reverse("desk:search"), {"nama": "Zubaidah"})
    deeds.did("desk:search", found, 200)
    slips(own, head, clerk, deeds)
    ink_id = own.task("ink", "kadis.ptsp")
    numbered = {"aksi": "nomor", "versi": version(own, "ink", "kadis.ptsp")}
    deeds.did("desk:ink", head.post(desk("ink", ink_id), numbered), 302)


def for_others(own: World, deeds: Any) -> None:
    """A village's helper: two powers recorded, an application begun, one laid down, one ended."""
    client = browser(world.HELPER)
    given = {
        "untuk": "layanan", "layanan": walks.SERVICE, "nama": "Siti Aminah", "lama": "30",
        "nik": "3511014507900077", "nomor_surat": "474/1/2026", "dilihat": "ya",
    }  # fmt: skip
    new = reverse("desk:power_new")
    first = deeds.did("desk:power_new", send(client, new, **given), 302)["Location"]
    second = send(client, new, **{**given, "nomor_surat": "474/2/2026"})["Location"]
    third = send(client, new, **{**given, "nomor_surat": "474/3/2026"})["Location"]
    deeds.watch.take()
    deeds.did("desk:power_apply", send(client, first, f"{first}ajukan/"), 302)
    deeds.did("desk:power_release", send(client, first, f"{first}lepas/"), 302)
    with ledger.use_region(CODE):
        ids = [UUID(one.split("/")[-2]) for one in (second, third)]
        numbers = [directory.powers(power_ids=ids)[one].number for one in ids]
    with ledger.use_region(CODE):
        account = world.an_account()
    card = {
        "akun": account.username, "nik": "3511991208850003", "nama": "Slamet Riyadi (contoh)",
        "kode": directory.account_code(account.id, MONDAY.date()), "dicocokkan": "ya",
    }  # fmt: skip
    clerk = browser("loket.ptsp")
    deeds.watch.take()
    deeds.did("desk:link_account", send(clerk, reverse("desk:link_account"), **card), 200)
    deeds.did("desk:link_undo", clerk.post(desk("link_undo", account.id)), 302)
    counter, own_end = browser("loket.ptsp"), reverse("portal-power-end")
    deeds.watch.take()
    ended = counter.post(reverse("desk:power_end"), {"nomor": numbers[0]})
    deeds.did("desk:power_end", ended, 302)
    deeds.did("portal-power-end", client.post(own_end, {"nomor": numbers[1]}), 200)


def the_register(own: World, shared: World, deeds: Any) -> None:
    """The head: a licence suspended, looked at in clear, the book, an old list, a signed month."""
    head, licence_id = browser("kadis.ptsp"), shared.ids["licence"]
    deeds.watch.take()
    act = reverse("desk:licence_act", args=[licence_id, "bekukan"])
    deeds.did("desk:licence_act", send(head, act, alasan="duties", dasar="UU 30/2014"), 302)
    unseal = reverse("desk:unseal_licence", args=[licence_id])
    deeds.did("desk:unseal_licence", head.post(unseal, {"tujuan": "check"}), 200)
    book = {"bentuk": "xlsx", "nama": "lengkap"}
    deeds.did("desk:book_export", head.post(reverse("desk:book_export"), book), 200)
    content = registers.old_list("503/2/2019")
    rows = {
        "daftar": SimpleUploadedFile("lama.xlsx", content),
        "organisasi": str(registers.agency(own.regency)),
    }
    judged = deeds.did("desk:imports", head.post(reverse("desk:imports"), rows), 302)
    deeds.did("desk:import", send(head, judged["Location"]), 302)
    cases = {
        "daftar": SimpleUploadedFile("berjalan.csv", registers.open_list(own.regency, "SIMPEL/2")),
        "layanan": "sip-dokter",
    }
    judged = deeds.did("desk:case_imports", head.post(reverse("desk:case_imports"), cases), 302)
    deeds.did("desk:case_import", send(head, judged["Location"]), 302)
    chosen = versions.two_versions(own.regency)
    own.regency.submit(versions.RESEARCH, story="perorangan")
    move = {"layanan": chosen["service"], "dari": chosen["old"], "ke": chosen["new"]}
    page = reverse("desk:versions")
    sent = send(head, f"{page}?{urlencode(move)}", page)
    begun = deeds.did("desk:versions", sent, 302)
    versions.finish(UUID(begun["Location"].split("/")[-2]))
    deeds.did("desk:version_move", send(head, begun["Location"]), 302)
    versions.finish(UUID(begun["Location"].split("/")[-2]))
    month = {
        "bulan": "2026-08", "frasa": PASSPHRASE,
        "organisasi": str(registers.agency(own.regency)),
    }  # fmt: skip
    deeds.did("desk:recap_sign", head.post(reverse("desk:recap_sign"), month), 302)


def slips(own: World, head: Client, clerk: Client, deeds: Any) -> None:
    """The head asks the front office twice: one is reported back, the other taken back; and gives
    a task to its drafter."""
    task = desk("task", own.task("drafting", "kadis.ptsp"))
    drafter = str(own.regency.actor("penata.ptsp").account_id)
    deeds.watch.take()
    give = desk("assign", own.task("drafting", "kadis.ptsp"))
    deeds.did("desk:assign", send(head, task, give, pejabat=drafter), 302)
    to = str(own.regency.actor("loket.ptsp").positions[0].id)
    for name, button in (("report", "desk:report"), ("withdraw", "desk:withdraw")):
        number = own.cases["bulk"].number
        dispose = reverse("desk:dispose", args=[number])
        asked = {"kepada": to, "harap": "advise", "arahan": "Mohon saran."}
        deeds.did("desk:dispose", head.post(dispose, asked), 302)
        made = own.view("bulk", "kadis.ptsp").dispositions[-1]
        sent = {"versi": str(made.version), "laporan": "Sudah."}
        who = clerk if name == "report" else head
        deeds.did(button, who.post(desk(name, made.id), sent), 302)


def desk(name: str, *given: object) -> str:
    return reverse(f"desk:{name}", args=given)


def version(own: World, name: str, username: str = "loket.ptsp") -> int:
    return next(one.version for one in own.view(name, username).tasks if one.status == "open")


def bulk(own: World, clerk: Client, task_id: UUID, deeds: Any) -> None:
    pick = f"{task_id}:{version(own, 'bulk')}"
    html = clerk.get(reverse("desk:inbox") + "?tampilan=team").content.decode()
    known = re.search(rf'name="pick"[^>]*value="([^"]*{task_id}[^"]*)"', html)
    form = {"aksi": "ambil", "pick": [known[1] if known else pick], "jalan": "1"}
    deeds.watch.take()
    answer = deeds.did("desk:bulk", clerk.post(reverse("desk:bulk"), form), 200)
    token = re.search(r'name="urung"[^>]*value="([^"]+)"', answer.content.decode())
    assert token is not None, "nothing to take back"
    deeds.did("desk:undo", clerk.post(reverse("desk:undo"), {"urung": token[1]}), 200)
    batch = registers.a_batch(
        own.regency.actor("loket.ptsp"), task_id, version(own, "bulk"), ledger.clock().now()
    )
    deeds.watch.take()
    deeds.did("desk:batch_undo", clerk.post(desk("batch_undo", batch)), 302)


def administering(position_id: UUID, person_id: UUID, deeds: Any) -> None:
    client = browser("admin.kabupaten")
    invite = {
        "nama": "Tono Baru", "nip": "199101012016011001", "jabatan": str(vacant("Jabatan Uji")),
        "dasar": "SK/11/2026",
    }  # fmt: skip
    deeds.watch.take()
    deeds.did("desk:invite", client.post(reverse("desk:invite"), invite), 200)
    with ledger.use_region(CODE):
        agency = directory.chart().positions[position_id].organisation_id
    head = {"alamat": "Jalan Contoh 9", "kontak": "contoh.id"}
    deeds.did("desk:letterhead", client.post(desk("letterhead", agency), head), 302)
    again = reverse("desk:invite_again", args=[person_id])
    deeds.did("desk:invite_again", client.post(again), 200)
    position = reverse("desk:position", args=[position_id])
    mandate = {
        "aksi": "tugaskan", "pegawai": str(person_id), "jenis": "delegation",
        "mulai-day": "1", "mulai-month": "12", "mulai-year": "2026", "dasar": "SK/12/2026",
        "wewenang": "contoh",
    }  # fmt: skip
    deeds.did("desk:position", browser("pengelola.ptsp").post(position, mandate), 302)
    vacant("Jabatan Kedua")
    deeds.watch.take()
    rows = {"daftar": workbook(), "terapkan": "1"}
    deeds.did("desk:transfers", client.post(reverse("desk:transfers"), rows), 200)


def vacant(title: str) -> UUID:
    """A position that nobody holds yet."""
    with ledger.use_region(CODE):
        region = directory.organisation_by_code(CODE)
        assert region is not None
        made = directory.create_position(
            organisation_id=region.id,
            code=title.lower().replace(" ", "-"),
            title=title,
            actor=None,
            now=LONG_AGO,
        )
        directory.forget_chart()
    return made.id


def workbook() -> SimpleUploadedFile:
    content = walks.transfer_list(
        title="Jabatan Kedua pada Pemerintah Kabupaten Bondowoso", nip="199002022015022002"
    )
    return SimpleUploadedFile("mutasi.xlsx", content)


def by_machine(own: World, deeds: Any) -> None:
    """An application with a token: begin, answer, upload, send; and the applicant's own task."""
    client = Spoiler(headers={
        "host": HERE, "authorization": f"Bearer {own.tokens['token_apply']}",
        "idempotency-key": f"uji-{uuid4()}",
    })  # fmt: skip
    drafts = reverse("rest:drafts")
    wanted = {"service": walks.SERVICE}
    begun = deeds.did("rest:drafts", as_json(client, "post", drafts, wanted), 201).json()
    client.defaults["HTTP_IDEMPOTENCY_KEY"] = f"uji-{uuid4()}"
    draft = reverse("rest:drafts-draft-id", args=[begun["id"]])
    files = client.post(f"{draft}/files", {"file": a_pdf()})
    deeds.did("rest:drafts-draft-id-files", files, 201)
    step = begun["steps"][0]
    given = {"version": begun["version"], "answers": first_answers(own, step)}
    saved = as_json(client, "put", f"{draft}/steps/{step}", given)
    deeds.did("rest:drafts-draft-id-steps-step", saved, 200)
    deeds.did("rest:drafts-draft-id", client.delete(draft), 204)
    ready, _code = own.draft("token_apply")
    seen = client.get(reverse("rest:drafts-draft-id", args=[ready])).json()
    deeds.watch.take()
    submit = reverse("rest:drafts-draft-id-submit", args=[ready])
    sent = as_json(client, "post", submit, {"version": seen["version"]})
    number = deeds.did("rest:drafts-draft-id-submit", sent, 201).json()["number"]
    clerk = browser("loket.ptsp")
    with ledger.use_region(CODE):
        officer = own.regency.actor("loket.ptsp")
        view = casework.case_of_number(number=number, who=officer, now=MONDAY)
    task_id = next(one.id for one in view.tasks if one.status == "open")
    path = reverse("rest:tasks-task-id-complete", args=[task_id])
    one = clerk.get(reverse("rest:tasks-task-id", args=[task_id])).json()
    body = {"version": one["version"], "outcome": "lengkap", "answers": {}}
    clerk.defaults["HTTP_IDEMPOTENCY_KEY"] = f"uji-{uuid4()}"
    deeds.watch.take()
    deeds.did("rest:tasks-task-id-complete", as_json(clerk, "post", path, body), 200)


def by_another_application(own: World, deeds: Any) -> None:
    """An application files a report in the words of Open311, and passes a message on."""
    own.regency.publish("pengaduan-masyarakat")
    client = Spoiler(headers={"host": HERE})
    key = {"api_key": own.tokens["token_open311"]}
    wanted = {
        **key, "service_code": "complaint", "address_string": "Pasar Induk (contoh)",
        "description": f"Lampu di depan pasar mati sejak seminggu (contoh {uuid4()}).",
    }  # fmt: skip
    deeds.watch.take()
    filed = client.post(reverse("open311:requests", kwargs={"ending": "json"}), wanted)
    number = deeds.did("open311:requests", filed, 201).json()[0]["service_request_id"]
    update = {**key, "service_request_id": number, "update_id": "1", "description": "Masih mati."}
    passed = client.post(reverse("open311:updates", kwargs={"ending": "json"}), update)
    deeds.did("open311:updates", passed, 201)


def as_json(client: Client, method: str, path: str, body: object) -> Any:
    return getattr(client, method)(path, json.dumps(body), content_type="application/json")


def first_answers(own: World, step: str) -> dict[str, Any]:
    from pendopo.services import api as services

    with ledger.use_region(CODE):
        compiled = services.service_at(slug=walks.SERVICE, at=MONDAY)
    assert compiled is not None
    page = compiled.form.step(step)
    assert page is not None
    known = own.regency.answers()
    return {name: known[name] for name in page.questions if name in known}


def accounts(deeds: Any) -> None:
    """Signing up, another password, an address, a second factor, out and in again."""
    client = browser()
    deeds.watch.take()
    number = (
        f"0813{random.randrange(10**8):08d}"  # one code a number and half a minute, over all runs
    )
    signup = {"phone": number, "password1": "kata-sandi-uji-1"}
    deeds.did("account_signup", client.post(reverse("account_signup"), signup))
    signed_in = browser()
    login = {"login": "warga2", "password": PASSWORD}
    deeds.did("account_login", signed_in.post(reverse("account_login"), login), 302)
    activate_totp(signed_in, deeds)
    password = {
        "oldpassword": PASSWORD, "password1": "kata-sandi-lain-2", "password2": "kata-sandi-lain-2",
    }  # fmt: skip
    deeds.did("account_change_password",
              signed_in.post(reverse("account_change_password"), password), 302)  # fmt: skip
    deeds.did("account_logout", signed_in.post(reverse("account_logout")), 302)

    other = browser("warga.asing")
    other.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    deeds.watch.take()
    address = {"action_add": "", "email": "asing@contoh.id"}
    deeds.did("account_email", other.post(reverse("account_email"), address), 302)


def activate_totp(client: Client, deeds: Any) -> None:
    from allauth.mfa.totp.internal import auth as totp

    path = reverse("mfa_activate_totp")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(path)
    secret = client.session[totp.SECRET_SESSION_KEY]
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))
    deeds.watch.take()
    deeds.did("mfa_activate_totp", client.post(path, {"code": code}), 302)
