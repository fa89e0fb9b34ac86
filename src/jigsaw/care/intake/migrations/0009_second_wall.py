from django.db import migrations

from jigsaw.foundation.core import wall
from jigsaw.foundation.core.laying import for_new_tables


@for_new_tables
def put_up(apps, schema_editor):
    """On PostgreSQL alone: SQLite has no policies by row."""
    if schema_editor.connection.vendor == "postgresql":
        for table in wall.WALLED:
            for statement in wall.statements(table):
                schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0008_handling"),
        ("people", "0004_search_by_term_gone"),
    ]

    operations = [migrations.RunPython(put_up, migrations.RunPython.noop)]
