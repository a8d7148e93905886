"""Contracts at the desk: how far the work is, what was paid, who has looked at it."""
