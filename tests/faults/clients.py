"""Applicants who send their form, and send it again with the same key until it is answered."""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode
from uuid import UUID, uuid4

CSRF = "a" * 32
AWAY = 503
"""How the web says that the database is just starting again."""
PATIENCE = 120.0  # seconds until a client gives up, which is a failure of the test


@dataclass(frozen=True)
class Form:
    """A complete draft as its browser holds it: the page's hidden fields and the signed cookie."""

    draft_id: UUID
    code: str
    version: int
    cookie: str
    key: str = field(default_factory=lambda: str(uuid4()))

    def body(self) -> str:
        return urlencode(
            {
                "csrfmiddlewaretoken": CSRF,
                "kunci": self.key,
                "versi": str(self.version),
                "pernyataan": "ya",
            }
        )


@dataclass
class Mail:
    """What came of all forms: `numbers` acknowledged, by draft; everything else is counted."""

    numbers: dict[UUID, str] = field(default_factory=dict)
    attempts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def send_all(
    forms: Sequence[Form],
    mail: Mail,
    *,
    port: int,
    clients: int,
    hold: Callable[[], bool],
    wishes: Callable[[int], str],
    read: Callable[[str, UUID], str],
    chance: random.Random,
) -> None:
    """Send every form and put what comes back into `mail`; while `hold()`, each client waits a
    little before its next one and keeps its last one.

    `wishes(n)`: how the web shall die at the first try of form n ("" not); `read`: the number in
    the cookie that a form was answered with.
    """
    lock = threading.Lock()
    waiting = list(enumerate(forms))

    def work(seed: int) -> None:
        pause = random.Random(seed)
        while True:
            with lock:
                if not waiting:
                    return
                place, form = waiting.pop(0)
            if hold():
                time.sleep(pause.uniform(0.5, 3.0))
            while place >= len(forms) - clients and hold():
                time.sleep(0.1)
            _send(form, wishes(place), port, read, mail, lock, pause)

    threads = [
        threading.Thread(target=work, args=(chance.randrange(2**32),)) for _ in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _send(
    form: Form,
    wish: str,
    port: int,
    read: Callable[[str, UUID], str],
    mail: Mail,
    lock: threading.Lock,
    pause: random.Random,
) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        answer = _post(form, wish, port)
        wish = ""  # the browser tries again, and means it
        with lock:
            mail.attempts[_word(answer)] += 1
        if isinstance(answer, str) or answer[0] == AWAY:
            time.sleep(pause.uniform(0.05, 0.4))
            continue
        status, cookie = answer
        with lock:
            if status == 302 and cookie:
                mail.numbers[form.draft_id] = read(cookie, form.draft_id)
            else:
                mail.wrong.append(f"{form.draft_id}: answered {status}")
        if status < 500:
            return
        time.sleep(pause.uniform(0.05, 0.4))
    with lock:
        mail.wrong.append(f"{form.draft_id}: never answered")


def _word(answer: tuple[int, str] | str) -> str:
    if isinstance(answer, str):
        return answer
    return "told to wait" if answer[0] == AWAY else "answered"


def _post(form: Form, wish: str, port: int) -> tuple[int, str] | str:
    """Status and the portal's cookie; or in a word why there was no answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {
        "Host": "localhost",
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"csrftoken={CSRF}; berkas={form.cookie}",
        **({"X-Die": wish} if wish else {}),
    }
    try:
        connection.request("POST", f"/berkas/{form.draft_id}/periksa/", form.body(), headers)
        response = connection.getresponse()
        response.read()
    except ConnectionRefusedError:
        return "nobody there"
    except (OSError, http.client.HTTPException):
        return "cut off"
    finally:
        connection.close()
    kept = SimpleCookie()
    for value in response.headers.get_all("Set-Cookie") or ():
        kept.load(value)
    return response.status, kept["berkas"].value if "berkas" in kept else ""
