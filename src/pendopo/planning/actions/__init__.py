"""Verbs: policy, change, fact, in one transaction."""
