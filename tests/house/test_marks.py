"""A mark that silences a tool says beside it why."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator

import pytest

from tests.house.source import ROOT

FOLDERS = ("src", "tests", "bench")
MARK = re.compile(
    r"#\s*(?:type:\s*ignore(?:\[[\w,\s-]*\])?|noqa(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?)"
)
WORD = re.compile(r"[^\W\d_]{2,}")


def _unreasoned(text: str) -> Iterator[int]:
    """Lines whose comment holds marks and nothing else."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT and MARK.search(token.string):
            said = MARK.sub("", token.string).replace("fmt: skip", "")
            if not WORD.search(said):
                yield token.start[0]


def test_every_mark_has_its_reason_beside_it() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line}"
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line in _unreasoned(path.read_text(encoding="utf-8"))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("comment", "refused"),
    [
        ("# type: ignore[misc]", True),
        ("# type: ignore", True),
        ("# noqa: E402,F403", True),
        ("# noqa", True),
        ("# type: ignore[misc]  # fmt: skip", True),
        ("# type: ignore[misc]  # noqa: F401", True),
        ("# type: ignore[misc]  # allauth: untyped", False),
        ("# noqa: F401  (they register themselves)", False),
        ("# an ordinary remark", False),
    ],
)
def test_a_reason_is_words(comment: str, refused: bool) -> None:
    assert bool(list(_unreasoned(f"value = 1  {comment}\n"))) is refused
