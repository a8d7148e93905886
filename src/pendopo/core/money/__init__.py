"""Rupiah without floats: figures, words, and reading what people write."""

from pendopo.core.money.rupiah import amount, parse, rounded, rupiah
from pendopo.core.money.terbilang import terbilang

__all__ = ["amount", "parse", "rounded", "rupiah", "terbilang"]
