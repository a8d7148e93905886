"""What everyone may see of plans: promises, money, and what came of them."""
