"""Sign-in through allauth: adapters that write account facts, our rules on top."""
