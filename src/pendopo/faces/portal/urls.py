"""All routes of the portal: applying here, following there."""

from __future__ import annotations

from pendopo.faces.portal import apply_urls, follow_urls

urlpatterns = [*apply_urls.urlpatterns, *follow_urls.urlpatterns]
