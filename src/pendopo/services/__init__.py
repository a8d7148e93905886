"""The catalogue: loads, checks, versions and publishes service packages, and plays their flow."""
