"""What voice answers to questions."""
