"""The rules of a quality panel, on plain values."""
