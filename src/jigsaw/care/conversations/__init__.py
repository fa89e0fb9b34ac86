"""Conversations: called, held and closed, with the person, by people from several agencies."""
