"""Contracts and findings of the demo, made through the verbs that people use. All constructed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import yaml

from pendopo.config.seeding import applying, proving
from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.planning import api as planning

PLAN = "rpjmd"
AUDITOR = "auditor.inspektorat"
SPACE = UUID("6f1f6f0e-6f0c-5b8e-9d11-2d1f5f0c9a10")
"""Names of the commands of the demo, so that a second start opens nothing twice."""


def load(folder: Path, *, now: dt.datetime) -> int:
    """Every contract of `folder`/oversight that the region does not have; how many were made.
    What lies after today is left out."""
    path = folder / "oversight" / "contracts.yaml"
    plan = next((one for one in planning.plans() if one.kind == PLAN), None)
    if plan is None or not path.is_file():
        return 0
    known = {one.number for one in planning.contracts(on=now.date())}
    nodes = {
        one.code: one for one in planning.outline(version_id=plan.current.id).lines if one.code
    }
    made = 0
    for told in yaml.safe_load(path.read_text(encoding="utf-8"))["contracts"]:
        if told["number"] not in known and told["starts"] <= directory.today(now):
            with ledger.region_transaction():
                _make(plan.id, nodes[told["node"]], told, now)
            made += 1
    return made


def _make(plan: UUID, node: planning.Line, told: Mapping[str, Any], now: dt.datetime) -> None:
    chart, today = directory.chart(), directory.today(now)
    contract = planning.record_contract(
        plan_id=plan, node_key=node.key, letter=told["number"], title=told["title"],
        provider_id=chart.by_code[told["provider"]].id, value=Decimal(told["value"]),
        starts_on=told["starts"], ends_on=told["ends"], village=told.get("village", ""),
        point=told.get("point"), curve=told.get("curve"), example=True, who=None, now=now,
    )  # fmt: skip
    change = told.get("addendum")
    for one in told["reports"]:
        if change and change["day"] <= min(one["day"], today):
            planning.amend_contract(
                contract_id=contract, basis=change["basis"], on=change["day"],
                value=Decimal(change["value"]), who=None, now=now,
            )  # fmt: skip
            change = None
        if one["day"] <= today:
            _report(contract, one, now)
    if "closed" in told and told["closed"]["day"] <= today:
        planning.close_contract(
            contract_id=contract, finished=True, basis=told["closed"]["basis"],
            on=told["closed"]["day"], who=None, now=now,
        )  # fmt: skip
    if "finding" in told and node.organisation_id is not None:
        _finding(contract, chart.organisations[node.organisation_id].code, told["finding"], now)


def _report(contract: UUID, one: Mapping[str, Any], now: dt.datetime) -> None:
    photo = planning.FieldPhoto("lapangan.jpg", proving.picture(f"{contract}{one['day']}"))
    report = planning.report_progress(
        contract_id=contract, on=one["day"], physical=one["physical"], note=one.get("note", ""),
        letter=one.get("letter", ""), paid=Decimal(one["paid"]) if "paid" in one else None,
        paid_on=one.get("paid_on"), photos=(photo,), who=None, now=now,
    )  # fmt: skip
    if not one.get("waits"):
        planning.judge_progress(report_id=report, accept=True, who=None, now=now)


def _finding(contract: UUID, agency: str, told: Mapping[str, Any], now: dt.datetime) -> None:
    answers = {
        "sumber": told["source"], "nomor_laporan": told["report"], "instansi": agency,
        "uraian": told["text"], "rekomendasi": told["advice"], "nilai": told["amount"],
    }  # fmt: skip
    key = uuid5(SPACE, told["report"])
    planning.record_finding(
        answers=answers, contract_id=contract, who=applying.actor(AUDITOR, now), language="id",
        now=now, command=ledger.Command(key, str(key), key.bytes),
    )  # fmt: skip
