"""Pictures: every word escaped, every mark reached by keyboard, every fact in the table too."""

from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.foundation.core.time import Accuracy, Moment
from jigsaw.foundation.design.parts import Agency
from jigsaw.foundation.design.pictures.crowds import gather, months_each
from jigsaw.foundation.design.pictures.lanes import MOST_EVENTS, Lane, LaneMark, Lanes, Quiet, lanes_picture
from jigsaw.foundation.design.pictures.network import Network, Node, Tie, network_picture, places
from jigsaw.foundation.design.pictures.scale import Scale

FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
HOSTILE = st.one_of(
    st.text(max_size=30), st.sampled_from(['"><script>x</script>', "' onload='x", "</svg><img src=x>"])
)
PICTURE = {"figure", "figcaption", "div", "svg", "g", "a", "title", "text", "circle", "rect", "line", "path"}
WORDS = {"ul", "ol", "li", "p", "span", "details", "summary", "strong", "time"}
TABLE = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
KNOWN = PICTURE | WORDS | TABLE


class Reader(HTMLParser):
    """Keeps what a browser would make of a picture."""

    def __init__(self, markup):
        super().__init__()
        self.elements, self.links = [], []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag == "a" and "aria-label" in dict(attrs):
            self.links.append(dict(attrs))


def moment(day):
    return Moment.from_local(day, Accuracy.DAY)


def lanes(events, title="Story", words="Ambulance call", **more):
    marks = tuple(
        LaneMark("event", moment(date(2020, 1, 2) + timedelta(days=day)), words, "/p") for day in events
    )
    return Lanes(title, (Lane(Agency(words, "ambulance"), marks),), FIRST, LAST, **more)


def hub(name="Rosie", tie="friend of", count=3):
    nodes = tuple(Node(f"n{number}", f"{name} {number}", "person", name, "/p") for number in range(count))
    return Network(name, Node("rosie", name), nodes, tuple(Tie(node.key, "rosie", tie) for node in nodes))


@given(HOSTILE, HOSTILE)
def test_no_word_in_the_lanes_can_become_an_element(title, words):
    quiet = (Quiet(moment(date(2022, 1, 1)), moment(date(2023, 1, 1)), words),)
    reader = Reader(lanes_picture(lanes([1, 400], title, words, quiet=quiet)))
    assert {tag for tag, _ in reader.elements} <= KNOWN
    assert not [name for _, attributes in reader.elements for name in attributes if name.startswith("on")]


@given(HOSTILE, HOSTILE)
def test_no_word_in_the_network_can_become_an_element(name, tie):
    reader = Reader(network_picture(hub(name, tie)))
    assert {tag for tag, _ in reader.elements} <= KNOWN
    assert not [key for _, attributes in reader.elements for key in attributes if key.startswith("on")]


def test_each_mark_is_a_link_that_says_what_it_is():
    reader = Reader(lanes_picture(lanes([1, 400])))
    assert [link["aria-label"] for link in reader.links] == [
        "Ambulance call, 3 January 2020",
        "Ambulance call, 5 February 2021",
    ]


def test_a_crowd_of_events_is_put_together_by_period_with_its_count():
    reader = Reader(lanes_picture(lanes(range(0, 2000, 10))))
    assert MOST_EVENTS < 200
    assert len(reader.links) < 40
    assert sum(int(link["aria-label"].split(" ")[0]) for link in reader.links) == 200
    assert reader.links[0]["href"] == "?since=2020-01-01&until=2020-03-31"


def test_an_open_involvement_reaches_the_end_of_the_picture():
    mark = LaneMark("involvement", moment(date(2023, 1, 1)), "Tenancy", "/t")
    drawn = lanes_picture(Lanes("Story", (Lane(Agency("Homes"), (mark,)),), FIRST, LAST))
    [bar] = [
        attributes
        for tag, attributes in Reader(drawn).elements
        if attributes.get("class") == "app-lanes__bar"
    ]
    assert float(bar["x"].rstrip("%")) + float(bar["width"].rstrip("%")) == pytest.approx(100, abs=0.1)
    assert "1 January 2023 to now" in drawn


def test_involvements_that_overlap_stand_in_rows_of_their_own():
    ends = (date(2022, 1, 1), date(2023, 1, 1))
    marks = tuple(
        LaneMark("involvement", moment(date(2021, 1, 1)), "Team", "/t", moment(end)) for end in ends
    )
    drawn = lanes_picture(Lanes("Story", (Lane(Agency("Trust"), marks),), FIRST, LAST))
    assert (
        len(
            {
                attributes["y"]
                for tag, attributes in Reader(drawn).elements
                if tag == "rect" and "rx" in attributes
            }
        )
        >= 2
    )


def test_quiet_times_are_said_in_words_as_well_as_shaded():
    quiet = (Quiet(moment(date(2022, 1, 1)), moment(date(2024, 1, 1)), "No contact for 24 months"),)
    assert "<li>No contact for 24 months</li>" in lanes_picture(lanes([1], quiet=quiet))


def test_the_table_holds_the_facts_of_the_picture():
    drawn = lanes_picture(lanes([1, 400]))
    assert drawn.count("<td") == 6
    assert "the same facts as a table" in drawn


@given(st.datetimes(datetime(1950, 1, 1), datetime(2030, 1, 1)), st.integers(1, 30000))
def test_a_picture_has_few_dates_along_its_top_and_all_are_inside(first, days):
    scale = Scale(first.replace(tzinfo=UTC), first.replace(tzinfo=UTC) + timedelta(days=days))
    ticks = scale.ticks()
    assert len(ticks) <= 10
    assert all(0 <= scale.across(tick.at) <= 100 for tick in ticks)


@given(st.lists(st.datetimes(datetime(2000, 1, 1), datetime(2025, 1, 1)), max_size=80))
def test_putting_together_loses_no_event(instants):
    crowds = gather([(instant.replace(tzinfo=UTC), "Call") for instant in instants], 3)
    assert sum(crowd.count for crowd in crowds) == len(instants)
    assert [crowd.start for crowd in crowds] == sorted(crowd.start for crowd in crowds)


def test_longer_stories_are_put_together_in_longer_periods():
    assert [months_each(months) for months in (12, 100, 400)] == [1, 3, 12]


@given(st.integers(0, 30))
def test_the_network_is_laid_out_the_same_each_time_and_nobody_on_another(count):
    placed = places(hub(count=count))
    assert placed == places(hub(count=count))
    assert len({(round(place.x, 3), round(place.y, 3)) for place in placed.values()}) == count + 1


def test_a_node_without_a_page_is_not_a_link():
    drawn = network_picture(
        Network("Ties", Node("a", "Rosie"), (Node("b", "Worker"),), (Tie("b", "a", "works with"),))
    )
    assert "<a " not in drawn
    assert "Worker, works with Rosie" in drawn


def test_a_tie_between_two_others_is_written_on_its_line():
    network = hub(count=2)
    tied = Network("Ties", network.centre, network.nodes, (*network.ties, Tie("n0", "n1", "brother of")))
    assert ">brother of</text>" in network_picture(tied)
