"""Numbers computed from facts, incrementally: used by everyone above."""
