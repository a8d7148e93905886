"""Questions about cases; they change nothing."""
