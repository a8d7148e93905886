"""The desk's routes, mounted at `/meja/`."""

from __future__ import annotations

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from pendopo.faces.desk import (
    asking,
    batches,
    book,
    bulk,
    case,
    case_imports,
    chains,
    drafting,
    drawing,
    evidence,
    finishing,
    handling,
    identifying,
    imports,
    inbox,
    ink,
    itemised,
    licence,
    mandates,
    measuring,
    numbers,
    orders,
    outbox,
    papers,
    people,
    powers,
    recap,
    register,
    signing,
    task,
    telling,
    transfers,
    unsealing,
    uploads,
    versions,
    watch_orders,
)
from pendopo.faces.desk.contracts import changing as contract_changing
from pendopo.faces.desk.contracts import field as contract_field
from pendopo.faces.desk.contracts import findings as contract_findings
from pendopo.faces.desk.contracts import listing as contract_listing
from pendopo.faces.desk.contracts import one as contract_one
from pendopo.faces.desk.contracts import unit as contract_unit
from pendopo.faces.desk.plans import changing as plan_changing
from pendopo.faces.desk.plans import checking as plan_checking
from pendopo.faces.desk.plans import editing as plan_editing
from pendopo.faces.desk.plans import exports as plan_exports
from pendopo.faces.desk.plans import figures as plan_figures
from pendopo.faces.desk.plans import imports as plan_imports
from pendopo.faces.desk.plans import listing as plan_listing
from pendopo.faces.desk.plans import meeting as plan_meeting
from pendopo.faces.desk.plans import node as plan_node
from pendopo.faces.desk.plans import tags as plan_tags
from pendopo.faces.desk.plans import units as plan_units
from pendopo.faces.desk.reports import (
    grouping,
    holding,
    keeping,
    lists,
    moderating,
    proving,
    reclassifying,
)


class HandConverter(StringConverter):
    """What one can do with a task without ending it."""

    regex = f"{handling.TAKE}|{handling.RELEASE}|{handling.SNOOZE}|{handling.WAKE}"


class ActConverter(StringConverter):
    """What may be decided about a licence."""

    regex = "|".join(licence.ACTS)


class StepConverter(StringConverter):
    """What the two sides of an order can do with it."""

    regex = "|".join(watch_orders.STEPS)


register_converter(StepConverter, "order_step")
register_converter(HandConverter, "hand")
register_converter(ActConverter, "licence_act")
app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", inbox.inbox, name="inbox"),
    path("kabar/", inbox.news, name="news"),
    path("tugas/<uuid:task_id>/", task.task, name="task"),
    path("tugas/<uuid:task_id>/dibuka/", task.opened, name="opened"),
    path("tugas/<uuid:task_id>/selesai/", finishing.finish, name="finish"),
    path("tugas/<uuid:task_id>/simpan/", drafting.keep, name="keep"),
    path("tugas/<uuid:task_id>/jadwal/", handling.appointment, name="appointment"),
    path("tugas/<uuid:task_id>/konsep.pdf", papers.preview, name="preview"),
    path("tugas/<uuid:task_id>/berkas.zip", papers.export, name="export"),
    path("tugas/<uuid:task_id>/lihat/", unsealing.unseal_task, name="unseal_task"),
    path("tugas/<uuid:task_id>/tinta/", ink.ink, name="ink"),
    path("tugas/<uuid:task_id>/rinci/<str:outcome>/", itemised.itemised, name="itemised"),
    path("tugas/<uuid:task_id>/unggah/<slug:question>/", uploads.start, name="upload"),
    path(
        "tugas/<uuid:task_id>/unggah/<slug:question>/<uuid:upload_id>/",
        uploads.chunk,
        name="chunk",
    ),
    path("tugas/<uuid:task_id>/hadir/", proving.check_in, name="report_check_in"),
    path("tugas/<uuid:task_id>/potret/", proving.capture, name="report_capture"),
    path("tugas/<uuid:task_id>/serahkan/", handling.assign, name="assign"),
    path("tugas/<uuid:task_id>/<hand:act>/", handling.hand, name="hand"),
    path("massal/", bulk.bulk, name="bulk"),
    path("massal/<uuid:batch_id>/", batches.batch, name="batch"),
    path("massal/<uuid:batch_id>/urung/", batches.undo, name="batch_undo"),
    path("massal/urung/", bulk.undo, name="undo"),
    path("tanda-tangan/", signing.signing, name="signing"),
    path("berkas/", case.search, name="search"),
    path("berkas/<str:number>/", case.case, name="case"),
    path("berkas/<str:number>/jalan/", drawing.path, name="path"),
    path("berkas/<str:number>/pesan/", handling.note, name="note"),
    path("berkas/<str:number>/kabar/", telling.tell, name="tell"),
    path("berkas/<str:number>/pendapat/", asking.ask, name="ask_agency"),
    path("berkas/<str:number>/disposisi/", chains.dispose, name="dispose"),
    path("laporan/ditahan/", holding.held, name="held_reports"),
    path("laporan/ditahan/putuskan/", holding.decide, name="held_decide"),
    path("laporan/<str:number>/isi/", moderating.words, name="report_words"),
    path("laporan/<str:number>/terbit/", moderating.publish, name="report_publish"),
    path("laporan/<str:number>/nomor/", moderating.lapor, name="report_lapor"),
    path("laporan/<str:number>/jenis/", reclassifying.reclassify, name="report_class"),
    path("laporan/<str:number>/gabung/", grouping.group, name="report_group"),
    path("laporan/<str:number>/tahan/", keeping.hold, name="report_hold"),
    path("retensi/", keeping.keeping, name="report_keeping"),
    path("lapor/", lists.lists, name="report_lists"),
    path("lapor/kolom/", lists.list_columns, name="report_list_columns"),
    path("lapor/ambil/", lists.take_list, name="report_list_take"),
    path("lapor/<uuid:list_id>/", lists.one_list, name="report_list"),
    path("lapor/<uuid:list_id>/laporan.csv", lists.list_report, name="report_list_report"),
    path("disposisi/<uuid:disposition_id>/lapor/", chains.report, name="report"),
    path("disposisi/<uuid:disposition_id>/tarik/", chains.withdraw, name="withdraw"),
    path("arahan/<uuid:order_id>/", watch_orders.order, name="watch_order"),
    path("arahan/<uuid:order_id>/bukti/", watch_orders.proof, name="watch_order_proof"),
    path("arahan/<uuid:order_id>/<order_step:step>/", watch_orders.step, name="watch_order_step"),
    path("berkas/<str:number>/lihat/", unsealing.unseal_case, name="unseal_case"),
    path("dokumen/<uuid:file_id>/", papers.document, name="document"),
    path("surat/<uuid:letter_id>/", papers.letter, name="letter"),
    path("lompat/", case.jump, name="jump"),
    path("register/", register.register, name="register"),
    path("register/impor/", imports.imports, name="imports"),
    path("register/impor/contoh.xlsx", imports.template, name="import_template"),
    path("register/impor/<uuid:import_id>/", imports.one_import, name="import"),
    path("register/impor/berkas/", case_imports.case_imports, name="case_imports"),
    path(
        "register/impor/berkas/contoh/<slug:slug>.xlsx",
        case_imports.case_template,
        name="case_template",
    ),
    path(
        "register/impor/berkas/<uuid:import_id>/",
        case_imports.one_case_import,
        name="case_import",
    ),
    path(
        "register/impor/berkas/<uuid:import_id>/laporan.xlsx",
        case_imports.case_report,
        name="case_report",
    ),
    path("register/buku/", book.book, name="book"),
    path("register/buku/ambil/", book.export, name="book_export"),
    path("register/buku/ambil/<uuid:order_id>/", orders.order, name="book_order"),
    path("register/buku/ambil/<uuid:order_id>/berkas/", orders.fetch, name="book_fetch"),
    path("register/rekap/", recap.recap, name="recap"),
    path("register/rekap/berkas/", recap.recap_file, name="recap_file"),
    path("register/rekap/tanda-tangan/", recap.recap_sign, name="recap_sign"),
    path("register/rekap/<uuid:letter_id>/", recap.recap_letter, name="recap_letter"),
    path("register/<uuid:licence_id>/", licence.licence, name="licence"),
    path("register/<uuid:licence_id>/lihat/", licence.unseal, name="unseal_licence"),
    path("register/<uuid:licence_id>/<licence_act:act>/", licence.act, name="licence_act"),
    path("nomor/", numbers.numbers, name="numbers"),
    path("bukti/", evidence.evidence, name="evidence"),
    path("paket/", register.packages, name="packages"),
    path("paket/versi/", versions.versions, name="versions"),
    path("paket/versi/<uuid:move_id>/", versions.version_move, name="version_move"),
    path("proses/<slug:slug>/", drawing.process, name="process"),
    path("proses/<slug:slug>/<str:version>.bpmn", drawing.drawing, name="drawing"),
    path("akun/", identifying.link, name="link_account"),
    path("akun/<uuid:account_id>/batal/", identifying.undo, name="link_undo"),
    path("layanan/", powers.find_service, name="find_service"),
    path("kuasa/", powers.powers, name="powers"),
    path("kuasa/baru/", powers.new, name="power_new"),
    path("kuasa/cabut/", powers.end, name="power_end"),
    path("kuasa/<uuid:power_id>/", powers.power, name="power"),
    path("kuasa/<uuid:power_id>/ajukan/", powers.apply, name="power_apply"),
    path("kuasa/<uuid:power_id>/lepas/", powers.release, name="power_release"),
    path("kuasa/<uuid:power_id>/surat/", powers.paper, name="power_paper"),
    path("ukuran/", measuring.listing, name="measures"),
    path("ukuran/<slug:slug>/", measuring.measure, name="measure"),
    path("kotak-keluar/", outbox.outbox, name="outbox"),
    path("rencana/", plan_listing.plans, name="plans"),
    path("rencana/<uuid:plan_id>/", plan_listing.plan, name="plan"),
    path("rencana/<uuid:plan_id>/simpul/<uuid:key>/", plan_node.node, name="plan_node"),
    path(
        "rencana/<uuid:plan_id>/simpul/<uuid:key>/realisasi/",
        plan_changing.realise,
        name="plan_realise",
    ),
    path(
        "rencana/<uuid:plan_id>/simpul/<uuid:key>/periksa/", plan_changing.judge, name="plan_judge"
    ),
    path("rencana/<uuid:plan_id>/simpul/<uuid:key>/ukuran/", plan_changing.link, name="plan_link"),
    path("rencana/<uuid:plan_id>/simpul/<uuid:key>/letak/", plan_changing.place, name="plan_place"),
    path("rencana/<uuid:plan_id>/simpul/<uuid:key>/ubah/", plan_editing.edit, name="plan_edit"),
    path("rencana/<uuid:plan_id>/lintas/", plan_tags.tags, name="plan_tags"),
    path("rencana/<uuid:plan_id>/skp/", plan_units.units, name="plan_units"),
    path("rencana/<uuid:plan_id>/skp/<uuid:organisation_id>/", plan_units.unit, name="plan_unit"),
    path(
        "rencana/<uuid:plan_id>/skp/jabatan/<uuid:position_id>/",
        plan_units.position,
        name="plan_position",
    ),
    path("rencana/<uuid:plan_id>/versi/", plan_changing.version, name="plan_version"),
    path("rencana/<uuid:plan_id>/celah/", plan_checking.gaps, name="plan_gaps"),
    path("rencana/<uuid:plan_id>/beda/", plan_checking.changed, name="plan_changed"),
    path("rencana/<uuid:plan_id>/rapat/", plan_meeting.reviews, name="plan_reviews"),
    path("rencana/<uuid:plan_id>/rapat/<uuid:review_id>/", plan_meeting.review, name="plan_review"),
    path("rencana/<uuid:plan_id>/ambil/<str:name>", plan_exports.export, name="plan_export"),
    path("rencana/<uuid:plan_id>/angka/", plan_figures.figures, name="plan_figures"),
    path(
        "rencana/<uuid:plan_id>/angka/<uuid:run_id>/",
        plan_figures.one_file,
        name="plan_figure_file",
    ),
    path("rencana/<uuid:plan_id>/impor/", plan_imports.imports, name="plan_imports"),
    path(
        "rencana/<uuid:plan_id>/impor/<uuid:run_id>/", plan_imports.one_import, name="plan_import"
    ),
    path("kontrak/", contract_listing.contracts, name="contracts"),
    path("kontrak/baru/<uuid:plan_id>/<uuid:key>/", contract_changing.new, name="contract_new"),
    path(
        "kontrak/angka/<uuid:plan_id>/<uuid:key>/",
        contract_changing.take,
        name="contract_figures",
    ),
    path("kontrak/foto/<uuid:file_id>/", contract_field.photo, name="contract_photo"),
    path("kontrak/<uuid:contract_id>/", contract_one.contract, name="contract"),
    path("kontrak/<uuid:contract_id>/hadir/", contract_field.check_in, name="contract_visit"),
    path("kontrak/<uuid:contract_id>/lapor/", contract_field.report, name="contract_report"),
    path("kontrak/<uuid:contract_id>/periksa/", contract_changing.judge, name="contract_judge"),
    path("kontrak/<uuid:contract_id>/addendum/", contract_changing.amend, name="contract_amend"),
    path("kontrak/<uuid:contract_id>/tutup/", contract_changing.close, name="contract_close"),
    path("temuan/", contract_findings.findings, name="findings"),
    path("temuan/baru/", contract_findings.new, name="finding_new"),
    path("unit/", contract_unit.units, name="units"),
    path("unit/<uuid:organisation_id>/", contract_unit.unit, name="unit"),
    path("pegawai/", people.people, name="people"),
    path("pegawai/undang/", people.invite, name="invite"),
    path("pegawai/<uuid:person_id>/undang/", people.invite_again, name="invite_again"),
    path("pegawai/jabatan/<uuid:position_id>/", mandates.position, name="position"),
    path("pegawai/kop/<uuid:organisation_id>/", people.letterhead, name="letterhead"),
    path("pegawai/mutasi/", transfers.transfers, name="transfers"),
    path("pegawai/mutasi/contoh.xlsx", transfers.template, name="transfer_template"),
]
