"""Notices to people, on every channel."""
