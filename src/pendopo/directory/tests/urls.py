"""Routes of the sign-in tests: allauth as `config` mounts it, and a page to land on."""

from django.http import HttpResponse
from django.urls import include, path

urlpatterns = [
    path("akun/", include("pendopo.directory.accounts.urls")),
    path("masuk/", lambda request: HttpResponse(request.user.get_username())),
    path("", lambda request: HttpResponse("beranda")),
]
