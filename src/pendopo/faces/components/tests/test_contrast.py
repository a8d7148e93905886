"""WCAG 2.2, 1.4.3 and 1.4.11: contrast of every pair of tokens that meet, light, dark and wall."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

STYLES = Path(__file__).parents[1] / "styles"
TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b")
GROUNDS = ("paper", "paper-2", "card")
TEXTS = ("ink", "ink-2", "ink-3", "nila", "nila-2", "kayu", "daun", "kunyit", "bata")
PAIRS = [
    *product(TEXTS, GROUNDS),
    *((name, f"{name}-bg") for name in ("nila", "kayu", "daun", "kunyit", "bata", "idle")),
    *(("ink", ground) for ground in ("nila-bg", "daun-bg", "kunyit-bg", "bata-bg", "idle-bg")),
    *(("ink-2", ground) for ground in ("nila-bg", "note-bg", "paper-3", "hero-1", "hero-2")),
    ("ink", "paper-3"),
    ("ink", "note-bg"),
    ("nila-2", "hero-2"),
    ("on-nila", "nila-fill"),
    ("on-nila", "nila-fill-2"),
    ("on-bata", "bata-fill"),
    ("on-bata", "bata-fill-2"),
]
EDGES = [("edge", "card"), ("edge", "paper"), ("thread", "card"), ("thread", "paper")]


def themes() -> dict[str, dict[str, str]]:
    text = (STYLES / "_tokens.scss").read_text(encoding="utf-8")
    light_text, dark_text = text.split("@mixin dark", 1)
    light = dict(TOKEN.findall(light_text))
    dark = light | dict(TOKEN.findall(dark_text.split("@media", 1)[0]))
    wall_text = (STYLES / "command.scss").read_text(encoding="utf-8").split("}", 1)[0]
    return {"light": light, "dark": dark, "wall": dark | dict(TOKEN.findall(wall_text))}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") < 4.5 < contrast("#767676", "#fff")  # the known border


@pytest.mark.parametrize("theme", ["light", "dark", "wall"])
def test_text_is_readable(theme: str) -> None:
    tokens = themes()[theme]
    weak = [
        f"{text} on {ground}: {contrast(tokens[text], tokens[ground]):.2f}"
        for text, ground in PAIRS
        if contrast(tokens[text], tokens[ground]) < 4.5
    ]
    assert not weak, weak


@pytest.mark.parametrize("theme", ["light", "dark", "wall"])
def test_edges_and_the_thread_are_visible(theme: str) -> None:
    tokens = themes()[theme]
    weak = [pair for pair in EDGES if contrast(tokens[pair[0]], tokens[pair[1]]) < 3]
    assert not weak, weak


def test_the_thread_red_is_for_the_thread_only() -> None:
    for path in STYLES.glob("*.scss"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if "var(--thread)" in line:
                assert "benang" in line or "thread" in line.split("var(--thread)")[0], line
