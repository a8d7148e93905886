"""The data folder `var`: whose it is, what `--fresh` removes, what stays as it is derived."""

from __future__ import annotations

import shutil
from pathlib import Path

from pendopo.config.environment import ROOT
from pendopo.config.run.trouble import Trouble

HOME = (ROOT / "var").resolve()
MARK = ".pendopo"
# Built from the sources, not from anybody's data: removing it would only cost time.
DERIVED = {
    "uv",
    "node",
    "node_modules",
    "assets",
    "locale",
    "stamps",
    "test",
    "test-2",
    "test-durable",
}
LOCKS = {"demo.lock", "pg.lock", MARK}


def claim(var: Path) -> None:
    """Make `var` ours. A folder with foreign files is refused: `--fresh` would delete them."""
    from pendopo.config.run.postgres import prepare_folder

    mark = var / MARK
    ours = var.is_relative_to(HOME) or mark.exists()
    if not ours and var.is_dir() and any(var.iterdir()):
        raise Trouble(
            f"PENDOPO_VAR menunjuk {var}, yang berisi berkas lain. Pilih folder kosong.",
            f"PENDOPO_VAR points to {var}, which holds other files. Choose an empty folder.",
        )
    prepare_folder(var)
    mark.touch()


def empty(var: Path) -> None:
    """Remove all data of this installation. Call it while holding both of its locks."""
    for path in var.iterdir():
        if path.name in DERIVED | LOCKS:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def link_derived(var: Path) -> None:
    """Let a data folder elsewhere see the assets and translations built in ours."""
    if var == HOME:
        return
    for name in ("assets", "locale"):
        link = var / name
        if not link.is_symlink() and not link.exists():
            link.symlink_to(HOME / name, target_is_directory=True)
