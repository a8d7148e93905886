"""Following what was sent: where it is, what is asked of me, what came of it, who saw my data."""
