"""Signing in by another service: OpenID Connect, for CIS2, NHS login, Entra and their like."""
