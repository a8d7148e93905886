"""Verbs: policy, change, fact; one transaction each."""
