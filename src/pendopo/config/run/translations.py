"""English texts: every `src/pendopo/**/locale/en.po` into one `django.mo` in `var/locale`.

The msgid is the Indonesian text itself, so Indonesian needs no file.
"""

from __future__ import annotations

from pathlib import Path

from pendopo.config.environment import ROOT
from pendopo.config.run import po, stamps
from pendopo.config.run.folder import HOME
from pendopo.config.run.trouble import Trouble

MO = HOME / "locale" / "en" / "LC_MESSAGES" / "django.mo"


def sources(root: Path = ROOT) -> list[Path]:
    return sorted((root / "src" / "pendopo").rglob("locale/en.po"))


def collect(root: Path = ROOT) -> list[po.Entry]:
    """All entries of all files, merged. Raises po.Defect with file and line."""
    entries: list[po.Entry] = []
    for path in sources(root):
        entries += po.parse(path, str(path.relative_to(root)))
    return po.merge(entries)


def build() -> int:
    """Write the .mo file if a source changed; returns how many texts it holds, 0 if untouched."""
    value = stamps.digest([*sources(), Path(po.__file__)], "translations 1")
    stamp = HOME / "stamps" / "translations"
    if stamps.fresh(stamp, value) and MO.is_file():
        return 0
    try:
        entries = collect()
    except po.Defect as defect:
        raise Trouble(
            f"Terjemahan tidak bisa dipakai. {defect}", f"A translation cannot be used. {defect}"
        ) from defect
    MO.parent.mkdir(parents=True, exist_ok=True)
    draft = MO.with_suffix(".new")
    draft.write_bytes(po.compile_mo(entries))
    draft.replace(MO)
    stamps.remember(stamp, value)
    return len(entries)
