"""A contract as walks and routes are about it: recorded, seen, judged, amended, handed over."""

from __future__ import annotations

import datetime as dt
import io
import re
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pendopo.directory import api as directory
from pendopo.documents import api as documents
from pendopo.ledger import api as ledger
from pendopo.planning import api as planning
from tests.regency import CODE, MONDAY

STARTS, SEEN, ENDS = dt.date(2026, 3, 2), dt.date(2026, 5, 29), dt.date(2026, 12, 18)
PTSP, FINDINGS = "2.18.2.07.3.32.01.0000", "temuan-pemeriksaan"
POINT = ("-7,913550", "113,821340")


@cache
def picture() -> bytes:
    """A small real JPEG."""
    from PIL import Image

    out = io.BytesIO()
    Image.effect_noise((64, 48), 40).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def provider() -> UUID:
    found = directory.chart().organisations.values()
    return next(one.id for one in found if one.kind == "business")


def recorded(plan: UUID, key: UUID, number: str, who: Any, now: dt.datetime) -> UUID:
    """A contract with a curve and a place, that has not been seen yet."""
    return planning.record_contract(
        plan_id=plan, node_key=key, letter=number, title="Ruang layanan (contoh)",
        provider_id=provider(), value="300.000", starts_on=STARTS, ends_on=ENDS, point=POINT,
        village="35.11.11.2001", curve={"2026-06": "60", "2026-12": "100"}, example=True,
        who=who, now=now,
    )  # fmt: skip


def seen(contract: UUID, who: Any, now: dt.datetime, physical: str = "40", **more: Any) -> UUID:
    """A report with a check-in and a photo."""
    came = planning.visit_contract(
        contract_id=contract, lat=-7.9137, lon=113.8214, who=who, now=now
    )
    return planning.report_progress(
        contract_id=contract, physical=physical, note="Lantai dan dinding (contoh).",
        photos=(planning.FieldPhoto("kerja.jpg", picture()),), token=came.token, who=who, now=now,
        **{"on": SEEN, **more},
    )  # fmt: skip


def prepare(world: Any) -> None:
    """What the routes of the desk are about: a contract that was seen, and is to be judged."""
    agency, now = world.regency.actor("program.ptsp"), MONDAY
    with ledger.use_region(CODE):
        plan, key = world.ids["lived plan"], world.ids["lived node"]
        one = recorded(plan, key, f"{plan}/2", agency, now)
        first = seen(one, agency, now, on=dt.date(2026, 4, 10), physical="25")
        planning.judge_progress(
            report_id=first, accept=True, who=world.regency.actor("perencana.bappeda"), now=now
        )
        world.ids["contract report"] = seen(one, agency, now)
        world.ids["contract"] = one
        world.ids["finding"] = a_finding(world.regency, now, contract=one)
        page = planning.contract(contract_id=one, who=agency, on=now.date())
        world.ids["contract photo"] = page.reports[0].photos[0]
        for line in page.reports:  # the worker prepares them in the demo
            for photo in line.photos:
                documents.prepare_picture(file_id=photo, now=now)


def a_finding(regency: Any, now: dt.datetime, *, contract: UUID | None = None,
              plan: UUID | None = None, key: UUID | None = None) -> str:  # fmt: skip
    """A finding of the package's story, about the licensing agency; the region is set already."""
    regency.publish(FINDINGS)
    answers = regency.answers(FINDINGS, story="selesai", instansi=PTSP)
    told = uuid4()
    return planning.record_finding(
        answers=answers, contract_id=contract, plan_id=plan, node_key=key,
        who=regency.actor("auditor.inspektorat"), language="id", now=now,
        command=ledger.Command(told, str(told), told.bytes),
    )  # fmt: skip


def a_contract(
    plan: UUID, key: UUID, who: Any, agency: Any, now: dt.datetime, regency: Any
) -> None:
    """Everything that can happen to a contract, once; then looked at."""
    one = recorded(plan, key, f"{plan}/1", agency, now)
    paid = {"letter": f"SP2D/{plan}", "paid": "100.000", "paid_on": SEEN}
    planning.judge_progress(report_id=seen(one, agency, now, **paid), accept=True, who=who, now=now)
    planning.amend_contract(
        contract_id=one, basis="Addendum 1 (contoh)", on=SEEN, value="310.000", who=agency, now=now
    )
    planning.take_field_figures(
        plan_id=plan, node_key=key, year=2026, quarter="Q2", who=agency, now=now
    )
    told = planning.report_progress(
        contract_id=one, on=now.date(), physical="45", who=None, now=now
    )
    planning.judge_progress(report_id=told, accept=False, remark="Kurang foto.", who=who, now=now)
    planning.close_contract(
        contract_id=one, finished=False, basis="Surat contoh", on=now.date(), who=agency, now=now
    )
    found = planning.contract(contract_id=one, who=agency, on=now.date())
    (photo,) = found.reports[-1].photos
    assert planning.photo_agency(file_id=photo) == found.card.organisation_id
    assert one in {card.id for card in planning.contracts(on=now.date(), plan_id=plan)}
    figures = planning.field_figures(plan_id=plan, node_key=key, year=2026, on=now.date())
    assert figures is not None and figures.paid
    number = a_finding(regency, now, contract=one)
    assert number in {card.number for card in planning.findings(now=now, node_keys=[key])}


ANSWERS = {
    "sumber": "inspektorat", "nomor_laporan": "02/LHP/CONTOH/2026",
    "rekomendasi": "Setorkan kelebihannya.", "nilai": "1000000",
}  # fmt: skip


def by_hand(plan: UUID, key: UUID, planner: Any, others: Any, deeds: Any) -> None:
    """The agency records and reports with forms, the planner judges with one."""
    agency, auditor = others
    form = {
        "nomor": "600/77/2026", "judul": "Ruang tunggu (contoh)", "nilai": "200.000",
        "mulai": STARTS.isoformat(), "selesai": ENDS.isoformat(), "titik": "-7.91355, 113.82134",
        "desa": "35.11.11.2001", "kurva": "2026-06 60\n2026-12 100",
    }  # fmt: skip
    with ledger.use_region(CODE):
        form["penyedia"] = str(provider())
    new = reverse("desk:contract_new", args=[plan, key])
    deeds.watch.take()
    made = deeds.did("desk:contract_new", agency.post(new, form), 302)["Location"]
    seen_form = agency.post(f"{made}hadir/", {"titik": "-7.9137, 113.8214"})
    deeds.did("desk:contract_visit", seen_form, 200)
    found = re.search(r'name="token" value="([^"]+)"', seen_form.content.decode())
    assert found is not None
    told = {
        "fisik": "40", "tanggal": SEEN.isoformat(), "token": found[1], "keterangan": "Dinding.",
        "foto": SimpleUploadedFile("kerja.jpg", picture(), content_type="image/jpeg"),
        "sp2d": "SP2D/77", "tanggal_sp2d": SEEN.isoformat(), "dibayar": "50.000",
    }  # fmt: skip
    deeds.did("desk:contract_report", agency.post(f"{made}lapor/", told), 302)
    contract = UUID(made.strip("/").split("/")[-1])
    with ledger.use_region(CODE):
        (line,) = planning.contract(contract_id=contract, who=None, on=MONDAY.date()).reports
    judged = {"laporan": str(line.id), "aksi": "terima", "revisi": "1"}
    deeds.did("desk:contract_judge", planner.post(f"{made}periksa/", judged), 302)
    taken = {"periode": "Q2", "tahun": "2026"}
    figures = reverse("desk:contract_figures", args=[plan, key])
    deeds.did("desk:contract_figures", agency.post(figures, taken), 302)
    added = {"dasar": "Addendum 1", "tanggal": SEEN.isoformat(), "nilai": "210.000", "revisi": "1"}
    deeds.did("desk:contract_amend", agency.post(f"{made}addendum/", added), 302)
    finding = {**ANSWERS, "uraian": "Volume kurang dari kontrak.", "instansi": PTSP}
    recorded_by = f"{reverse('desk:finding_new')}?kontrak={contract}"
    deeds.did("desk:finding_new", auditor.post(recorded_by, finding), 302)
    ended = {"dasar": "Surat 1", "tanggal": MONDAY.date().isoformat(), "aksi": "putus"}
    deeds.did("desk:contract_close", agency.post(f"{made}tutup/", ended), 302)
