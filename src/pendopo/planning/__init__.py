"""Plans, indicators, budgets, realisation: the red thread from a mission to today's work."""
