"""Reasons for a conversation: what open patterns find in the pieces taken together, and what was done about
it.
"""
