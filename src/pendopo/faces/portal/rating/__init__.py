"""What people think of a service that they used, or of an agency."""
