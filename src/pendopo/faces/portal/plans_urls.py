"""Routes of what everyone may see of plans."""

from __future__ import annotations

from django.urls import path

from pendopo.faces.portal.plans import reading

urlpatterns = [
    path("rencana/", reading.plan, name="portal-plan"),
    path("rencana/<uuid:plan_id>/anggaran.zip", reading.budget, name="portal-plan-budget"),
]
