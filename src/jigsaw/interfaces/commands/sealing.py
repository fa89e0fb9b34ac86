"""`jigsaw sealed`: seal that somebody is known here, and lift it; make what is sealed unreadable for ever."""

from uuid import UUID

import typer

from jigsaw.interfaces.commands.answers import say, tell
from jigsaw.interfaces.commands.ground import AS, AS_JSON, command, viewer_for

app = typer.Typer(help="Sealed people, and what sealed pieces say.", no_args_is_help=True)


@app.command("person")
@command
def person(
    key: UUID = typer.Argument(help="The person's id."),
    let_in: list[str] = typer.Option(
        ..., help="An agency by its key, or a team as AGENCY/TEAM; as often as needed."
    ),
    why: str = typer.Option(..., help="Why: those let in can read it."),
    username: str = AS,
) -> None:
    """Seal that somebody is known here: for everybody who is not let in they are not there."""
    from jigsaw.care.people import queries as people
    from jigsaw.foundation.access.sealing_people import letting_in, seal_person
    from jigsaw.foundation.access.standing import check_look

    viewer = viewer_for(username)
    found = people.person(viewer, key)
    check_look(viewer, "person", found.pk, why=why, deceased=bool(found.died_on))
    records = people.record_ids(viewer, [found.pk]).get(found.pk, ())
    made = seal_person(by=viewer, person=found.pk, records=records, reason=why, let_in=letting_in(let_in))
    say(f"Sealed: {made.pk}. Lift it with jigsaw sealed lift.")


@app.command("people")
@command
def people_sealed(username: str = AS, as_json: bool = AS_JSON) -> None:
    """The seals that your agency set and that let you in. Nobody is named."""
    from jigsaw.foundation.access.sealing_people import seals

    rows = [
        {"seal": one.id, "person": one.person, "since": one.at, "by": one.by, "let_in": list(one.let_in)}
        for one in seals(viewer=viewer_for(username))
    ]
    tell(rows, as_json=as_json, as_csv=False, nothing="Nobody is sealed, of those whom you may know of.")


@app.command("lift")
@command
def lift(
    seal: UUID = typer.Argument(help="The seal's id, from jigsaw sealed people."),
    why: str = typer.Option(..., help="Why."),
    username: str = AS,
) -> None:
    """Lift a seal: the person is there again for everybody who may know of people."""
    from jigsaw.foundation.access.sealing_people import lift_seal

    lift_seal(by=viewer_for(username), seal=seal, reason=why)
    say("Lifted.")


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
