"""Plans of the demo, read from a region's folder and made through the verbs that people use.

What a source says stands there with its source; everything else is marked as contoh.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from pendopo.directory import api as directory
from pendopo.ledger import api as ledger
from pendopo.planning import api as planning

Say = Callable[[str], None]


def load(folder: Path, *, now: dt.datetime, say: Say) -> int:
    """Every plan of `folder`/plans that the region does not have yet; how many were made."""
    known = {one.title for one in planning.plans()}
    made = 0
    for path in sorted((folder / "plans").glob("*.yaml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        if told["title"] not in known:
            say(told["title"])
            with ledger.region_transaction():  # a plan that is half there would stay so
                _make(told, now)
            made += 1
    return made


def _make(told: Mapping[str, Any], now: dt.datetime) -> None:
    plan = planning.create_plan(
        kind=told["kind"], title=told["title"], first_year=told["first_year"],
        last_year=told["last_year"], source=told["source"], who=None, now=now,
    )  # fmt: skip
    assert plan.draft is not None
    done: list[tuple[UUID, Mapping[str, Any], dict[UUID, Mapping[str, Any]]]] = []
    for node in told["nodes"]:
        _node(plan.draft.id, node, None, done, now)
    planning.adopt_version(
        version_id=plan.draft.id, basis=told["adopted"]["basis"], on=told["adopted"]["day"],
        revision=None, who=None, now=now,
    )  # fmt: skip
    for key, node, indicators in done:
        _came_true(plan.id, key, node, indicators, now)


def _node(
    version: UUID,
    told: Mapping[str, Any],
    parent: UUID | None,
    done: list[tuple[UUID, Mapping[str, Any], dict[UUID, Mapping[str, Any]]]],
    now: dt.datetime,
) -> None:
    agency = directory.chart().by_code.get(told.get("agency", ""))
    key = planning.set_node(
        version_id=version, level=told["level"], name=told["name"], parent_key=parent,
        code=told.get("code", ""), own_code=told.get("own", ""),
        organisation_id=agency.id if agency else None, tags=told.get("tags", ()),
        source=told.get("source", ""), example=told.get("example", False), who=None, now=now,
    )  # fmt: skip
    indicators = {}
    for one in told.get("indicators", ()):
        made = planning.set_indicator(
            version_id=version, node_key=key, name=one["name"], unit=one["unit"],
            direction=one["direction"], accumulation=one["accumulation"],
            baseline=_exact(one.get("baseline")), baseline_year=one.get("baseline_year"),
            targets={period: _exact(value) for period, value in one["targets"].items()},
            note=one.get("note", ""), example=one.get("example", False), who=None, now=now,
        )  # fmt: skip
        indicators[made] = one
    _money(version, key, told, now)
    for one in told.get("contributions", ()):
        planning.set_contribution(
            version_id=version, target_key=key, giver=one["giver"], giver_name=one["name"],
            share=one.get("share"), amount=_exact(one.get("amount")),
            example=one.get("example", False), who=None, now=now,
        )  # fmt: skip
    done.append((key, told, indicators))
    for below in told.get("below", ()):
        _node(version, below, key, done, now)


def _exact(text: str | None) -> Decimal | None:
    """Figures of the file have a decimal point, whatever people here write."""
    return None if text is None else Decimal(text)


def _money(version: UUID, key: UUID, told: Mapping[str, Any], now: dt.datetime) -> None:
    for year, amount in told.get("pagu", {}).items():
        planning.set_budget(
            version_id=version, node_key=key, year=year, amount=amount, example=True, who=None,
            now=now,
        )  # fmt: skip
    for year, accounts in told.get("accounts", {}).items():
        for account, (name, amount) in accounts.items():
            planning.set_budget(
                version_id=version, node_key=key, year=year, amount=amount, account=account,
                account_name=name, example=True, who=None, now=now,
            )  # fmt: skip


def _came_true(
    plan: UUID,
    key: UUID,
    told: Mapping[str, Any],
    indicators: Mapping[UUID, Mapping[str, Any]],
    now: dt.datetime,
) -> None:
    """What the demo says was realised, and which measures count what."""
    for indicator, one in indicators.items():
        if "measure" in one:
            planning.link_measure(
                indicator=indicator, measure=one["measure"]["slug"],
                service=one["measure"]["service"], who=None, now=now,
            )  # fmt: skip
        _carried(plan, indicator, told, one.get("carried", {}), now)
        for period, value in one.get("realised", {}).items():
            planning.enter_realisation(
                plan_id=plan, node_key=key, indicator_key=indicator, kind="performance",
                year=2026, period=period, value=Decimal(value), evidence="contoh", example=True,
                who=None, now=now,
            )  # fmt: skip
    for year, periods in told.get("physical", {}).items():
        for period, value in periods.items():
            planning.enter_realisation(
                plan_id=plan, node_key=key, kind="physical", year=year, period=period,
                value=Decimal(value), evidence="contoh", example=True, who=None, now=now,
            )  # fmt: skip
    for number, (day, amount) in enumerate(told.get("paid", {}).items(), 1):
        planning.record_disbursement(
            plan_id=plan, node_key=key, sort="sp2d",
            letter=f"CONTOH/{told['code']}/{number}/{day.year}", day=day, amount=amount,
            example=True, who=None, now=now,
        )  # fmt: skip


def _carried(
    plan: UUID,
    indicator: UUID,
    told: Mapping[str, Any],
    carried: Mapping[str, tuple[str, str]],
    now: dt.datetime,
) -> None:
    """Who answers for it in 2026: position -> (target, position that hands it on, or "")."""
    if not carried:
        return
    chart = directory.chart()
    agency = chart.by_code[told["agency"]]
    for code, (target, above) in carried.items():
        handed = chart.by_place[agency.id, above].id if above else None
        planning.carry_target(
            plan_id=plan, indicator_key=indicator, year=2026, target=Decimal(target),
            position_id=chart.by_place[agency.id, code].id, from_position_id=handed, who=None,
            now=now,
        )  # fmt: skip
