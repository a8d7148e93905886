"""All routes of the portal: applying here, following there, reports and what they come to."""

from __future__ import annotations

from pendopo.faces.portal import (
    apply_urls,
    follow_urls,
    plans_urls,
    rating_urls,
    report_urls,
    reports_urls,
)

urlpatterns = [
    *apply_urls.urlpatterns,
    *follow_urls.urlpatterns,
    *rating_urls.urlpatterns,
    *report_urls.urlpatterns,
    *reports_urls.urlpatterns,
    *plans_urls.urlpatterns,
]
