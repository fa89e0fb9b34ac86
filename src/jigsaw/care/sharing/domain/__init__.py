"""The rules of sharing, on plain values: what a policy says, whether it is in force, and what it answers."""
