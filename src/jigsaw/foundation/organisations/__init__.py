"""Agencies, their teams, and the practitioners who sign in: who works where, and whom to ring."""
