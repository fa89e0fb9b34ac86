"""Commands of Django that we do otherwise."""
