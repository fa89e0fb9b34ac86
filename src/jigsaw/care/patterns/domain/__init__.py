"""Rules on plain values."""
