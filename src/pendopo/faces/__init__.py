"""What a person or a machine outside sees: screens and routes, no truth, no rules."""
