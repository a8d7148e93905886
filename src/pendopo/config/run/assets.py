"""`./pendopo assets`: styles and scripts into `var/assets`, translations into `var/locale`.

Both are cached by the content of their sources, so a second start does nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pendopo.config.environment import ROOT
from pendopo.config.run import node, stamps, translations
from pendopo.config.run.display import step, word
from pendopo.config.run.folder import HOME
from pendopo.config.run.trouble import Trouble

ASSETS = HOME / "assets"
LOG = HOME / "log" / "assets.log"
PINS = ("package.json", "package-lock.json", ".npmrc")
# What the build never reads; everything else below faces/ may end up in the browser.
UNREAD = {".py", ".pyc", ".po", ".md"}


def sources() -> Iterator[Path]:
    """Every file the build may read: pins, build scripts at the root, and the faces' files."""
    yield from (ROOT / name for name in PINS if (ROOT / name).is_file())
    yield from ROOT.glob("*.mjs")
    for path in (ROOT / "src" / "pendopo" / "faces").rglob("*"):
        if path.is_file() and path.suffix not in UNREAD and "tests" not in path.parts:
            yield path


def build() -> None:
    """Bring `var/assets` up to date. Raises Trouble when npm is out of reach or the build fails."""
    value = stamps.digest(sources(), "assets 1")
    stamp = HOME / "stamps" / "assets"
    if stamps.fresh(stamp, value) and ASSETS.is_dir():
        return
    LOG.parent.mkdir(parents=True, exist_ok=True)
    LOG.write_bytes(b"")
    npm = node.find()
    install(npm)
    with step(word("Membangun gaya dan skrip", "Building styles and scripts")):
        if npm.run("run", "build", folder=ROOT, log=LOG) != 0:
            raise Trouble(
                f"Gaya dan skrip gagal dibangun:\n{tail()}\nCatatan lengkap: {LOG}",
                f"Styles and scripts cannot be built; the lines above say why, all of it in {LOG}.",
            )
    if not ASSETS.is_dir():
        raise Trouble(
            f"npm run build selesai tetapi tidak mengisi {ASSETS}.",
            f"npm run build ended without filling {ASSETS}.",
        )
    stamps.remember(stamp, value)


def install(npm: node.Npm) -> None:
    """`npm ci` from the lock file, unless node_modules already holds exactly that."""
    modules = ROOT / "node_modules"
    value = stamps.digest((ROOT / name for name in PINS if (ROOT / name).is_file()), "modules 1")
    stamp = modules / ".pendopo-stamp"
    if stamps.fresh(stamp, value):
        return
    with step(word("Mengambil pustaka peramban dari npm", "Fetching browser libraries from npm")):
        # No install scripts of strangers; esbuild's binary needs none.
        code = npm.run("ci", "--ignore-scripts", "--no-audit", "--no-fund", folder=ROOT, log=LOG)
    if code != 0:
        raise Trouble(
            "Pustaka peramban tidak bisa diambil dari npm. Periksa sambungan internet atau "
            f"cermin npm Anda, lalu coba lagi:\n{tail()}",
            "The browser libraries cannot be fetched from npm. Check the internet connection or "
            "your npm mirror, then try again.",
        )
    stamps.remember(stamp, value)


def tail(lines: int = 12) -> str:
    return "\n".join(LOG.read_text(errors="replace").splitlines()[-lines:])


def main(argv: list[str]) -> int:
    """`--fresh` builds even when nothing changed."""
    if "--fresh" in argv:
        (HOME / "stamps" / "assets").unlink(missing_ok=True)
    translations.build()
    build()
    print(f"  {ASSETS}\n  {translations.MO}")
    return 0
