"""The story's two pictures: over time by agency, and the person among homes and people."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from markupsafe import Markup

from jigsaw.care.intake.domain.entries import Entry
from jigsaw.care.people.domain.labels import birth_words
from jigsaw.care.people.queries import Dwelling, Named
from jigsaw.care.story.domain.ties import Tie as TieFound
from jigsaw.care.story.pages.lines import badge
from jigsaw.care.story.queries import Told
from jigsaw.foundation.core.time import Accuracy, Moment
from jigsaw.foundation.design.pictures.lanes import Lane, LaneMark, Lanes, Quiet, lanes_picture
from jigsaw.foundation.design.pictures.network import Network, Node, Tie, network_picture

MOST_DRAWN = 10
MARGIN = timedelta(days=15)


def lanes(told: Told, about: str) -> Markup:
    """The chosen pieces over time, a lane for each agency; nothing when there are none."""
    if not told.shown:
        return Markup("")
    by_agency: dict[str, list[Entry]] = defaultdict(list)
    for entry in told.shown:
        by_agency[entry.holder.key].append(entry)
    drawn = tuple(Lane(badge(held[0].holder), tuple(map(_mark, held))) for held in by_agency.values())
    quiet = () if told.choice.is_narrowed else told.quiet
    days = tuple(
        Quiet(Moment(each.since, Accuracy.DAY), Moment(each.until, Accuracy.DAY), each.sentence)
        for each in quiet
    )
    first = min(entry.when.at for entry in told.shown) - MARGIN
    return lanes_picture(
        Lanes(f"What agencies hold about {about}, over time", drawn, first, told.read_at, days)
    )


def _mark(entry: Entry) -> LaneMark:
    return LaneMark(str(entry.shape), entry.when, entry.label, f"#piece-{entry.piece}", entry.until)


def network_drawn(
    person: Named,
    here: str,
    homes: Sequence[Dwelling],
    ties: Sequence[TieFound],
    names: Mapping[UUID, Named],
) -> Markup:
    """The person in the middle, their homes and the people most tied to them; nothing when there is nobody."""
    shown = [tie for tie in ties if tie.person in names][:MOST_DRAWN]
    nodes = [
        Node(f"home-{home.id}", home.label, "home", _years(home), f"/homes/{home.id}") for home in homes[:3]
    ]
    nodes += [_node(names[tie.person]) for tie in shown]
    if not nodes:
        return Markup("")
    drawn = [Tie("centre", f"home-{home.id}", _years(home)) for home in homes[:3]]
    drawn += [
        Tie("centre", f"person-{tie.person}", "; ".join(way.split(",")[0] for way in tie.ways))
        for tie in shown
    ]
    centre = Node("centre", person.name, "person", "", here)
    return network_picture(
        Network(f"Homes and people tied to {person.name}", centre, tuple(nodes), tuple(drawn))
    )


def _node(named: Named) -> Node:
    born = f"born {birth_words(named.birth_date)}" if named.birth_date else ""
    return Node(f"person-{named.id}", named.name, "person", born, f"/people/{named.id}")


def _years(home: Dwelling) -> str:
    since = Moment(home.since).local
    until = f"to {Moment(home.until).local:%Y}" if home.until else "lives here"
    return f"{until}, since {since:%Y}" if home.until is None else f"lived here {since:%Y} {until}"
