"""Open budget: a Fiscal Data Package of a version, CSV beside its description.

Source: Fiscal Data Package 1.0-rc1 (Open Knowledge), on Data Package; money in IDR.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.planning.finding import version_of
from pendopo.planning.models import Budget, Node, Version
from pendopo.planning.values import RANK

_FIELDS: Final[tuple[tuple[str, str, str], ...]] = (
    ("tahun", "date:fiscal-year", "integer"),
    ("kode_skpd", "administrative-classification:generic:level1:code", "string"),
    ("nama_skpd", "administrative-classification:generic:level1:label", "string"),
    ("kode_program", "activity:generic:program:code", "string"),
    ("nama_program", "activity:generic:program:label", "string"),
    ("kode_kegiatan", "activity:generic:project:code", "string"),
    ("nama_kegiatan", "activity:generic:project:label", "string"),
    ("kode_subkegiatan", "activity:generic:subproject:code", "string"),
    ("nama_subkegiatan", "activity:generic:subproject:label", "string"),
    ("kode_rekening", "economic-classification:generic:level1:code", "string"),
    ("nama_rekening", "economic-classification:generic:level1:label", "string"),
    ("rupiah", "value", "number"),
    ("contoh", "unknown:boolean", "boolean"),
)


@ledger.within_region
def fiscal_package(*, version_id: UUID) -> bytes:
    """A .zip: `datapackage.json` and `anggaran.csv` (UTF-8). One row an account, or a pagu where
    there are no accounts; nodes whose parts have money are left out, so that rows add up to the
    budget. Four statements. Raises `NotFound`."""
    version = version_of(version_id)
    table, total, rows = _table(version)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        described = json.dumps(_description(version, total, rows), ensure_ascii=False, indent=2)
        package.writestr("datapackage.json", described)
        package.writestr("anggaran.csv", table)
    return out.getvalue()


def _table(version: Version) -> tuple[str, str, int]:
    nodes = {one.key: one for one in Node.objects.filter(version=version)}
    budgets = list(Budget.objects.filter(version=version).order_by("year", "node_key", "account"))
    detailed = {(one.node_key, one.year) for one in budgets if one.account}
    parted = _with_money_below(nodes, {(one.node_key, one.year) for one in budgets})
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow([name for name, _type, _kind in _FIELDS])
    total, count = Decimal(), 0
    for one in budgets:
        place = (one.node_key, one.year)
        if place in parted or (not one.account and place in detailed):
            continue
        write.writerow(_row(one, nodes, version.plan.example))
        total, count = total + one.amount, count + 1
    return out.getvalue(), str(total), count


def _with_money_below(
    nodes: dict[UUID, Node], there: set[tuple[UUID, int]]
) -> set[tuple[UUID, int]]:
    found: set[tuple[UUID, int]] = set()
    for key, year in there:
        at = nodes[key].parent_key
        while at is not None and at in nodes and (at, year) not in found:
            found.add((at, year))
            at = nodes[at].parent_key
    return found


def _row(one: Budget, nodes: dict[UUID, Node], example: bool) -> list[Any]:
    above: dict[str, Node] = {}
    at: Node | None = nodes[one.node_key]
    while at is not None and RANK[at.level] >= RANK["program"]:
        above[at.level] = at
        at = nodes.get(at.parent_key) if at.parent_key else None
    node = nodes[one.node_key]
    named = [
        part
        for level in ("program", "kegiatan", "subkegiatan")
        for part in ((above[level].code, above[level].name) if level in above else ("", ""))
    ]
    agency = directory.chart().name_of(node.organisation_id)
    made = one.example or node.example or example
    return [one.year, node.skpd_code, agency, *named, one.account, one.account_name,
            f"{one.amount:f}", str(made).lower()]  # fmt: skip


def _description(version: Version, total: str, rows: int) -> dict[str, Any]:
    plan = version.plan
    return {
        "profile": "fiscal-data-package",
        "name": f"anggaran-{plan.kind}-{plan.first_year}-v{version.number}",
        "title": f"{plan.title}, versi {version.number}",
        "description": plan.source or "Anggaran per sub kegiatan dan rekening.",
        "countryCode": "ID",
        "regionCode": plan.region_code,
        "granularity": "aggregated",
        "fiscalPeriod": {"start": f"{plan.first_year}-01-01", "end": f"{plan.last_year}-12-31"},
        "resources": [
            {
                "name": "anggaran",
                "path": "anggaran.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        {"name": name, "type": kind, "columnType": column}
                        | ({"currency": "IDR"} if name == "rupiah" else {})
                        for name, column, kind in _FIELDS
                    ]
                },
                "rows": rows,
                "total": total,
            }
        ],
    }
