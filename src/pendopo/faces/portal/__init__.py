"""The citizen's side: find a service, apply for it, follow it."""
