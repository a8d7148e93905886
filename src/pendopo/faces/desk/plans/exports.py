"""Files out of a plan: the evaluation form, and the open budget."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from pendopo.faces.components.access import clock, for_role
from pendopo.faces.desk.book import XLSX
from pendopo.faces.desk.page import OFFICERS
from pendopo.faces.desk.papers import sent
from pendopo.faces.desk.plans.asked import Asked, asked, known_id
from pendopo.faces.desk.sent import uuid_of
from pendopo.faces.desk.told import told
from pendopo.planning import api as planning

FILES = (
    "evaluasi.xlsx",
    "evaluasi.pdf",
    "lkjip.xlsx",
    "lkjip.pdf",
    "perjanjian.pdf",
    "anggaran.zip",
)


@for_role(*OFFICERS)
@told
@require_safe
def export(request: HttpRequest, plan_id: UUID, name: str) -> HttpResponse:
    """evaluasi: the 16 columns of Permendagri 86/2017; anggaran.zip: a Fiscal Data Package;
    lkjip: tables of the performance report, with `instansi` of one agency;
    perjanjian: the performance agreement of the head of `instansi`."""
    found = asked(request, plan_id)
    year, stem = found.year or found.plan.first_year, f"{found.plan.kind}-{found.version.number}"
    if name == "anggaran.zip":
        content = planning.fiscal_package(version_id=found.version.id)
        return sent(f"anggaran-{stem}.zip", "application/zip", content)
    if name not in FILES:
        raise Http404
    if name == "perjanjian.pdf":
        content = planning.agreement_pdf(
            version_id=found.version.id, organisation_id=uuid_of(request.GET.get("instansi", "")),
            year=year, now=clock(),
        )  # fmt: skip
        return sent(f"perjanjian-kinerja-{year}.pdf", "application/pdf", content)
    if name.startswith("lkjip"):
        return _accountability(request, found, year, stem, name)
    done = planning.evaluation_of(version_id=found.version.id, year=year, on=clock().date())
    if name.endswith(".pdf"):
        content = planning.evaluation_pdf(
            evaluation=done, title=f"{found.plan.title}, {year}", now=clock()
        )
        return sent(f"evaluasi-{stem}-{year}.pdf", "application/pdf", content)
    return sent(f"evaluasi-{stem}-{year}.xlsx", XLSX, planning.evaluation_workbook(done))


def _accountability(
    request: HttpRequest, found: Asked, year: int, stem: str, name: str
) -> HttpResponse:
    agency = known_id(request.GET.get("instansi", ""))
    tables = planning.accountability(
        version_id=found.version.id, year=year, on=clock().date(), agency=agency
    )
    if name.endswith(".pdf"):
        content = planning.accountability_pdf(of=tables, now=clock())
        return sent(f"lkjip-{stem}-{year}.pdf", "application/pdf", content)
    return sent(f"lkjip-{stem}-{year}.xlsx", XLSX, planning.accountability_workbook(of=tables))
