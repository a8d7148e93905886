"""Mandates over time, as pure rules: who may be appointed when, and who acts on a day."""
