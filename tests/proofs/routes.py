"""Every address of the workspace, from the resolver, filled in with whom or what it can be about."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver

from tests.proofs.world import SUBJECTS, World

REASON = "REASON"
"""A reason is given and what then comes is followed: only where a page asks why."""
_NOBODY, _NUMBER = str(UUID(int=4242)), "424242"
_WORDS = {"form": "pdf", "token": "nothing", "link": "nothing", "slug": "nothing"}


@dataclass(frozen=True)
class Address:
    """One address about one thing. name: the route's; about: whom, as world.SUBJECTS names them, or what."""

    name: str
    about: str
    path: str


def routes() -> dict[str, str]:
    """Every route by its name; one without a name goes by its address."""
    return {name or route: route for name, route in _walk(get_resolver().url_patterns)}


def methods_of(name: str) -> tuple[str, ...]:
    """How a route is asked: GET, POST with nothing in it, and on the first page of a story with a reason."""
    return ("GET", "POST", REASON) if name in ("person", "home_story") else ("GET", "POST")


def addresses(world: World) -> Iterator[Address]:
    """Every address: those of a person and a home about each subject, others once."""
    for name, route in routes().items():
        for about, key in _about(world, route):
            yield Address(name, about, "/" + _filled(route, key))


def _walk(patterns, before="") -> Iterator[tuple[str | None, str]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, before + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield one.name, before + str(one.pattern)


def _about(world: World, route: str) -> list[tuple[str, str]]:
    if route.startswith("people/<uuid:key>"):
        return [(one, str(world.people[one])) for one in SUBJECTS]
    if route.startswith("homes/<uuid:key>"):
        return [(one, str(world.homes[one])) for one in SUBJECTS]
    if route.startswith("reasons/<uuid:key>"):
        return [("own", str(world.reason)), ("unknown", _NOBODY)]
    if route.startswith("conversations/<uuid:key>") or "/from/<uuid:conversation>" in route:
        return [("own", str(world.conversation)), ("closed", str(world.closed)), ("unknown", _NOBODY)]
    return [("unknown" if "<" in route else "-", _NOBODY)]


def _filled(route: str, key: str) -> str:
    path, first = "", True
    for part in route.split("<"):
        if ">" not in part:
            path += part
            continue
        told, rest = part.split(">", 1)
        kind, _, name = told.partition(":")
        if kind == "uuid":
            path += key if first else _NOBODY
            first = False
        else:
            path += _NUMBER if kind == "int" else _WORDS.get(name, "nothing")
        path += rest
    return path
