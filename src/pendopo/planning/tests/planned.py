"""Plans as the tests make them. Times are Bondowoso's, numbers are easy to add."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pendopo.planning.tests.doors import ledger, measures, planning

CODE = "35.11"
MONDAY = dt.datetime(2026, 11, 16, 2, 0, tzinfo=dt.UTC)
HEAD = "level,code,name,skpd_code,parent_code,indicator,target,unit,direction,accumulation,pagu_rp"
PTSP = "2.18.2.07.3.32.01.0000"
ACT = "2.18.03.2.01"
GOOD = f"""{HEAD}
misi,M1,Pelayanan publik yang mudah,,,,,,,,
tujuan,T1,Pelayanan makin cepat,,M1,,,,,,
sasaran,S1,Izin terbit tepat waktu,,T1,Persentase izin tepat waktu,95,persen,naik,non absolut,
program,2.18.03,Pelayanan penanaman modal,{PTSP},S1,Izin terbit,1200,izin,naik,absolut,3000000
kegiatan,2.18.03.2.01,Pelayanan perizinan,{PTSP},2.18.03,,,,,,3000000
subkegiatan,{ACT}.0001,Layanan terpadu,{PTSP},{ACT},Jumlah izin,1200,izin,naik,absolut,1000000
subkegiatan,{ACT}.0002,Pengaduan layanan,{PTSP},{ACT},Aduan selesai,50,aduan,naik,absolut,2000000
"""


def plan(now: dt.datetime = MONDAY, **changes: Any) -> Any:
    """An empty yearly plan of the region that `ledger.use_region` says."""
    asked: dict[str, Any] = {
        "kind": "rkpd", "title": "RKPD 2026 (contoh)", "first_year": 2026, "last_year": 2026,
        "who": None, "now": now, **changes,
    }  # fmt: skip
    return planning.create_plan(**asked)


def judged(
    version_id: Any, text: str | bytes = GOOD, now: dt.datetime = MONDAY, **more: Any
) -> Any:
    content = text.encode() if isinstance(text, str) else text
    asked: dict[str, Any] = {"file_name": "rkpd.csv", "who": None, "now": now, **more}
    return planning.judge_import(version_id=version_id, content=content, **asked)


def filled(now: dt.datetime = MONDAY, text: str = GOOD, **changes: Any) -> Any:
    """A plan with the good file in its first draft."""
    made = plan(now, **changes)
    run = judged(made.draft.id, text, now)
    assert run.status == "judged", run.lines
    planning.apply_import(run_id=run.id, who=None, now=now)
    return planning.plan(plan_id=made.id)


def declared(*slugs: str, now: dt.datetime = MONDAY) -> None:
    """Measures that count cases, under these names."""
    for slug in slugs:
        counted = {
            "slug": slug, "name": {"id": "Uji", "en": "Test"}, "kind": "count",
            "unit": {"id": "berkas", "en": "cases"}, "fact": "case.submitted",
        }  # fmt: skip
        measures.declare(measures.definition(counted), actor=None, now=now)


def by_code(version_id: Any) -> dict[str, Any]:
    return {one.code: one for one in planning.outline(version_id=version_id).lines}


__all__ = [
    "CODE",
    "GOOD",
    "HEAD",
    "MONDAY",
    "PTSP",
    "by_code",
    "declared",
    "filled",
    "judged",
    "ledger",
    "plan",
]
