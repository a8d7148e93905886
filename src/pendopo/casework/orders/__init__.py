"""Work that takes longer than a page may: ordered, done by a job, then fetched."""
