"""The rules of a trail in which a change shows, on plain values."""
