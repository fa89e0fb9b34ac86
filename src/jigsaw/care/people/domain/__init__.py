"""Rules about people and homes, on plain values."""
