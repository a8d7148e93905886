"""Which gateway sends on which channel; `config` may bind others."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings

from pendopo.messages.adapters import Gateway
from pendopo.messages.adapters.http import HttpGateway
from pendopo.messages.adapters.mail import Mail
from pendopo.messages.adapters.outbox import Outbox


def gateway(channel: str) -> Gateway:
    """The gateway of a channel: `PENDOPO_SMS_URL` and `PENDOPO_SMS_TOKEN` (or WHATSAPP) name a
    provider; without them messages go to the outbox folder."""
    if channel == "email":
        return Mail()
    prefix = f"PENDOPO_{channel.upper()}"
    url = os.environ.get(f"{prefix}_URL", "")
    if url:
        return HttpGateway(name=channel, url=url, token=os.environ.get(f"{prefix}_TOKEN", ""))
    return Outbox(Path(settings.VAR) / "outbox", channel)
