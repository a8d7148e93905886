"""Reproducible measurements: `./pendopo bench NAME [--json]`. Each prints ratios, not opinions."""
