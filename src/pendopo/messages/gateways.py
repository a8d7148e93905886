"""Which gateway sends on which channel, by the settings of the installation."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from django.conf import settings

from pendopo.messages.adapters import Gateway
from pendopo.messages.adapters.http import HEADER, PLAIN, WHATSAPP, HttpGateway
from pendopo.messages.adapters.mail import Mail
from pendopo.messages.adapters.outbox import Outbox, Written, written

Channel = Literal["email", "sms", "whatsapp"]
CHANNELS: tuple[Channel, ...] = ("email", "sms", "whatsapp")
TEXTING: tuple[Channel, ...] = ("sms", "whatsapp")
"""Channels of a telephone, which others may read too: nothing personal is sent there."""
BODY: dict[str, str] = {"sms": PLAIN, "whatsapp": WHATSAPP}


SETTINGS: dict[str, dict[str, str]] = {
    "sms": {
        "URL": "PENDOPO_SMS_URL",
        "TOKEN": "PENDOPO_SMS_TOKEN",
        "HEADER": "PENDOPO_SMS_HEADER",
        "BODY": "PENDOPO_SMS_BODY",
        "FORM": "PENDOPO_SMS_FORM",
        "SECRET": "PENDOPO_SMS_SECRET",
    },
    "whatsapp": {
        "URL": "PENDOPO_WHATSAPP_URL",
        "TOKEN": "PENDOPO_WHATSAPP_TOKEN",
        "HEADER": "PENDOPO_WHATSAPP_HEADER",
        "BODY": "PENDOPO_WHATSAPP_BODY",
        "FORM": "PENDOPO_WHATSAPP_FORM",
        "SECRET": "PENDOPO_WHATSAPP_SECRET",
        "VERIFY": "PENDOPO_WHATSAPP_VERIFY",
    },
}


def gateway(channel: str) -> Gateway:
    """The gateway of a channel. `PENDOPO_SMS_URL` (or WHATSAPP) names a provider, with `_TOKEN`,
    `_HEADER`, `_BODY` and `_FORM`; without it messages go to the outbox folder."""
    if channel == "email":
        return Mail()
    url = _setting(channel, "URL")
    if not url:
        return Outbox(_folder(), channel)
    return HttpGateway(
        name=channel,
        url=url,
        token=_setting(channel, "TOKEN"),
        body=_setting(channel, "BODY") or BODY.get(channel, PLAIN),
        header=_setting(channel, "HEADER") or HEADER,
        form=_setting(channel, "FORM") == "1",
    )


def problems() -> tuple[tuple[Channel, str, str], ...]:
    """Of every channel: its gateway, and what keeps it from sending ("" for nothing)."""
    return tuple((one, gateway(one).name, gateway(one).check_config()) for one in CHANNELS)


def secret(channel: str) -> str:
    """What the gateway signs incoming messages with; "" when it sends none."""
    return _setting(channel, "SECRET") if channel in TEXTING else ""


def verify_token(channel: str) -> str:
    """What WhatsApp shows when it is told our address for the first time."""
    return _setting(channel, "VERIFY") if channel in TEXTING else ""


def outbox() -> tuple[Written, ...]:
    """What would have been sent, newest first: of the demo, which sends nothing."""
    return written(_folder())


def _setting(channel: str, name: str) -> str:
    return os.environ.get(SETTINGS.get(channel, {}).get(name, ""), "")


def _folder() -> Path:
    return Path(settings.VAR) / "outbox"
