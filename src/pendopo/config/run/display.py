"""The calm display: one line a step with its seconds, one bar while seeding."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from pendopo.config.run.commands import english

GREEN, RED, DIM, PLAIN = "\033[32m", "\033[31m", "\033[2m", "\033[0m"


def word(indonesian: str, in_english: str) -> str:
    return in_english if english() else indonesian


def lively(stream: TextIO) -> bool:
    """A person watches a terminal: colours and moving lines are welcome."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def paint(text: str, colour: str, stream: TextIO) -> str:
    if not lively(stream) or os.environ.get("NO_COLOR"):
        return text
    return f"{colour}{text}{PLAIN}"


def seconds(since: float) -> str:
    return f"{time.monotonic() - since:.1f} s"


@contextmanager
def step(text: str) -> Iterator[None]:
    """Show `text` while the block runs, then the seconds it took."""
    stream, start = sys.stdout, time.monotonic()
    if lively(stream):
        print(f"  {text} …", end="\r", file=stream, flush=True)
    try:
        yield
    except BaseException:
        print(f"  {text:<44}{paint('gagal / failed', RED, stream)}", file=stream, flush=True)
        raise
    took = paint(f"{seconds(start):>8}", DIM, stream)
    print(f"  {text:<44}{took}\033[K" if lively(stream) else f"  {text:<44}{took}", file=stream)
    stream.flush()


class Bar:
    """A progress bar. In a log (no terminal) it prints a line at most every ten per cent."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.told = -1

    def __call__(self, done: int, total: int, text: str) -> None:
        share = min(1.0, done / total) if total else 1.0
        tenth = int(share * 10)
        if lively(self.stream):
            width = max(10, min(24, shutil.get_terminal_size().columns - 56))
            filled = int(share * width)
            bar = "█" * filled + "░" * (width - filled)
            print(f"  {bar} {share:4.0%} {text[:44]}\033[K", end="\r", file=self.stream, flush=True)
        elif tenth > self.told:
            print(f"  {share:4.0%} {text}", file=self.stream, flush=True)
        self.told = max(self.told, tenth)

    def close(self) -> None:
        if lively(self.stream):
            print("\033[K", end="", file=self.stream, flush=True)
