"""Plans at the desk: the tree, its money and targets, files in and out, the quarterly review."""
