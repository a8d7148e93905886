"""What goes over the wire: every field is listed here, nothing is dumped from a room below."""
