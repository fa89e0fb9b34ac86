"""Numbers and time: knows no Django, no database, no web."""
