"""`jigsaw serve`: the workspace over HTTP."""

import os
from typing import TYPE_CHECKING

import typer

from jigsaw.interfaces.commands.answers import say
from jigsaw.interfaces.commands.ground import TablesOutOfDate, command, waits_for_tables

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler

WORKERS = 2
THREADS = 4


@command
def serve_command(
    address: str = typer.Option("127.0.0.1", help="The address to listen on."),
    port: int = typer.Option(8000, help="The port to listen on."),
) -> None:
    """Serve the workspace. In service put it behind a proxy that ends TLS."""
    if waits_for_tables():
        raise TablesOutOfDate("Serving the workspace")
    say(f"The workspace is at http://{address}:{port}")
    serve(address, port)


def serve(address: str, port: int) -> None:
    """Serve until stopped, with gunicorn: processes that keep reads quick while one writes."""
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

    from jigsaw.interfaces.workspace.wsgi import application

    class Workspace(BaseApplication):
        """The workspace under gunicorn."""

        def load_config(self) -> None:
            told = {
                "bind": f"{address}:{port}",
                "workers": int(os.environ.get("JIGSAW_WORKERS", WORKERS)),
                "threads": THREADS,
                "worker_class": "gthread",
                # A control socket would be a second way in.
                "control_socket_disable": True,
                "accesslog": None,
                "loglevel": "warning",
            }
            for name, value in told.items():
                self.cfg.set(name, value)

        def load(self) -> "WSGIHandler":
            return application

    Workspace().run()
