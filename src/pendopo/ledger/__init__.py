"""Append-only facts, their order, their signed heads, and who reads them."""
