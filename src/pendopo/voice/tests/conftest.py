from __future__ import annotations

from typing import Any

import pytest

PACKAGES = ("pengaduan-masyarakat", "aspirasi-masyarakat", "permintaan-informasi-publik")


@pytest.fixture(scope="session")
def town(regency: Any) -> Any:
    """The regency with the packages that answer reports."""
    for service in PACKAGES:
        regency.publish(service)
    return regency
