"""What everyone may see of reports: list, map, agencies, feeds."""
