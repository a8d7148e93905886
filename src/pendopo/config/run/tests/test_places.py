"""Ports, sockets, locks and folders: what the machine may have in store for a first start."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from pendopo.config.run import folder, locks, ports, sockets
from pendopo.config.run.trouble import Trouble


def test_a_taken_port_is_a_sentence_and_exit_code_2() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Trouble) as caught:
            ports.claimable("127.0.0.1", port)
    assert caught.value.exit_code == 2
    assert f"Port {port} sedang dipakai" in caught.value.indonesian
    assert f"--port {port + 1}" in caught.value.english
    ports.claimable("127.0.0.1", port)  # free again


@pytest.mark.parametrize(("host", "port"), [("192.0.2.1", 8000), ("127.0.0.1", 70_000)])
def test_an_impossible_address_is_a_sentence(host: str, port: int) -> None:
    with pytest.raises(Trouble) as caught:
        ports.claimable(host, port)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("host", "origin"),
    [("127.0.0.1", "http://127.0.0.1:80"), ("0.0.0.0", "http://127.0.0.1:80"),
     ("::", "http://[::1]:80"), ("desa.localhost", "http://desa.localhost:80")],
)  # fmt: skip
def test_origin(host: str, origin: str) -> None:
    assert ports.origin(host, 80) == origin


def test_a_socket_path_always_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / ("sangat-dalam-" * 12)
    deep.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    monkeypatch.setattr("tempfile.tempdir", str(deep))
    chosen = sockets.choose(deep / "pg")
    assert len(bytes(sockets.socket_path(chosen))) <= sockets.LONGEST
    assert chosen.parent == Path("/tmp")


def test_two_data_folders_never_share_a_socket(tmp_path: Path) -> None:
    assert sockets.name_for(tmp_path / "a") != sockets.name_for(tmp_path / "b")
    assert sockets.name_for(tmp_path / "a") == sockets.name_for(tmp_path / "b/../a")


def test_a_strangers_socket_folder_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    place = sockets.choose(tmp_path / "pg")
    place.symlink_to("/etc")
    with pytest.raises(Trouble, match="bukan milik Anda"):
        sockets.make(tmp_path / "pg")


def test_a_lock_is_free_once_its_holder_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    script = (
        "import sys, time; from pathlib import Path; from pendopo.config.run import locks\n"
        "with locks.held(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", script, path], stdout=subprocess.PIPE)
    assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
    with pytest.raises(locks.Held) as caught, locks.held(path):
        pass
    assert caught.value.holder == str(holder.pid)
    holder.kill()
    holder.communicate()
    with locks.held(path):
        pass


def test_shared_locks_live_together_and_exclude_a_lone_one(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with (
        locks.held(path, shared=True),
        locks.held(path, shared=True),
        pytest.raises(locks.Held),
        locks.held(path),
    ):
        pass


def test_fresh_keeps_what_is_built_and_removes_what_is_data(tmp_path: Path) -> None:
    var = tmp_path / "var"
    folder.claim(var)
    for name in ("pg", "files", "keys", "assets", "node_modules"):
        (var / name).mkdir()
    (var / "clock.json").write_text("{}")
    folder.empty(var)
    assert {path.name for path in var.iterdir()} == {".pendopo", "assets", "node_modules"}


def test_a_folder_with_foreign_files_is_never_ours(tmp_path: Path) -> None:
    (tmp_path / "surat.txt").write_text("penting")
    with pytest.raises(Trouble, match="berkas lain"):
        folder.claim(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["surat.txt"]


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble, match="tidak bisa dibuat"):
        folder.claim(tmp_path / "file" / "var")
