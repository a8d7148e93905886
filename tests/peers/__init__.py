"""Real clients of the standards we speak, run against the product as the demo starts it."""
