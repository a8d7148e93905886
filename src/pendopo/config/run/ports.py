"""The address to serve at: is it free, how does a browser spell it, does it answer yet."""

from __future__ import annotations

import errno
import http.client
import socket

from pendopo.config.run.trouble import Trouble

ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}
WRONGLY_CALLED = 2


def claimable(host: str, port: int) -> None:
    """Try the address and let go of it again; Trouble (exit code 2) says why it cannot be had."""
    try:
        if not 0 < port < 65536:
            raise OverflowError("1-65535")
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except (OSError, OverflowError) as error:
        raise refusal(host, port, error) from error


def refusal(host: str, port: int, error: Exception) -> Trouble:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        texts = (
            f"Port {port} sedang dipakai program lain. "
            f"Coba port lain: ./pendopo demo --port {port + 1}",
            f"Port {port} is taken by another program. "
            f"Try another one: ./pendopo demo --port {port + 1}",
        )
    elif number == errno.EACCES:
        texts = (
            f"Port {port} hanya boleh dipakai administrator. Pakai port di atas 1023.",
            f"Port {port} is reserved for the administrator. Use one above 1023.",
        )
    else:
        texts = (
            f"Alamat {host}:{port} tidak bisa dipakai: {error}.",
            f"The address {host}:{port} cannot be used: {error}.",
        )
    return Trouble(*texts, exit_code=WRONGLY_CALLED)


def origin(host: str, port: int) -> str:
    """What to type into a browser on this machine, without a closing slash."""
    shown = ANYWHERE.get(host, host)
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def healthy(host: str, port: int) -> bool:
    """Whether /healthz answers 200 within two seconds."""
    connection = http.client.HTTPConnection(ANYWHERE.get(host, host), port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
