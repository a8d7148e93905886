"""Names and numbers of people: normal forms, masks, and what a number does not prove."""
