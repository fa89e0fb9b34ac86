"""The states of a conversation and of what it agrees, each in one table, from which the diagram is drawn."""

from dataclasses import dataclass
from enum import StrEnum

from jigsaw.foundation.core.errors import Refused


class State(StrEnum):
    """Where a conversation stands."""

    CALLED = "called"
    UNDER_WAY = "under way"
    HELD = "held"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class ActionState(StrEnum):
    """Where an action stands."""

    OPEN = "open"
    DONE = "done"
    HANDED_ON = "handed on"
    TAKEN_ON = "taken on"


@dataclass(frozen=True)
class Step:
    """One arrow: the verb, from which state to which, and what it asks for."""

    verb: str
    before: str
    after: str
    needs: str


STEPS: tuple[Step, ...] = (
    Step("begin", State.CALLED, State.UNDER_WAY, "nothing: those who are there begin"),
    Step("hold", State.CALLED, State.HELD, "who came, and what we now understand together"),
    Step("hold", State.UNDER_WAY, State.HELD, "who came, and what we now understand together"),
    Step("cancel", State.CALLED, State.CANCELLED, "a reason"),
    Step(
        "close",
        State.HELD,
        State.CLOSED,
        "an outcome, the kind’s questions answered, and every action done or taken on by somebody else",
    ),
)
ACTION_STEPS: tuple[Step, ...] = (
    Step("finish", ActionState.OPEN, ActionState.DONE, "what was done"),
    Step("hand on", ActionState.OPEN, ActionState.HANDED_ON, "who is asked to take it on, and why"),
    Step(
        "take on", ActionState.HANDED_ON, ActionState.TAKEN_ON, "nothing: the agency that was asked says yes"
    ),
    Step(
        "refuse", ActionState.HANDED_ON, ActionState.OPEN, "why the agency that was asked does not take it on"
    ),
    Step("finish", ActionState.HANDED_ON, ActionState.DONE, "what was done"),
    Step("finish", ActionState.TAKEN_ON, ActionState.DONE, "what was done"),
)
OPEN_STATES: tuple[State, ...] = (State.CALLED, State.UNDER_WAY, State.HELD)
WAITING_ACTIONS: tuple[ActionState, ...] = (ActionState.OPEN, ActionState.HANDED_ON)
"""What keeps a conversation from closing: nobody does it yet, or nobody has said yes to it."""


def may_take(verb: str, state: str, steps: tuple[Step, ...] = STEPS) -> bool:
    """Whether the table has this step from this state."""
    return any(step.verb == verb and step.before == state for step in steps)


def after(verb: str, state: str, steps: tuple[Step, ...] = STEPS) -> str:
    """The state that a step leads to. Raises Refused when the table has no such step from this state."""
    for step in steps:
        if step.verb == verb and step.before == state:
            return step.after
    possible = " or ".join(step.verb for step in steps if step.before == state) or "nothing more"
    raise Refused(f"To {verb} this", f"it is already {state}", f"From here you can do this: {possible}")
