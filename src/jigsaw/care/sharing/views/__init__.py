"""Pages of sharing: asking, deciding, and the policies themselves."""
