"""Who looked at whom: what the person reads of it and asks about it, and the review of odd looks."""
