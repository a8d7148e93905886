"""A contract as walks and routes are about it: recorded, seen, judged, amended, handed over."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache
from typing import Any
from uuid import UUID

from pendopo.directory import api as directory
from pendopo.planning import api as planning

STARTS, SEEN, ENDS = dt.date(2026, 3, 2), dt.date(2026, 5, 29), dt.date(2026, 12, 18)
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


def a_contract(plan: UUID, key: UUID, who: Any, agency: Any, now: dt.datetime) -> None:
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
