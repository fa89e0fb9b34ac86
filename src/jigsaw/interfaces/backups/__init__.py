"""Backups: the whole database in one file that only the holder of a private key can read, and the way back."""
