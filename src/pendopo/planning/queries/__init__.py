"""What planning answers: frozen values, never rows."""
