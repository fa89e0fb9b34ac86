"""Every address of the workspace, from the resolver, filled in with whom or what it can be about."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver

from tests.proofs.world import SUBJECTS, World

SENT = "SENT"
"""The form of the page, filled in with something plausible by one who is shown it, is sent by every reader."""
REASON = "REASON"
"""A reason is given and what then comes is followed: only where a page asks why."""
_NOBODY, _NUMBER = str(UUID(int=4242)), "424242"
_WORDS = {"form": "pdf", "pattern": "R04"}


@dataclass(frozen=True)
class Address:
    """One address about one thing. name: the route's; about: whom, as world.SUBJECTS names them, or what."""

    name: str
    about: str
    path: str


def routes() -> dict[str, str]:
    """Every route by its name; one without a name goes by its address."""
    return {name or route: route for name, route in _walk(get_resolver().url_patterns)}


def methods_of(address: "Address") -> tuple[str, ...]:
    """How an address is asked: GET, POST with nothing in it, with the page's own form filled in where there is one, and
    the first page of a story with a reason.
    """
    if address.name in ("person", "home_story"):
        return ("GET", "POST", REASON)
    return ("GET", "POST") if address.about == "unknown" else ("GET", "POST", SENT)


def addresses(world: World) -> Iterator[Address]:
    """Every address: those of a person and a home about each subject, others once."""
    for name, route in routes().items():
        for about, gaps in _about(world, route):
            yield Address(name, about, "/" + _filled(route, gaps))


def _walk(patterns, before="") -> Iterator[tuple[str | None, str]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, before + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield one.name, before + str(one.pattern)


def _about(world: World, route: str) -> list[tuple[str, dict[str, object]]]:
    """What a route can be about, and what its gaps are filled with; what is in none is of nobody."""
    told = dict(_whom(world, route)) | _thing(world, route)
    if not told and "<" not in route:
        return [("-", {})]
    return [*told.items(), *([] if "unknown" in told else [("unknown", {})])]


def _whom(world: World, route: str) -> list[tuple[str, dict[str, object]]]:
    if route.startswith("people/<uuid:key>"):
        return [(one, {"key": world.people[one]}) for one in SUBJECTS]
    if route.startswith("homes/<uuid:key>"):
        return [(one, {"key": world.homes[one]}) for one in SUBJECTS]
    if route.startswith("reasons/<uuid:key>"):
        return [("own", {"key": world.reason})]
    if route.startswith("conversations/<uuid:key>"):
        return [("own", {"key": world.conversation}), ("closed", {"key": world.closed})]
    if "/from/<uuid:conversation>" in route:
        return [("own", {"conversation": world.conversation}), ("closed", {"conversation": world.closed})]
    return []


def _thing(world: World, route: str) -> dict[str, dict[str, object]]:
    fitting = [prefix for prefix in world.things if route.startswith(prefix)]
    return world.things[max(fitting, key=len)] if fitting else {}


def _filled(route: str, gaps: dict[str, object]) -> str:
    path = ""
    for part in route.split("<"):
        told, closed, rest = part.rpartition(">")
        kind, _, name = told.partition(":")
        path += (str(gaps[name]) if name in gaps else _of_nobody(kind, name)) if closed else ""
        path += rest
    return path


def _of_nobody(kind: str, name: str) -> str:
    if kind == "uuid":
        return _NOBODY
    return _NUMBER if kind == "int" else _WORDS.get(name, "nothing")
