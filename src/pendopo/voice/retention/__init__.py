"""How long what is in a report is kept: dated rules of the region, and what they have done."""
