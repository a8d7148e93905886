"""The demo's key of the Open311 face: made once, made anew when it no longer opens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


def test_the_key_is_kept_beside_the_other_secrets(
    regency: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.regency import CODE, MONDAY

    from pendopo.config.seeding import keys
    from pendopo.directory import api as directory
    from pendopo.ledger import api as ledger

    path = tmp_path / "keys" / "open311-demo"
    monkeypatch.setattr(keys, "_path", lambda: path)
    assert keys.shown() == ""
    with ledger.use_region(CODE):
        first = keys.open311(MONDAY)
        assert keys.open311(MONDAY) == first == keys.shown()
        assert path.stat().st_mode & 0o077 == 0
        who = directory.token_actor(first, MONDAY)
        assert who.scopes == set(keys.SCOPES)
        directory.revoke_token(
            token_id=who.account_id,  # type: ignore[arg-type]  # it is known
            actor=regency.actor("admin.kabupaten"),
            now=MONDAY,
        )
        assert keys.open311(MONDAY) not in ("", first)
