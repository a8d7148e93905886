"""Findings of audits and what they are about. The work on one is an ordinary case of a package."""
