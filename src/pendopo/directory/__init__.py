"""Who is who: regions, organisations, positions, mandates, people, accounts, sealed data."""
