"""Routes of what everyone may see of reports."""

from __future__ import annotations

from django.urls import path

from pendopo.faces.portal import monitor
from pendopo.faces.portal.reports import agencies, data, feeds, listing, mapping

urlpatterns = [
    path("aduan/", listing.listing, name="portal-reports"),
    path("aduan/peta/", mapping.view, name="portal-reports-map"),
    path("aduan/umpan.atom", feeds.feed, name="portal-reports-feed"),
    path("aduan/data.csv", listing.table, name="portal-reports-csv"),
    path("aduan/<str:number>/", listing.one, name="portal-report-public"),
    path("pantau/", monitor.monitor, name="portal-monitor"),
    path("instansi/", agencies.agencies, name="portal-agencies"),
    path("instansi/rumus/", agencies.formula, name="portal-agencies-formula"),
    path("instansi/rapor.csv", data.reputation, name="portal-agencies-data"),
    path("instansi/penilaian.csv", data.ratings, name="portal-ratings-data"),
    path("instansi/<str:code>/", agencies.agency, name="portal-agency"),
]
