"""A person, their homes and the people tied to them, drawn round the person; the same facts stand in a table.

The layout is fixed by the order given: the same network always looks the same.
"""

import math
import textwrap
from dataclasses import dataclass

from markupsafe import Markup

from jigsaw.foundation.design.addresses import own_address
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pictures.tables import facts_table

LETTERS, LINES, CROWDED = 18, 2, 7
PERSON = Markup('<circle class="app-network__person" r="{}"/>')
HOME = Markup('<path class="app-network__home" d="M-15-2 0-16 15-2v17h-30z"/>')


@dataclass(frozen=True)
class Node:
    """Somebody or somewhere. kind: person or home. key: a word that ties use, unique in its network."""

    key: str
    name: str
    kind: str = "person"
    detail: str = ""
    href: str = ""


@dataclass(frozen=True)
class Tie:
    """What joins two nodes: "sister of", "lived here from 2004"."""

    start: str
    end: str
    label: str


@dataclass(frozen=True)
class Network:
    """The whole picture: the person in the middle, those around them, and the ties."""

    title: str
    centre: Node
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True)
class _Place:
    x: float  # per cent of the width
    y: float  # pixels


def places(network: Network) -> dict[str, _Place]:
    """Where each node stands: the person in the middle, the others evenly round them from the top, clockwise."""
    count = len(network.nodes)
    reach = max(150, 22 * count)
    middle = reach + 84
    placed = {network.centre.key: _Place(50, middle)}
    for number, node in enumerate(network.nodes):
        angle = 2 * math.pi * number / count - math.pi / 2
        placed[node.key] = _Place(50 + 36 * math.cos(angle), middle + reach * math.sin(angle))
    return placed


def _wrapped(words: str) -> list[str]:
    """Words on at most two short lines; the rest is left to the link's full name."""
    return textwrap.wrap(words, LETTERS, max_lines=LINES, placeholder="…") if words.strip() else []


def _written(lines: list[str], tie: str, y: int) -> Markup:
    """A name's lines from `y` down, and under them how it is tied to the person in the middle."""
    text = Markup('<text aria-hidden="true" class="app-network__{}" y="{}">{}</text>')
    written = [text.format("name", y + 18 * number, line) for number, line in enumerate(lines)]
    written += [text.format("tie", y + 18 * len(lines), tie)] if tie else []
    return Markup(" ").join(written)


def _node(node: Node, place: _Place, network: Network, middle: float) -> Markup:
    is_centre = node is network.centre
    shape = HOME if node.kind == "home" else PERSON.format(20 if is_centre else 14)
    lines, tie = _wrapped(node.name), _shortened(_tie_to_centre(network, node))
    is_above = place.y < middle - 1  # words stand away from the middle, where the lines are not
    y = 5 - 18 * (len(lines) + bool(tie)) - 8 if is_above else 38 if is_centre else 32
    words = _full_words(network, node)
    drawn = shape + _written(lines, tie, y)
    if node.href:
        drawn = Markup('<a href="{}" aria-label="{}">{}</a>').format(own_address(node.href), words, drawn)
    style = " app-network__node--centre" if is_centre else ""
    whole = Markup('<svg x="{:.2f}%" y="{:.0f}" class="app-network__node{}"><title>{}</title>{}</svg>')
    return whole.format(place.x, place.y, style, words, drawn)


def _full_words(network: Network, node: Node) -> str:
    """All that the picture says of a node, for a reader who hears it: first what is written, then the rest."""
    tie = _tie_to_centre(network, node)
    others = _ties_of(network, node.key, apart_from=network.centre.key)
    return ", ".join(
        part for part in (node.name, tie and f"{tie} {network.centre.name}", others, node.detail) if part
    )


def _shortened(label: str) -> str:
    return textwrap.shorten(label, 24, placeholder="…")


def _line(tie: Tie, network: Network, placed: dict[str, _Place]) -> Markup:
    """The line of a tie. One that does not reach the middle carries its own words."""
    start, end = placed[tie.start], placed[tie.end]
    line = Markup('<line x1="{:.2f}%" y1="{:.0f}" x2="{:.2f}%" y2="{:.0f}"/>')
    drawn = line.format(start.x, start.y, end.x, end.y)
    if network.centre.key in (tie.start, tie.end):
        return drawn
    words = Markup('<text class="app-network__tie" x="{:.2f}%" y="{:.0f}">{}</text>')
    return drawn + words.format((start.x + end.x) / 2, (start.y + end.y) / 2 + 5, _shortened(tie.label))


def _tie_to_centre(network: Network, node: Node) -> str:
    if node is network.centre:
        return ""
    ends = {network.centre.key, node.key}
    return ", ".join(tie.label for tie in network.ties if {tie.start, tie.end} == ends)


def _ties_of(network: Network, key: str, apart_from: str = "") -> str:
    names = {node.key: node.name for node in (network.centre, *network.nodes)}
    ties = [tie for tie in network.ties if apart_from not in (tie.start, tie.end)]
    said = [f"{tie.label} {names[tie.end]}" for tie in ties if tie.start == key]
    return "; ".join(said + [f"{names[tie.start]} {tie.label} here" for tie in ties if tie.end == key])


def _facts(network: Network) -> Markup:
    names = {node.key: Link(node.name, node.href) if node.href else node.name for node in network.nodes}
    names[network.centre.key] = network.centre.name
    details = {node.key: node.detail for node in network.nodes}
    rows = [
        (names[tie.start], tie.label, names[tie.end], details.get(tie.end) or details.get(tie.start) or "–")
        for tie in network.ties
    ]
    return facts_table(network.title, ("Who", "Tie", "To whom or where", "More"), rows)


def network_picture(network: Network) -> Markup:
    """The picture and its table. A tie to a node that is not there is a KeyError: the presenter's mistake."""
    placed = places(network)
    ties = Markup("").join(_line(tie, network, placed) for tie in network.ties)
    nodes = Markup("").join(
        _node(node, placed[node.key], network, placed[network.centre.key].y)
        for node in (network.centre, *network.nodes)
    )
    return Markup(
        '<figure class="app-picture"><figcaption class="app-picture__title">{title}</figcaption>'
        '<div class="app-picture__frame{wide}" tabindex="0" role="region" aria-label="{title}, picture">'
        '<svg class="app-network" width="100%" height="{height:.0f}" role="group" aria-label="{title}">'
        "{ties}{nodes}</svg></div>{facts}</figure>"
    ).format(
        title=network.title,
        wide=" app-picture__frame--wide" if len(network.nodes) > CROWDED else "",
        height=2 * placed[network.centre.key].y,
        ties=ties,
        nodes=nodes,
        facts=_facts(network),
    )
