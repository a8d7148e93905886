"""Instruments of maturity, and the evidence that the work writes for them by itself."""
