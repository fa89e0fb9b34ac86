"""A borough that stands on SQLite, copied table by table into an empty PostgreSQL: hours of loading saved.

Loading is measured by bench.load. What bench.story measures is reading, of the same rows on both.
Run by bench.boroughs at PostgreSQL's place: python -m bench.copied FILE
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from bench.children import tell_parent

AT_ONCE = 5_000


def main(file: Path) -> None:
    """Copy every table of the SQLite file and tell how many rows there were."""
    from jigsaw.interfaces.commands.ground import prepare

    prepare()
    from django.db import connection

    from jigsaw.foundation.core.sqlite.opening import opened
    from jigsaw.interfaces.commands.installation import make_ready

    make_ready()
    key = file.parent / "keys" / "store.key"
    source = opened({"database": str(file), "key_file": str(key) if key.is_file() else ""})
    models = {model._meta.db_table: model for model in every_model()}
    rows = 0
    with connection.cursor() as cursor:
        # Rows come table by table: a foreign key may stand before what it points to.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {', '.join(map(connection.ops.quote_name, models))}")
        for model in models.values():
            rows += copy(model, source, cursor)
        for reset in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
            cursor.execute(reset)
        cursor.execute("ANALYSE")
    tell_parent(rows=rows)


def every_model() -> list[Any]:
    """Each model with a table of its own, those that Django makes for many-to-many fields among them."""
    from django.apps import apps

    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def copy(model: Any, source: Any, cursor: Any) -> int:
    """One table's rows, by PostgreSQL's own COPY."""
    fields = model._meta.concrete_fields
    names = ", ".join(f'"{field.column}"' for field in fields)
    converters = [converter(field) for field in fields]
    count = 0
    with cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as into:
        for row in stored(source, f'SELECT {names} FROM "{model._meta.db_table}"'):  # noqa: S608 (names of our own models)
            into.write_row(
                [value if value is None else to(value) for value, to in zip(row, converters, strict=True)]
            )
            count += 1
    return count


def stored(source: Any, query: str) -> Iterator[Any]:
    """What SQLite keeps, row by row."""
    cursor = source.execute(query)
    while part := cursor.fetchmany(AT_ONCE):
        yield from part


def converter(field: Any) -> Callable[[Any], Any]:
    """How what SQLite keeps of a field becomes what PostgreSQL takes."""
    while field.remote_field:
        field = field.target_field
    match field.get_internal_type():
        case "UUIDField":
            return lambda value: UUID(value)
        case "DateTimeField":
            return lambda value: f"{value}+00"
        case "BooleanField":
            return bool
    return lambda value: value


def no_style() -> Any:
    """Django asks for a style of its own even where nobody reads the words."""
    from django.core.management.color import no_style as plain

    return plain()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
