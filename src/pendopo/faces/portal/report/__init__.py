"""Reporting, and following one's own report."""
