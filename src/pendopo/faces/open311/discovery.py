"""Service discovery: where this speaks what, and where a key comes from."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

CHANGED = "2026-11-22T00:00:00Z"
"""When the face last changed what it speaks."""
SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
FORMATS = ["text/xml", "application/json"]


def document(request: HttpRequest) -> dict[str, Any]:
    region = request.region  # type: ignore[attr-defined]  # set by the middleware
    origin = request.build_absolute_uri("/").rstrip("/")
    return {
        "changeset": CHANGED,
        "contact": f"{region.name}: {origin}/",
        "key_service": f"Administrator {region.name}: {origin}/tentang/",
        "endpoints": [
            {
                "specification": SPECIFICATION,
                "url": f"{origin}/open311/v2",
                "changeset": CHANGED,
                "type": "test" if settings.DEMO else "production",
                "formats": FORMATS,
            }
        ],
    }
