"""Verbs of voice."""
