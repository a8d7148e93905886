"""Routes of GeoReport v2, mounted at `/open311/`; the ending of an address names the format."""

from __future__ import annotations

from django.urls import path, re_path, register_converter

from pendopo.faces.open311 import keys, views
from pendopo.faces.open311.guard import guarded

app_name = "open311"
ALL = ("all",)


class Ending:
    """`.xml`, `.json`, or nothing."""

    regex = r"(?:\.[A-Za-z0-9]{1,8})?"

    def to_python(self, value: str) -> str:
        return value.removeprefix(".").lower()

    def to_url(self, value: str) -> str:
        return f".{value}" if value else ""


class Name:
    """A code, number or token: an ending is not part of it."""

    regex = r"[^/.]{1,200}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Ending, "ending")
register_converter(Name, "name")

discover = guarded({"GET": (views.discover, ALL)})
urlpatterns = [
    path("discovery<ending:ending>", discover, name="discovery"),
    path("v2/discovery<ending:ending>", discover, name="discovery-v2"),
    path("v2/services<ending:ending>", guarded({"GET": (views.services, ALL)}), name="services"),
    path(
        "v2/services/<name:code><ending:ending>",
        guarded({"GET": (views.service, ALL)}),
        name="service",
    ),
    path(
        "v2/requests.csv", guarded({"GET": (views.table, ALL)}, formats=("csv",)), name="table"
    ),
    path(
        "v2/requests<ending:ending>",
        guarded({"GET": (views.requests, ALL), "POST": (views.file, (f"token:{keys.FILING}",))}),
        name="requests",
    ),
    path(
        "v2/requests/<name:number><ending:ending>",
        guarded({"GET": (views.one_request, ALL)}),
        name="request",
    ),
    path("v2/tokens/<name:token><ending:ending>", guarded({"GET": (views.token, ALL)}),
         name="token"),
    path(
        "v2/servicerequestupdates<ending:ending>",
        guarded(
            {"GET": (views.updates, ALL), "POST": (views.update, (f"token:{keys.UPDATING}",))}
        ),
        name="updates",
    ),
    re_path(
        r"^", guarded(dict.fromkeys(("GET", "POST", "PUT", "DELETE"), (views.unknown, ALL))),
        name="unknown",
    ),
]  # fmt: skip
