"""SMS or WhatsApp through any provider's HTTP gateway: address, header and body are settings.

The body is a template in JSON; `{to}`, `{digits}`, `{text}` and `{id}` inside its texts are
replaced after it was read, so no message can change its shape. For WhatsApp the template of the
WhatsApp Business Platform is the default (Meta, "Cloud API", messages).
"""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pendopo.messages.adapters import Failed, Outgoing, Rejected

TIMEOUT = 10  # seconds
PLAIN = '{"to": "{to}", "text": "{text}"}'
WHATSAPP = (
    '{"messaging_product": "whatsapp", "recipient_type": "individual", "to": "{digits}",'
    ' "type": "text", "text": {"preview_url": false, "body": "{text}"}}'
)
HEADER = "Authorization: Bearer {token}"
AGAIN = (408, 409, 425, 429)
"""Answers of the 4xx kind after which another try may help."""


@dataclass(frozen=True, slots=True)
class HttpGateway:
    """`POST url` with the header and the body of the settings; 2xx is success, 4xx is final but for
    a few, everything else is tried again. Redirects are not followed: the token stays here.

    form: the body as application/x-www-form-urlencoded, for a template of plain texts.
    """

    name: str
    url: str
    token: str = field(default="", repr=False)
    body: str = PLAIN
    header: str = HEADER
    form: bool = False
    timeout: float = TIMEOUT

    def check_config(self) -> str:
        if not self.url.startswith(("https://", "http://127.0.0.1", "http://[::1]")):
            return "alamat harus https / the address must be https"
        if any(ord(one) < 32 for one in self.token + self.header):
            return "token atau header memuat tanda kendali / token or header holds control signs"
        if ":" not in self.header:
            return "header harus 'Nama: isi' / the header must be 'Name: value'"
        try:
            template = json.loads(self.body)
        except ValueError:
            return "templat isi bukan JSON / the template of the body is not JSON"
        if not isinstance(template, dict):
            return "templat isi harus objek JSON / the template must be a JSON object"
        if self.form and not all(isinstance(one, str) for one in template.values()):
            return "templat formulir hanya memuat teks / a form's template holds texts only"
        if "{text}" not in self.body or not ("{to}" in self.body or "{digits}" in self.body):
            return "templat perlu {text} dan {to} / the template needs {text} and {to}"
        return ""

    def send(self, message: Outgoing) -> None:
        if problem := self.check_config():
            raise Failed(problem)
        request = urllib.request.Request(
            self.url, data=self._body(message), headers=self._headers(message), method="POST"
        )
        try:
            with _OPENER.open(request, timeout=self.timeout) as answer:
                answer.read(1)
        except urllib.error.HTTPError as error:
            code = error.code
            error.close()
            final = 300 <= code < 500 and code not in AGAIN
            raise (Rejected if final else Failed)(f"HTTP {code}") from None
        except (OSError, ValueError) as error:
            raise Failed(type(error).__name__) from error

    def _headers(self, message: Outgoing) -> dict[str, str]:
        name, _colon, value = self.header.partition(":")
        kind = "application/x-www-form-urlencoded" if self.form else "application/json"
        found = {"Content-Type": kind, "Accept": "application/json"}
        if message.id:
            found["Idempotency-Key"] = message.id
        if self.token:
            found[name.strip()] = value.strip().replace("{token}", self.token)
        return found

    def _body(self, message: Outgoing) -> bytes:
        words = {
            "to": message.address,
            "digits": message.address.lstrip("+"),
            "text": message.body,
            "id": message.id,
        }
        filled = _filled(json.loads(self.body), words)
        text = urllib.parse.urlencode(filled) if self.form else json.dumps(filled)
        return text.encode()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_named: Any) -> None:
        """Never: the token would go along."""


_OPENER = urllib.request.build_opener(_Stay)


def _filled(part: Any, words: Mapping[str, str]) -> Any:
    if isinstance(part, dict):
        return {name: _filled(one, words) for name, one in part.items()}
    if isinstance(part, list):
        return [_filled(one, words) for one in part]
    if not isinstance(part, str):
        return part
    pieces = part.split("{")
    found = [pieces[0]]
    for piece in pieces[1:]:
        name, closed, rest = piece.partition("}")
        found.append(words[name] + rest if closed and name in words else "{" + piece)
    return "".join(found)
