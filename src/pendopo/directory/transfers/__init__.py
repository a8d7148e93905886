"""Excel lists of transfers (mutasi): template, dry run row by row, all or nothing."""
