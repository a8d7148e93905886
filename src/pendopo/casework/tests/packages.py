"""Services made for a test out of one that we ship."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from pendopo.casework.tests.doors import ledger, services

SHIPPED = Path(__file__).parents[4] / "packages" / "services" / "sip-dokter"
LONG_AGO = dt.datetime(2025, 1, 2, 2, 0, tzinfo=dt.UTC)


def published(
    slug: str,
    edits: Mapping[str, str],
    *,
    more: Mapping[str, Mapping[str, str]] | None = None,
    since: dt.datetime = LONG_AGO,
) -> str:
    """Publish the shipped package as `slug` with texts of service.yaml replaced (`more`: of other
    files, by name); its content hash. A text that is not there is a mistake of the test."""
    files = dict(services.read_folder(SHIPPED).files)
    changes = {"service.yaml": {"slug: sip-dokter": f"slug: {slug}", **edits}, **(more or {})}
    for name, replaced in changes.items():
        text = files[name].decode()
        for old, new in replaced.items():
            assert old in text, f"{name} does not hold {old!r}"
            text = text.replace(old, new, 1)
        files[name] = text.encode()
    package = services.load_files(files)
    with ledger.use_region("35.11"):
        services.publish(package=package, valid_from=since, now=since)
    return str(package.hash)
