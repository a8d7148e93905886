"""Moments of the demo regency that tests of watch share."""

from __future__ import annotations

import datetime as dt

CODE = "35.11"
MONDAY = dt.datetime(2026, 11, 16, 2, 0, tzinfo=dt.UTC)
DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)
LATE = dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC)
"""A recommendation begun on Monday was due on the 24th, its licence is on the 27th."""
