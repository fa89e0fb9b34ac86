"""`jigsaw account …`: what an administrator does for those who sign in. All of it holds from the next click on."""

import typer

from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.interfaces.commands.answers import say
from jigsaw.interfaces.commands.ground import command

app = typer.Typer(help="How those who sign in show that it is they.", no_args_is_help=True)

NAME = typer.Argument(help="The sign-in name.")
PROVIDER = typer.Option(..., help="The service, by its key in the file that JIGSAW_PROVIDERS names.")


@app.command("role")
@command
def role(
    username: str = NAME,
    role: str = typer.Argument(help="The role to give."),
    why: str = typer.Option("", help="Why: recorded."),
) -> None:
    """Give somebody another role."""
    from jigsaw.foundation.accounts import actions
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.foundation.organisations.models import Practitioner

    if role not in Practitioner.Role.values:
        raise Refused(
            "Giving a role", "there is no such role", f"Give one of: {', '.join(Practitioner.Role.values)}"
        )
    actions.give_role(by=JIGSAW, practitioner=_key(username), role=role, why=why)
    say("Given. It holds from their next click on.")


@app.command("close")
@command
def close(username: str = NAME) -> None:
    """Let somebody sign in no more, for instance because they left. What they did stays recorded."""
    from jigsaw.foundation.accounts import actions
    from jigsaw.foundation.core.viewer import JIGSAW

    actions.close_account(by=JIGSAW, practitioner=_key(username))
    say("Closed. Their next click leads to the sign-in page.")


@app.command("open")
@command
def open_again(username: str = NAME) -> None:
    """Let somebody sign in again whose sign-in was closed."""
    from jigsaw.foundation.accounts import actions
    from jigsaw.foundation.core.viewer import JIGSAW

    actions.close_account(by=JIGSAW, practitioner=_key(username), closed=False)
    say("Opened. They can sign in now.")


@app.command("end-sessions")
@command
def end_sessions(username: str = NAME) -> None:
    """End every session of somebody, for instance when a computer was stolen."""
    from jigsaw.foundation.accounts import actions
    from jigsaw.foundation.core.viewer import JIGSAW

    actions.end_sessions(by=JIGSAW, practitioner=_key(username))
    say("Ended. Their next click leads to the sign-in page.")


@app.command("forget-factors")
@command
def forget_factors(username: str = NAME) -> None:
    """Forget somebody's app, passkeys and recovery codes, when they have lost them. Make sure first that it is they."""
    from jigsaw.foundation.accounts import actions
    from jigsaw.foundation.core.viewer import JIGSAW

    actions.forget_factors(by=JIGSAW, practitioner=_key(username))
    say("Forgotten. They set up new ones when they next sign in.")
    tell_set_up_code(_key(username))


@app.command("set-up-code")
@command
def set_up_code(username: str = NAME) -> None:
    """Make a code with which somebody sets up their first second factor. Give it by another way than the password."""
    tell_set_up_code(_key(username))


def tell_set_up_code(practitioner: int) -> None:
    """Make a set-up code and say it, where a second factor is needed."""
    from django.conf import settings

    from jigsaw.foundation.accounts import setting_up
    from jigsaw.foundation.core.viewer import JIGSAW

    if not settings.JIGSAW_SECOND_FACTOR:
        return
    made = setting_up.make_set_up_code(by=JIGSAW, practitioner=practitioner)
    say(f"Their set-up code, once, within seven days: {made}")
    say(
        "Give it by another way than the password: with the password alone nobody can set up a second factor."
    )


@app.command("bind")
@command
def bind(
    username: str = NAME,
    provider: str = PROVIDER,
    subject: str = typer.Option(
        ..., help="The service's own name for them: see the provider's account claim."
    ),
) -> None:
    """Bind somebody's account at another service to them."""
    from jigsaw.foundation.accounts import binding
    from jigsaw.foundation.accounts.openid.providers import provider as found
    from jigsaw.foundation.accounts.openid.vouching import Vouch
    from jigsaw.foundation.core.viewer import JIGSAW

    vouch = Vouch(found(provider).issuer, subject, {})
    binding.bind(by=JIGSAW, practitioner=_key(username), vouch=vouch, bound_by="an administrator")
    say("Bound. They can sign in by it now.")


@app.command("link")
@command
def link(username: str = NAME, provider: str = PROVIDER) -> None:
    """Make a link by which somebody binds their own account at another service, once, within three days."""
    from django.urls import reverse

    from jigsaw.foundation.accounts import binding
    from jigsaw.foundation.accounts.openid.providers import provider as found
    from jigsaw.foundation.core.viewer import JIGSAW

    made = binding.make_link(by=JIGSAW, practitioner=_key(username), provider=found(provider).key)
    say(f"Give it to them in person or by a way that is theirs alone: {reverse('bind', args=[made])}")


@app.command("unbind")
@command
def unbind(username: str = NAME) -> None:
    """Let no service vouch for somebody any more."""
    from jigsaw.foundation.accounts import binding
    from jigsaw.foundation.core.viewer import JIGSAW

    count = binding.unbind(by=JIGSAW, practitioner=_key(username))
    say(f"Unbound from {count}.")


def _key(username: str) -> int:
    from jigsaw.foundation.organisations.models import Practitioner

    found = Practitioner.objects.filter(username=username).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound(
            "Naming somebody who signs in", "there is nobody of that name", "Check the sign-in name"
        )
    return found
