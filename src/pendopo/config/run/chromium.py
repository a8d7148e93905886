"""Finding Chromium for the browser journeys, and installing Debian's when we may."""

from __future__ import annotations

import os
import shutil
import subprocess

from pendopo.config.run.display import step, word
from pendopo.config.run.trouble import Trouble

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL = (
    ("apt-get", "update"),
    ("apt-get", "install", "--yes", "--no-install-recommends", "chromium", "fonts-dejavu-core"),
)


def find() -> str:
    """Absolute path of the browser, "" when there is none. PENDOPO_CHROMIUM goes first."""
    given = os.environ.get("PENDOPO_CHROMIUM", "")
    if given:
        return given if os.access(given, os.X_OK) else ""
    return next((found for name in NAMES if (found := shutil.which(name))), "")


def need() -> str:
    """The browser, installed from Debian if missing and we are root; Trouble says how otherwise."""
    found = find()
    if found:
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        with step(word("Memasang Chromium dari Debian", "Installing Chromium from Debian")):
            _install()
        found = find()
        if found:
            return found
    raise Trouble(
        "Chromium tidak ditemukan, padahal perjalanan peramban memerlukannya. Pasang dengan "
        "`sudo apt-get install chromium`, atau tunjuk lewat PENDOPO_CHROMIUM=/jalur/chromium, "
        "atau lewati dengan ./pendopo test --no-browser.",
        "Chromium was not found, and the browser journeys need it. Install it with "
        "`sudo apt-get install chromium`, or point to it with PENDOPO_CHROMIUM=/path/chromium, "
        "or leave the journeys out with ./pendopo test --no-browser.",
    )


def _install() -> None:
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for argv in INSTALL:
        # A failing update may still leave lists good enough to install from.
        subprocess.call(argv, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
