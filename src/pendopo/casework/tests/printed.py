"""What the pages of a PDF say."""

from __future__ import annotations

import shutil
import subprocess

import pytest


def words_of(pdf: bytes) -> str:
    """The words in reading order, with single blanks."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")
    made = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return " ".join(made.stdout.decode().split())
