"""The command `jigsaw`."""

from collections.abc import Callable
from typing import Any

import typer

from jigsaw.cli.demo import app as demo
from jigsaw.interfaces.commands import (
    accounts,
    addresses,
    audit_trail,
    auditing,
    backing_up,
    backtesting,
    catching_up,
    conversations,
    doctor,
    encoding,
    explaining,
    feeds,
    linking,
    links,
    load,
    looks,
    people,
    people_who_sign_in,
    quarantine,
    reasons,
    rekeying,
    research,
    reviewing,
    sealing,
    serving,
    sharing,
    story,
    timing,
    training,
)

app = typer.Typer(
    name="jigsaw",
    help="One story, one conversation: software for integrated mental health teams.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

COMMANDS: dict[str, Callable[..., Any]] = {
    "load": load.load,
    "people": people.people,
    "link": linking.link,
    "train": training.train,
    "story": story.story,
    "reasons": reasons.reasons,
    "backtest": backtesting.backtest,
    "why-reason": explaining.why_reason,
    "replay": explaining.replay,
    "audit-pack": auditing.audit_pack,
    "conversations": conversations.conversations,
    "encode": encoding.encode,
    "feeds": feeds.feeds,
    "doctor": doctor.doctor,
    "serve": serving.serve_command,
    "catch-up": catching_up.catch_up,
    "timer": timing.timer,
    "relink": catching_up.relink,
    "rebuild": catching_up.rebuild,
    "migrate": catching_up.migrate,
    "research-list": research.research_list,
    "rekey": rekeying.rekey,
    "backup": backing_up.backup,
    "backup-key": backing_up.backup_key,
    "restore": backing_up.restore,
}
for name, function in COMMANDS.items():
    app.command(name)(function)
app.add_typer(audit_trail.app, name="audit")
app.add_typer(addresses.app, name="address")
app.add_typer(links.app, name="links")
app.add_typer(looks.app, name="looks")
app.add_typer(reviewing.app, name="review")
app.add_typer(feeds.feed, name="feed")
app.add_typer(quarantine.app, name="quarantine")
app.add_typer(people_who_sign_in.practitioner, name="practitioner")
app.add_typer(accounts.app, name="account")
app.add_typer(people_who_sign_in.agreement, name="agreement")
app.add_typer(sharing.app, name="policy")
app.add_typer(sealing.app, name="sealed")
app.add_typer(demo, name="demo")


def main() -> None:
    """Run the command that was typed."""
    app()
