"""Every text of the wall has English."""

from __future__ import annotations

import ast
import re
from pathlib import Path

HERE = Path(__file__).parents[1]
CALL = re.compile(r"(?<![\w.])_\(\s*(\"(?:[^\"\\]|\\.)*\")")
MESSAGE = re.compile(r'^msgid (".*")\nmsgstr (".*")$', re.M)


def test_every_text_has_english() -> None:
    pairs = MESSAGE.findall((HERE / "locale/en.po").read_text(encoding="utf-8"))
    known = {ast.literal_eval(msgid): ast.literal_eval(msgstr) for msgid, msgstr in pairs}
    files = [*HERE.glob("*.py"), *HERE.rglob("templates/**/*.html")]
    texts = [CALL.findall(path.read_text(encoding="utf-8")) for path in files]
    wanted = {ast.literal_eval(one) for found in texts for one in found}
    assert len(wanted) > 30
    assert {one for one in wanted if not known.get(one)} == set()
