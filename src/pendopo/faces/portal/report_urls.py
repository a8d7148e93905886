"""Routes of reporting, and of following one's own report."""

from __future__ import annotations

from django.urls import path

from pendopo.faces.portal.report import answering, filing, following, joining, offline, receipt

urlpatterns = [
    path("lapor/", filing.report, name="portal-report"),
    path("lapor/luring.js", offline.script, name="portal-report-offline"),
    path("lapor/lupakan/", receipt.forget, name="portal-report-forget"),
    path("lapor/ikuti/", following.find, name="portal-report-find"),
    path("lapor/ikuti/<str:number>/", following.own, name="portal-report-own"),
    path("lapor/ikuti/<str:number>/terkirim/", receipt.sent, name="portal-report-sent"),
    path(
        "lapor/ikuti/<str:number>/foto/<uuid:file_id>/", following.photo, name="portal-report-photo"
    ),
    path("lapor/ikuti/<str:number>/<slug:act>/", answering.word, name="portal-report-word"),
    path("aduan/<str:number>/saya-juga/", joining.join, name="portal-report-join"),
]
