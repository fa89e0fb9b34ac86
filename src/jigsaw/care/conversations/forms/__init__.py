"""Forms of conversations: each asks for what one act needs."""
