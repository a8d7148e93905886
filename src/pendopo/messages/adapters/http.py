"""SMS or WhatsApp through a provider's HTTP gateway: a JSON POST with a bearer token."""

from __future__ import annotations

import json
import urllib.error
import urllib.request

from pendopo.messages.adapters import Failed, Outgoing

TIMEOUT = 10  # seconds


class HttpGateway:
    """`POST url {"to": ..., "text": ...}` with `Authorization: Bearer token`; 2xx is success."""

    def __init__(self, *, name: str, url: str, token: str) -> None:
        self.name = name
        self._url = url
        self._token = token

    def check_config(self) -> str:
        return "" if self._url.startswith(("https://", "http://127.")) else "url must be https"

    def send(self, message: Outgoing) -> None:
        request = urllib.request.Request(
            self._url,
            data=json.dumps({"to": message.address, "text": message.body}).encode(),
            headers={
                "Content-Type": "application/json",
                "Authorization": f"Bearer {self._token}",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT):
                return
        except (urllib.error.URLError, OSError) as error:
            raise Failed(type(error).__name__) from error
