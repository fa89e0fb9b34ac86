"""A story page with the full rules and without any, in turns. Run by bench.access at the database's place."""

import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from bench.children import tell_parent

ROUNDS = 4


def main(seed: int, pages: int) -> None:
    """Tell milliseconds for a story page, of CPU time and by the clock, with and without the rules; what they cost."""
    from jigsaw.interfaces.commands.ground import prepare

    prepare()
    import random

    from django.conf import settings
    from django.test import Client

    from bench.story_asked import drawn
    from jigsaw.demo.signins import sign_ins
    from jigsaw.foundation.organisations.models import Practitioner

    settings.ALLOWED_HOSTS = ["*"]
    who = next(one for one in sign_ins() if one.username == "nkemi")
    people = drawn(who.agency_key, random.Random(seed), who.team.name)[:pages]
    client = Client()
    client.force_login(Practitioner.objects.get(username=who.username))
    times: dict[str, list[tuple[float, float]]] = {"on": [], "off": []}
    for key in people:
        client.get(f"/people/{key}")
        for turn in range(2 * ROUNDS):
            name = "on" if turn % 2 else "off"
            times[name].append(_timed(client, key, name))
    told: dict[str, float] = {}
    for place, what in enumerate(("cpu", "clock")):
        on, off = (1000 * statistics.median(one[place] for one in times[name]) for name in ("on", "off"))
        told[f"story_with_rules_{what}_ms"] = round(on, 2)
        told[f"story_without_rules_{what}_ms"] = round(off, 2)
        told[f"rules_cost_percent_{what}"] = round(100 * (on / off - 1), 1)
    tell_parent(pages=len(people), **told)


def _timed(client: Any, key: str, name: str) -> tuple[float, float]:
    with ExitStack() as stack:
        if name == "off":
            stack.enter_context(without_rules())
        began, clock = time.process_time(), time.perf_counter()
        answer = client.get(f"/people/{key}")
        took = time.process_time() - began, time.perf_counter() - clock
    assert answer.status_code == 200, answer.status_code
    assert 'id="story"' in answer.text, "the story did not open"
    return took


@contextmanager
def without_rules() -> Iterator[None]:
    """Everything is open to everybody, and nobody's wishes or glasses are asked for."""
    from jigsaw.foundation.access.domain import Act, Decision, Outcome, Reveal
    from jigsaw.foundation.access.standing import Look

    yes = Decision(Outcome.PERMIT, "Everything is open.")
    replaced = {
        "jigsaw.foundation.access.hiding._sealed_from": lambda viewer: frozenset(),
        "jigsaw.interfaces.workspace.opening.look_at": lambda *told, **more: Look(yes),
        "jigsaw.care.intake.entries.revealing": lambda *told: lambda *piece: Reveal.FULL,
        "jigsaw.care.reasons.queries.kept_back": lambda viewer: frozenset(),
        "jigsaw.care.people.queries.homes.objecting_elsewhere": lambda viewer: frozenset(),
        "jigsaw.interfaces.workspace.person.wish_of": lambda *told: None,
        "jigsaw.foundation.access.policies.can": lambda viewer, act: yes,
        "jigsaw.foundation.access.policies.permitted_acts": lambda viewer: frozenset(Act),
    }
    with ExitStack() as stack:
        for name, instead in replaced.items():
            stack.enter_context(patch(name, instead))
        yield


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
