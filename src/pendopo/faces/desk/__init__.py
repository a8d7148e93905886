"""The desk: where officers read, decide, visit, initial and sign, all day."""
