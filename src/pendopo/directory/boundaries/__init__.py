"""Real boundaries from a file: read, matched with places, judged; the verb keeps them whole."""
