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
    reach = max(130, 22 * count)
    middle = reach + 40
    placed = {network.centre.key: _Place(50, middle)}
    for number, node in enumerate(network.nodes):
        angle = 2 * math.pi * number / count - math.pi / 2
        placed[node.key] = _Place(50 + 36 * math.cos(angle), middle + reach * math.sin(angle))
    return placed


def _lines(words: str, y: int, style: str) -> Markup:
    """Words on at most two short lines, the rest left to the link's full name."""
    lines = textwrap.wrap(words, LETTERS, max_lines=LINES, placeholder="…") if words.strip() else []
    return Markup("").join(
        Markup('<text class="app-network__{}" y="{}">{}</text>').format(style, y + 18 * number, line)
        for number, line in enumerate(lines)
    )


def _node(node: Node, place: _Place, tied: str, is_centre: bool) -> Markup:
    shape = HOME if node.kind == "home" else PERSON.format(20 if is_centre else 14)
    name = _lines(node.name, 38 if is_centre else 32, "name")
    words = ", ".join(part for part in (node.name, tied, node.detail) if part)
    drawn = shape + name
    if node.href:
        link = Markup('<a href="{}" aria-label="{}"><title>{}</title>{}</a>')
        drawn = link.format(own_address(node.href), words, words, drawn)
    style = " app-network__node--centre" if is_centre else ""
    whole = Markup('<svg x="{:.2f}%" y="{:.0f}" class="app-network__node{}">{}</svg>')
    return whole.format(place.x, place.y, style, drawn)


def _tie(start: _Place, end: _Place, label: str) -> Markup:
    line = Markup(
        '<line x1="{:.2f}%" y1="{:.0f}" x2="{:.2f}%" y2="{:.0f}"/><text class="app-network__tie" x="{:.2f}%" y="{:.0f}">{}</text>'
    )
    x, y = (start.x + end.x) / 2, (start.y + end.y) / 2
    short = textwrap.shorten(label, 24, placeholder="…")
    return line.format(start.x, start.y, end.x, end.y, x, y + 5, short)


def _ties_of(network: Network, key: str) -> str:
    names = {node.key: node.name for node in (network.centre, *network.nodes)}
    said = [f"{tie.label} {names[tie.end]}" for tie in network.ties if tie.start == key]
    return "; ".join(said + [f"{names[tie.start]}: {tie.label}" for tie in network.ties if tie.end == key])


def _facts(network: Network) -> Markup:
    rows = [
        (Link(node.name, node.href) if node.href else node.name, _ties_of(network, node.key), node.detail)
        for node in network.nodes
    ]
    return facts_table(network.title, ("Who or where", "Tie", "More"), rows)


def network_picture(network: Network) -> Markup:
    """The picture and its table. A tie to a node that is not there is a KeyError: the presenter's mistake."""
    placed = places(network)
    ties = Markup("").join(_tie(placed[tie.start], placed[tie.end], tie.label) for tie in network.ties)
    nodes = Markup("").join(
        _node(node, placed[node.key], _ties_of(network, node.key), node is network.centre)
        for node in (network.centre, *network.nodes)
    )
    return Markup(
        '<figure class="app-picture"><figcaption class="app-picture__title">{title}</figcaption>'
        '<div class="app-picture__frame{wide}" tabindex="0" role="region" aria-label="{title}, picture">'
        '<svg class="app-network" width="100%" height="{height:.0f}" role="group" aria-label="{title}">{ties}{nodes}</svg>'
        "</div>{facts}</figure>"
    ).format(
        title=network.title,
        wide=" app-picture__frame--wide" if len(network.nodes) > CROWDED else "",
        height=2 * placed[network.centre.key].y + 30,
        ties=ties,
        nodes=nodes,
        facts=_facts(network),
    )
