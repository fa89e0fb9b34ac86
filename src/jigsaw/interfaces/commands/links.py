"""`jigsaw links`: which source records are one person and why, which pairs wait, what was decided, and why not."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import typer

from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.interfaces.commands.answers import Row, print_json, say, tell
from jigsaw.interfaces.commands.ground import AS, AS_CSV, AS_JSON, WHY, command, viewer_for

app = typer.Typer(help="Which source records are one person, and why.")
ONE = typer.Argument(help="A source record: AGENCY/ITS-OWN-ID, or its id.")
OTHER = typer.Argument(help="The other one.")
_WHY = "Asking why two records are not joined"
MOST = typer.Option(1_000, help="How many at most.")


@app.callback(invoke_without_command=True)
@command
def links(
    context: typer.Context,
    person: UUID = typer.Option(None, help="Only this person's source records."),
    waiting: bool = typer.Option(
        False, "--waiting", help="The people to compare two by two, that wait for a person to decide."
    ),
    username: str = AS,
    why: str = WHY,
    most: int = MOST,
    as_json: bool = AS_JSON,
    as_csv: bool = AS_CSV,
) -> None:
    """List who is who, with the reason for each join; or who waits to be compared, in turn by what hangs on it."""
    if context.invoked_subcommand:
        return
    viewer = viewer_for(username)
    whom = _opened(viewer, person, why) if person else None
    rows = _waiting(viewer, most) if waiting else _links(viewer, whom, most)
    _tell_look(viewer, why, whom)
    nothing = (
        "Nobody waits for a decision." if waiting else "No source record is joined yet: run jigsaw load."
    )
    tell(rows, as_json=as_json, as_csv=as_csv, nothing=nothing)


@app.command("why")
@command
def why_apart(
    one: str = ONE,
    other: str = OTHER,
    username: str = AS,
    why: str = WHY,
    as_json: bool = AS_JSON,
) -> None:
    """Say why two source records are, or are not, one person: any two, joined or not, compared or not."""
    from jigsaw.care.linkage import queries
    from jigsaw.care.stewardship.queries import look_asked_about

    viewer = viewer_for(username)
    left, right = (queries.record_named(viewer=viewer, named=named) for named in (one, other))
    if look_asked_about(viewer=viewer, left=left, right=right) is not None:
        raise Refused(
            _WHY, "your second opinion on the two is asked for", "Give it first: jigsaw serve, Second looks"
        )
    found = queries.why(viewer=viewer, left=left, right=right)
    _tell_look(viewer, why, None, (left, right))
    told = _answer(found)
    if as_json:
        print_json(told)
        return
    say(f"{found.sentence}.")
    for heading in ("path", "between", "rules", "comparisons"):
        if told[heading]:
            tell(told[heading], as_json=False, as_csv=False, nothing="", title=heading.capitalize())


@app.command("decisions")
@command
def decisions(
    mine: bool = typer.Option(False, "--mine", help="Only the viewer's own."),
    username: str = AS,
    why: str = WHY,
    most: int = MOST,
    as_json: bool = AS_JSON,
    as_csv: bool = AS_CSV,
) -> None:
    """List what stewards decided about pairs, the latest first. The key of each is what `undo` takes."""
    from jigsaw.care.linkage import queries
    from jigsaw.care.stewardship.queries import hidden_decisions

    viewer = viewer_for(username)
    hidden = hidden_decisions(viewer=viewer)
    found = queries.decisions(viewer=viewer, only_mine=mine, most=most)
    _tell_look(viewer, why, None)
    rows = [_decision(one) for one in found if one.key not in hidden]
    tell(rows, as_json=as_json, as_csv=as_csv, nothing="Nothing was decided yet.")


@app.command("undo")
@command
def undo(
    key: int = typer.Argument(help="The decision, by its key in `jigsaw links decisions`."),
    because: str = typer.Option(..., "--because", help="Why it is undone: kept beside it."),
    username: str = AS,
) -> None:
    """Take a decision back, in full effect: people, homes, reasons, and those who saw the wrong person are told."""
    from jigsaw.interfaces.feeds.steps import undo_decision

    undo_decision(by=viewer_for(username), decision=key, why=because)
    say("Undone. Stories and reasons have been worked out again; those who looked are told.")


def _tell_look(viewer: Viewer, why: str, person: UUID | None, records: Iterable[UUID] = ()) -> None:
    from jigsaw.foundation.audit.actions import KEEPING, record_look

    record_look(
        by=viewer,
        subject_kind="person" if person else "links",
        subject_id=person or "",
        records=records,
        why=why or "Joins",
        act="looked at joins",
        purpose=KEEPING,
    )


def _opened(viewer: Viewer, person: UUID, why: str) -> UUID:
    """Who it is now, for an id from before a join leads on. Raises Refused where the rules ask for a reason first."""
    from jigsaw.care.people.queries import person as whom
    from jigsaw.foundation.access.standing import check_look

    found = whom(viewer, person)
    check_look(viewer, "person", found.pk, why=why, deceased=bool(found.died_on))
    return found.pk


def _links(viewer: Viewer, person: UUID | None, most: int) -> list[Row]:
    from jigsaw.care.linkage.queries import links as read_links

    found = read_links(viewer=viewer, persons=[person] if person else None, most=most)
    return [
        {"agency": one.agency, "local_id": one.local_id, "person": one.person, "why": one.why}
        for one in found
    ]


def _waiting(viewer: Viewer, most: int) -> list[Row]:
    from jigsaw.care.conversations.derivation import open_about
    from jigsaw.care.stewardship.queries import queue
    from jigsaw.foundation.access.domain import Act
    from jigsaw.foundation.access.policies import check
    from jigsaw.interfaces.stewarding import bring_up_to_date

    check(viewer, Act.DECIDE_JOINS)
    bring_up_to_date()
    return [
        {
            "left": f"{one.pair.left.holder.key}/{one.pair.left.local_id}",
            "right": f"{one.pair.right.holder.key}/{one.pair.right.local_id}",
            "records": f"{one.left_records} and {one.right_records}",
            "pairs": one.pairs,
            "at_stake": ". ".join(one.stakes),
            "why": one.pair.why,
        }
        for one in queue(viewer=viewer, most=most, talks=open_about).lines
    ]


def _decision(one: Any) -> Row:
    return {
        "key": one.key,
        "at": one.at,
        "by": one.by,
        "decided": "the same person" if one.same else "two people",
        "records": " and ".join(one.records),
        "why": one.why,
        "now": "undone" if one.undone else "holds" if one.holds else "a later one holds",
    }


def _answer(found: Any) -> dict[str, Any]:
    def hops(these: Any) -> list[Row]:
        return [{"records": " and ".join(one.ends), "found": one.found, "why": one.why} for one in these]

    return {
        "case": found.case.name.lower().replace("_", "-"),
        "sentence": found.sentence,
        "one_person": bool(found.left_person and found.left_person == found.right_person),
        "path": hops(found.path),
        "between": hops(found.between),
        "rules": [{"rule": one.words, "these_two": one.stands} for one in found.rules],
        "comparisons": [{"comparison": one.words, "speaks": one.speaks} for one in found.steps],
    }
