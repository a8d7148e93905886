"""Something the reader must mend: one clear sentence, in both languages, and an exit code."""

from __future__ import annotations

import sys


class Trouble(Exception):
    def __init__(self, indonesian: str, english: str, *, exit_code: int = 1) -> None:
        super().__init__(indonesian)
        self.indonesian = indonesian
        self.english = english
        self.exit_code = exit_code

    def tell(self) -> int:
        """Print the sentence to standard error; returns the exit code."""
        print(f"\n{self.indonesian}\n{self.english}", file=sys.stderr, flush=True)
        return self.exit_code
