"""Every route of the product, by face."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from pendopo.faces.components.access import open_to_all


@open_to_all
def healthz(request: HttpRequest) -> HttpResponse:
    """Alive: the web process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("meja/", include("pendopo.faces.desk.urls")),
    path("pusat/", include("pendopo.faces.command.urls")),
    path("api/v1/", include("pendopo.faces.rest.urls")),
    path("open311/", include("pendopo.faces.open311.urls")),
    path("akun/", include("pendopo.directory.accounts.urls")),
    path("gallery/", include("pendopo.faces.components.urls")),
    path("", include("pendopo.faces.portal.urls")),
]
handler400 = "pendopo.faces.components.errors.bad_request"
handler403 = "pendopo.faces.components.errors.forbidden"
handler404 = "pendopo.faces.components.errors.not_found"
handler429 = "pendopo.faces.components.errors.too_many"  # allauth asks for it here
handler500 = "pendopo.faces.components.errors.server_error"
