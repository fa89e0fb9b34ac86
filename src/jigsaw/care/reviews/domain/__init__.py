"""The rules of a review, on plain values."""
