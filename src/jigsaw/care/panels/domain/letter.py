"""The letter to the person, in plain words: what was decided, why, and what they can do if they do not agree."""

from dataclasses import dataclass

from jigsaw.care.panels.domain.states import State

_SAYS = {
    State.AGREED: "The panel agrees with it.",
    State.CONDITIONS: "The panel agrees with it, with this to be done as well: {more}",
    State.RETURNED: "The panel asked the worker to look at it again: {more}",
    State.DEFERRED: "The panel could not decide yet, because something is missing: {more}",
    State.ESCALATED: "The panel asked somebody else to decide: {more}",
}


@dataclass(frozen=True)
class Told:
    """What a letter says. more: the conditions, what is missing, or whom it was given to."""

    what: str
    panel: str
    outcome: State
    why: str
    more: str
    ring: str


_RIGHTS = (
    "Help that you have a right to goes on. The panel looks at how well things are written down and thought through;"
    " it cannot take a right away."
)
_APPEAL = (
    "If you do not agree, tell us. You need not write a letter: ring {ring}, or ask anybody to help you say it."
    " Somebody who did not decide the first time looks at it again within 20 days, and you may be there."
)
_COMPANY = "You can have somebody with you, or an advocate, who speaks for you and costs you nothing."


def letter(told: Told) -> str:
    """The letter's words, for somebody to read and change before it is sent."""
    opening = f"A group of people from several services, the {told.panel}, read your {told.what}."
    appeal = _APPEAL.format(ring=told.ring or "the person who works with you")
    said = _SAYS[told.outcome].format(more=told.more)
    return "\n\n".join(("Dear …", opening, said, f"Why: {told.why}", _RIGHTS, appeal, _COMPANY))
