"""`jigsaw story`: the pieces about a person, a home, or the people tied to a person, in order."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import typer

from jigsaw.interfaces.commands.answers import Row, tell
from jigsaw.interfaces.commands.ground import AS, AS_CSV, AS_JSON, WHY, command, viewer_for

ON = typer.Option(None, "--as-known-on", formats=["%Y-%m-%d"], help="What was known by the end of that day.")


@command
def story(
    of: UUID = typer.Argument(help="The id of a person, or with --home of a home"),
    home: bool = typer.Option(False, "--home", help="The story of a home."),
    network: bool = typer.Option(False, "--network", help="The pieces about the people tied to a person."),
    as_known_on: datetime = ON,
    username: str = AS,
    why: str = WHY,
    as_json: bool = AS_JSON,
    as_csv: bool = AS_CSV,
) -> None:
    """Tell a story, oldest first, as known on a day when given."""
    from jigsaw.care.people import queries as people
    from jigsaw.care.story import queries
    from jigsaw.care.story.domain.choosing import Choice
    from jigsaw.foundation.access.standing import check_look
    from jigsaw.foundation.audit.actions import record_look
    from jigsaw.foundation.audit.showing import counting_what_is_shown

    viewer = viewer_for(username)
    # An id from before a join leads on, and the look is at whom it is now.
    found = (people.home if home else people.person)(viewer, of)
    of, kind = found.pk, "home" if home else "person"
    check_look(viewer, kind, of, why=why, deceased=bool(getattr(found, "died_on", "")))
    choice = Choice(as_known_on=as_known_on.date() if as_known_on else None)
    read = queries.home_story if home else queries.network if network else queries.person_story
    with counting_what_is_shown():
        told = read(viewer, of, choice).told
        named = {one.id for one in told.people.values()} - {of}
        record_look(by=viewer, subject_kind=kind, subject_id=of, why=why or "Command line", people=named)
    nothing = "No agency that shares holds a piece by that day. That does not mean that nothing happened."
    tell(list(_rows(told.entries)), as_json=as_json, as_csv=as_csv, nothing=nothing)


def _rows(entries: Iterable) -> Iterable[Row]:
    for one in entries:
        yield {
            "when": one.when.text(),
            "until": one.until.text() if one.until else "",
            "agency": one.holder.name,
            "what": one.label,
            "words": one.words,
            "place": one.place,
            "source": one.source,
            "recorded": one.recorded,
            "received": one.received,
            "piece": one.piece,
        }
