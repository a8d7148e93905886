"""Routes of finding a service and applying for it."""

from __future__ import annotations

from django.urls import path

from pendopo.faces.portal import (
    begin,
    catalogue,
    draft,
    home,
    sending,
    sent,
    step,
    uploads,
    way_back,
)

urlpatterns = [
    path("", home.home, name="portal-home"),
    path("layanan/", catalogue.catalogue, name="portal-services"),
    path("layanan/<slug:slug>/", catalogue.service, name="portal-service"),
    path("ajukan/<slug:slug>/", begin.begin, name="portal-apply"),
    path("lanjut/", way_back.way_back, name="portal-way-back"),
    path("berkas/<uuid:draft_id>/", draft.tasks, name="portal-draft"),
    path("berkas/<uuid:draft_id>/kode/", begin.code, name="portal-code"),
    path("berkas/<uuid:draft_id>/hapus/", draft.remove, name="portal-remove"),
    path("berkas/<uuid:draft_id>/periksa/", sending.check, name="portal-check"),
    path("berkas/<uuid:draft_id>/terkirim/", sent.sent, name="portal-sent"),
    path("berkas/<uuid:draft_id>/unggahan/<uuid:file_id>/", uploads.received, name="portal-file"),
    path("berkas/<uuid:draft_id>/langkah/<slug:step_id>/", step.step, name="portal-step"),
    path("unggah/<uuid:draft_id>/<slug:question>/", uploads.start, name="portal-upload"),
    path(
        "unggah/<uuid:draft_id>/<slug:question>/<uuid:upload_id>/",
        uploads.chunk,
        name="portal-chunk",
    ),
]
