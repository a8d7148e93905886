"""The command centre: what the regent and the operators see, live."""
