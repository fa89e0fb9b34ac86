"""The rules of signing in, on plain values."""
