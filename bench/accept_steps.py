"""How long each step of the door takes, and how many statements: measured around the functions that do them."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

STEPS = ("intake", "linkage", "settle", "reasons", "tell", "progress", "commit")


class Stopwatches:
    """The seconds of each step of each row. `settle` is a part of `linkage`."""

    def __init__(self) -> None:
        self._rows: list[dict[str, float]] = []
        self._now: dict[str, float] = {}

    @contextmanager
    def running(self) -> Iterator[None]:
        """Within, one row is taken in."""
        self._now = dict.fromkeys(STEPS, 0.0)
        with around_steps(self._watched):
            yield
        self._rows.append(self._now)

    def of(self, step: str) -> list[float]:
        """What the step took of each row."""
        return [row[step] for row in self._rows]

    def _watched(self, step: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*args: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return act(*args, **named)
            finally:
                self._now[step] += time.perf_counter() - began

        return watched


@contextmanager
def counting() -> Iterator[Counter[str]]:
    """Within, statements are counted by the step in which they are put; and in `all`."""
    counted: Counter[str] = Counter()
    inside: list[str] = ["other"]

    def entered(step: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def within(*args: Any, **named: Any) -> Any:
            inside.append(step)
            try:
                return act(*args, **named)
            finally:
                inside.pop()

        return within

    def noted(act: Callable[..., Any]) -> Callable[..., Any]:
        def put(*args: Any, **named: Any) -> Any:
            counted[inside[-1]] += 1
            counted["all"] += 1
            return act(*args, **named)

        return put

    with around_steps(entered), around_statements(noted):
        yield counted


@contextmanager
def around_steps(wrap: Callable[[str, Callable[..., Any]], Any]) -> Iterator[None]:
    """Put something around the function that does each step."""
    from django.db import connection

    from jigsaw.care.intake.actions import delivering
    from jigsaw.care.linkage import linking
    from jigsaw.interfaces.feeds import queueing

    places = {
        "intake": (delivering, "take"),
        "linkage": (queueing.linkage, "link_accepted"),
        "settle": (linking.settling, "settle"),
        "reasons": (queueing.reasons, "read_accepted"),
        "tell": (queueing, "tell_others"),
        "progress": (delivering, "_keep_progress"),
        "commit": (connection, "commit"),
    }
    with ExitStack() as stack:
        for step, (owner, name) in places.items():
            stack.enter_context(patch.object(owner, name, wrap(step, getattr(owner, name))))
        yield


@contextmanager
def around_statements(wrap: Callable[[Callable[..., Any]], Any]) -> Iterator[None]:
    """Put something around whatever puts a statement to the database."""
    from django.db import connection

    from jigsaw.foundation.core import asking, inserting

    def through(execute: Callable[..., Any], *rest: Any) -> Any:
        return wrap(execute)(*rest)

    with ExitStack() as stack:
        for owner in (asking, inserting):
            for name in ("run_on_sqlite", "run_on_postgresql"):
                stack.enter_context(patch.object(owner, name, wrap(getattr(owner, name))))
        stack.enter_context(connection.execute_wrapper(through))
        yield
