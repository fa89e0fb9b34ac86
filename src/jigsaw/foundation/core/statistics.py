"""What the database knows of its own tables, brought up to date after many rows came at once.

PostgreSQL gathers this by itself some minutes later. Until then it takes a table of a hundred thousand new rows for an
empty one and reads it from end to end for each person: a first load that should take a minute would take hours.
"""

from django.db import connection

MANY = 500


def refresh_after(rows: int) -> None:
    """Bring the statistics up to date when this many new rows make it worth while. Does nothing on SQLite."""
    if rows >= MANY and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYSE")
