"""Routes of rating: a service after a case, an agency without one."""

from __future__ import annotations

from django.urls import path

from pendopo.faces.portal.rating import agency, service

urlpatterns = [
    path("nilai/terima-kasih/", service.thanks, name="portal-rated"),
    path("nilai/<str:link>/", service.by_link, name="portal-rate-link"),
    path("urus/<str:number>/nilai/", service.of_case, name="portal-rate-case"),
    path("instansi/<str:code>/nilai/", agency.agency, name="portal-rate-agency"),
]
