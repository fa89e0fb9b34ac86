"""The rules of access: files in Cedar that an information-governance lead can read, and what decides by them."""
