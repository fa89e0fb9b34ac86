"""`jigsaw practitioner add` and `jigsaw agreement add`: who may sign in, and which agencies share."""

from datetime import datetime

import typer

from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.interfaces.commands.accounts import tell_set_up_code
from jigsaw.interfaces.commands.answers import say
from jigsaw.interfaces.commands.ground import command

practitioner = typer.Typer(help="Those who sign in.", no_args_is_help=True)
agreement = typer.Typer(help="The agreements by which agencies share.", no_args_is_help=True)

DAY = ["%Y-%m-%d"]
PASSWORD = typer.Option(
    ..., prompt=True, confirmation_prompt=True, hide_input=True, help="Asked for when left out."
)


@practitioner.command("add")
@command
def add_practitioner(
    username: str = typer.Argument(help="The sign-in name."),
    name: str = typer.Option(..., help="The name that others see."),
    agency: str = typer.Option(..., help="The agency's key: see jigsaw feeds --json."),
    role: str = typer.Option(
        "practitioner", help="practitioner, steward, manager, analyst, caldicott-guardian or privacy-officer."
    ),
    team: str = typer.Option("", help="The team's name."),
    job_title: str = typer.Option("", help="What they do."),
    password: str = PASSWORD,
) -> None:
    """Add a practitioner, or bring one's particulars and password up to date."""
    from jigsaw.foundation.accounts.passwords import fault_of_password
    from jigsaw.foundation.accounts.queries import factors_of
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.foundation.organisations import actions
    from jigsaw.foundation.organisations.models import Practitioner
    from jigsaw.foundation.organisations.queries import viewer_of

    _check_agency(agency)
    asked, roles = "Adding a practitioner", Practitioner.Role.values
    if role not in roles:
        raise Refused(asked, "there is no such role", f"Give one of: {', '.join(roles)}")
    if fault := fault_of_password(password, None, username, name):
        raise Refused(asked, "the password does not do", fault)
    works_in = actions.note_team(by=JIGSAW, agency=agency, name=team) if team else None
    made = actions.add_practitioner(
        by=JIGSAW,
        username=username,
        password=password,
        name=name,
        agency=agency,
        team=works_in,
        role=role,
        job_title=job_title,
    )
    say("Added. They can sign in now.")
    if not factors_of(viewer=viewer_of(made)).any:
        tell_set_up_code(made.pk)


@agreement.command("add")
@command
def add_agreement(
    key: str = typer.Argument(help="A short key: small letters, digits, hyphens."),
    name: str = typer.Option(..., help="What people call it."),
    purpose: str = typer.Option(..., help="What the sharing is for."),
    basis: str = typer.Option(..., help="The lawful basis."),
    agency: list[str] = typer.Option(..., help="An agency's key, as often as needed."),
    starts_on: datetime = typer.Option(..., formats=DAY, help="The first day."),
    ends_on: datetime = typer.Option(..., formats=DAY, help="The last day."),
    signed_on_paper: str = typer.Option(
        "", help="Where the paper is that each agency signed. Without it nothing is added."
    ),
) -> None:
    """Add an agreement that was signed on paper. Those signed in the workspace need no command: see jigsaw policy."""
    from jigsaw.foundation.access.actions import note_agreement
    from jigsaw.foundation.core.viewer import JIGSAW

    for one in agency:
        _check_agency(one)
    if not signed_on_paper.strip():
        raise Refused(
            "Adding an agreement",
            "it opens people's records to its agencies, and nobody has signed it",
            "Put a policy forward (jigsaw policy load) and sign it in the workspace; or say with --signed-on-paper "
            "where the signed paper is kept",
        )
    if ends_on < starts_on:
        raise Refused(
            "Adding an agreement", "it would end before it starts", "Give a last day after the first"
        )
    note_agreement(
        by=JIGSAW,
        key=key,
        name=name,
        purpose=purpose,
        basis=basis,
        starts_on=starts_on.date(),
        ends_on=ends_on.date(),
        agencies=agency,
        why=f"Signed on paper: {signed_on_paper.strip()}",
    )
    say(
        f"Opened: {len(set(agency))} agencies see one another's people from {starts_on:%Y-%m-%d} to {ends_on:%Y-%m-%d}."
    )
    say("Nobody signed it in Jigsaw: the audit trail holds where the paper is, and jigsaw doctor names it.")


def _check_agency(key: str) -> None:
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.foundation.organisations.queries import agencies_by_key

    known = agencies_by_key(viewer=JIGSAW)
    if key not in known:
        keys = ", ".join(sorted(known)) or "none: load a folder first"
        raise NotFound("Naming an agency", f"there is none with the key {key}", f"Known keys: {keys}")
