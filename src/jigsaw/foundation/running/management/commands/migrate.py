"""Django's `migrate`, which on an empty database makes the tables at once."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections

from jigsaw.foundation.core.laying import is_empty, lay_tables


class Command(migrate.Command):
    """As Django's. With `--step-by-step` an empty database takes every step of its history too."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Django's own, and ours."""
        super().add_arguments(parser)
        parser.add_argument("--step-by-step", action="store_true", help="take every step of the history")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make all tables of an empty database; then whatever steps are left, and what follows them."""
        connection = connections[options["database"]]
        only_looks = options["plan"] or options["check_unapplied"] or options["app_label"] or options["fake"]
        if not (options.pop("step_by_step") or only_looks) and is_empty(connection):
            lay_tables(connection)
        super().handle(*args, **options)
