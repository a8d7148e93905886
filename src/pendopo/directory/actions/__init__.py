"""Verbs of the directory: policy, change, fact, in the region's transaction."""
