"""Loads the folder of a region (packages/regions/<name>): data only, idempotent."""
