"""`jigsaw sealed erase`: what is sealed about somebody is made unreadable for ever."""

import typer

from jigsaw.interfaces.commands.answers import say
from jigsaw.interfaces.commands.ground import command

app = typer.Typer(help="What sealed pieces say.", no_args_is_help=True)


@app.command("erase")
@command
def erase(
    agency: str = typer.Argument(help="The key of the agency that holds the record."),
    local_id: str = typer.Argument(help="The agency's own id of the person."),
    why: str = typer.Option(..., help="Why, and who decided it."),
) -> None:
    """Destroy the key of what is sealed about somebody by one agency. It cannot be undone."""
    from jigsaw.foundation.core.identity import record_id
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.foundation.sealing.actions import destroy_key

    destroy_key(by=JIGSAW, record=record_id(agency, local_id), why=why)
    say("Erased: nobody can read what was sealed about that record.")
    say("Backups from before still hold the key: throw them away when their time is over.")
