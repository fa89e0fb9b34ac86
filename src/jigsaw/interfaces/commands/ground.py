"""What every command stands on: settings, the viewer, and errors as exit codes."""

import functools
import os
import sys
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import typer
from rich.console import Console

from jigsaw.foundation.core.errors import JigsawError, Refused
from jigsaw.foundation.core.viewer import Viewer

P = ParamSpec("P")
R = TypeVar("R")

# Tables and JSON go to standard output; progress and errors to standard error, so that output can be piped.
errors = Console(stderr=True, highlight=False)

AS = typer.Option("", "--as", envvar="JIGSAW_AS", help="Look as this practitioner (sign-in name).")
AS_JSON = typer.Option(False, "--json", help="Answer as JSON.")
AS_CSV = typer.Option(False, "--csv", help="Answer as CSV.")
WHY = typer.Option("", "--why", help="Why you look: recorded with the look.")


def prepare() -> None:
    """Load the settings (DJANGO_SETTINGS_MODULE, else the demo's). The database then answers Jigsaw itself."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jigsaw.settings.demo")
    django.setup()
    from jigsaw.foundation.core import wall

    wall.stand_for(wall.JIGSAW)


def command(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function a command: settings loaded before it, an error of ours told in three lines after it."""

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            prepare()
            return function(*args, **kwargs)
        except JigsawError as error:
            if error.refusal:
                from jigsaw.foundation.access.refusing import keep_refusal

                keep_refusal(error, function.__name__)
            tell_error(error)
            raise typer.Exit(error.exit_code) from None
        except _database_error() as error:
            if not waits_for_tables():
                raise
            tell_error(TablesOutOfDate())
            raise typer.Exit(TablesOutOfDate.exit_code) from error
        except BrokenPipeError:
            # The reader went away (`jigsaw people … | head`): nothing is wrong.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None

    return run


class TablesOutOfDate(JigsawError):
    """The database's tables are those of an earlier version."""

    def __init__(self, asked: str = "Reading the database") -> None:
        super().__init__(asked, "the database's tables are not those of this version", "Run: jigsaw migrate")


def _database_error() -> type[Exception]:
    from django.db.utils import DatabaseError

    return DatabaseError


def waits_for_tables() -> bool:
    """Whether the database's tables are those of an earlier version, or missing."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def tell_error(error: JigsawError) -> None:
    """Say what was asked, what stood in the way and what to do next."""
    errors.print(error.asked, style="bold", soft_wrap=True, markup=False)
    errors.print(f"  stopped by: {error.hindered_by}", soft_wrap=True, markup=False)
    errors.print(f"  next:       {error.next_step}", soft_wrap=True, markup=False)


def viewer_for(username: str) -> Viewer:
    """The viewer that a command looks as, for whose agency the database answers. Raises Refused when none is named."""
    from jigsaw.foundation.core import wall
    from jigsaw.foundation.organisations.queries import viewer_named

    if not username:
        raise Refused(
            "Looking at people", "nobody was named to look as", "Give --as SIGN-IN-NAME, or set JIGSAW_AS"
        )
    viewer = viewer_named(username)
    wall.stand_for(viewer.agency)
    return viewer


def plain(value: Any) -> Any:
    """A value as JSON can carry it: moments as ISO text, ids as text, tuples as lists."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
