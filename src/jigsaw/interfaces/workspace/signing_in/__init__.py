"""Signing in and out, second factors, locked sessions, and the page on which people look after their own sign-in."""
