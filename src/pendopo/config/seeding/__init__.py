"""Sample data made through the same verbs that people use."""
