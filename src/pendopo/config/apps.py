"""Wiring: the one place where ports of the rooms below get their real things."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings


class PendopoConfig(AppConfig):
    name = "pendopo.config"
    label = "config"

    def ready(self) -> None:
        from pendopo.casework import api as casework
        from pendopo.config import secrets
        from pendopo.core.clock import ShiftedClock, SystemClock
        from pendopo.directory import api as directory
        from pendopo.ledger import api as ledger
        from pendopo.voice import api as voice

        # The demo's clock can be moved (`./pendopo clock +3d`); a real installation's cannot.
        ledger.bind_clock(
            ShiftedClock(settings.VAR / "clock.json") if settings.DEMO else SystemClock()
        )
        ledger.bind_sealing_secret(lambda: secrets.key(settings.VAR, "sealing"))
        directory.bind_master(
            lambda version: secrets.key(settings.VAR, f"master{version}"),
            current=settings.DIRECTORY_MASTER_VERSION,
        )
        directory.bind_lookup_key(lambda: secrets.key(settings.VAR, "lookup"))
        casework.bind_settling(voice.settle)
