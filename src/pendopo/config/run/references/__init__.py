"""Pages of the reference, read from the sources as syntax trees: nothing is imported or run."""
