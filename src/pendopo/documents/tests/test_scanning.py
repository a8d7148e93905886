"""clamd's INSTREAM against a small real TCP server."""

from __future__ import annotations

import socket
import socketserver
import struct
import threading
from collections.abc import Iterator

import pytest

from pendopo.documents.scanning import Clamd, NotScanned, ScannerDown

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Daemon(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        command = b""
        while not command.endswith(b"\0"):
            command += self.request.recv(1)
        if command == b"zPING\0":
            self.request.sendall(b"PONG\0")
            return
        data = b""
        while size := struct.unpack(">I", self._exactly(4))[0]:
            data += self._exactly(size)
        if data == b"limit":
            self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")
        elif EICAR in data:
            self.request.sendall(b"stream: Eicar-Test-Signature FOUND\0")
        else:
            self.request.sendall(b"stream: OK\0")

    def _exactly(self, size: int) -> bytes:
        got = b""
        while len(got) < size:
            got += self.request.recv(size - len(got))
        return got


@pytest.fixture
def clamd() -> Iterator[Clamd]:
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Daemon)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield Clamd("127.0.0.1", server.server_address[1], timeout=2)
    server.shutdown()
    server.server_close()


def test_verdicts(clamd: Clamd) -> None:
    assert clamd.scan(b"bersih" * 50_000) == "clean"
    assert clamd.scan(b"x" * 70_000 + EICAR) == "infected"
    assert clamd.check_config().ready


def test_no_answer_is_never_clean(clamd: Clamd) -> None:
    with pytest.raises(ScannerDown):
        clamd.scan(b"limit")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        down = Clamd("127.0.0.1", taken.getsockname()[1], timeout=1)
        with pytest.raises(ScannerDown):
            down.scan(b"x")
        assert not down.check_config().ready


def test_without_a_scanner_files_say_so() -> None:
    assert NotScanned().scan(EICAR) == "not_scanned"
