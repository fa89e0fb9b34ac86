"""Small invented histories for properties: what a few agencies sent, day by day, and what people decided.

Everybody is close enough to be mistaken for somebody else: twins, one number on two records, one address with and
without a UPRN. Kinds are those that patterns read, and days are close together, so that reasons come and go.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from jigsaw.care.intake.models import SourceRecord
from jigsaw.interfaces.feeds import steps
from tests.town import piece, record, someone

FIRST = date(2026, 5, 1)
AGENCIES = ("police", "gp", "housing")
LOCAL_IDS = ("1", "2")

# Each example loads several folders: a fraction of the profile's number is already long.
FEW = settings(max_examples=max(5, settings.default.max_examples // 5), deadline=None)


def day(number):
    """The ISO day so many days into the history."""
    return (FIRST + timedelta(days=number)).isoformat()


@dataclass(frozen=True)
class Decided:
    """A person's decision about two records."""

    left: tuple[str, str]
    right: tuple[str, str]
    same: bool


@dataclass(frozen=True)
class Sent:
    """What one agency sent on one day."""

    agency: str
    rows: tuple[tuple, ...]


WHO = st.sampled_from(
    [
        {"given": "Ann", "family": "Okafor", "born": "1970-05-22"},
        {"given": "Annie", "family": "Okafor", "born": "1970-05-22", "tel": "01632 960111"},
        {"given": "Beatrix", "family": "Okafor", "born": "1970-05-22", "tel": "01632 960111"},
        {"given": "Corwin", "family": "Averill", "born": "2008-11-30"},
    ]
)
NUMBER = st.sampled_from(["9990000018", "9990000018", "9990000026", "", "1234567890"])
PLACE = st.sampled_from(
    [
        {"addr": "14 Mill Lane", "pc": "ZZ1 2AB"},
        {"addr": "14 Mill Lane", "pc": "ZZ1 2AB"},
        {},
        {"addr": "14 Mill Ln, Brannock", "pc": "ZZ1 2AB", "uprn": "100"},
        {"addr": "14 Mill Lane", "pc": "ZZ1 2AB", "uprn": "200"},
        {"addr": "3 Old Quay", "pc": "ZZ1 9XX"},
    ]
)
EVENTS = (
    "ambulance-call", "police-call", "out-of-hours-contact", "visitors-report", "rent-arrears", "contact-not-attended",
)  # fmt: skip


@st.composite
def _record(draw, local_ids=LOCAL_IDS):
    local_id = draw(st.sampled_from(local_ids))
    if draw(st.integers(0, 9)) == 0:
        return ("record", local_id, {"deleted": "Y"})
    told = {**draw(WHO), **draw(PLACE), "nhs": draw(NUMBER)}
    if draw(st.integers(0, 9)) == 0:
        told["died"] = day(draw(st.integers(0, 30)))
    return ("record", local_id, told)


@st.composite
def _piece(draw):
    number, about = draw(st.integers(1, 9)), draw(st.sampled_from(["1", "1", "2", "3", ""]))
    told = draw(PLACE) | {"sens": draw(st.sampled_from(["", "", "", "W", "X"]))}
    when = draw(st.integers(0, 20))
    if not about and not told.get("pc"):
        about = "1"
    shape = draw(st.sampled_from(["event", "event", "event", "involvement", "state", "void"]))
    if shape == "event":
        other = draw(st.sampled_from(["", "", *LOCAL_IDS]))
        return ("piece", f"e{number}", draw(st.sampled_from(EVENTS)), when, about, told | {"alleged": other})
    if shape == "involvement":
        ended = {"until": day(when + 2), "ended": "own-request"} if draw(st.booleans()) else {}
        return ("piece", f"i{number}", "care-package", when, about or "1", told | ended)
    if shape == "state":
        ended = {"until": day(when + 9)} if draw(st.booleans()) else {}
        return (
            "piece",
            f"s{number}",
            "warning-marker",
            when,
            about or "1",
            told | {"value": "attend"} | ended,
        )
    return ("piece", f"e{number}", "ambulance-call", when, about or "1", {"void": "Y"})


def _first(agency):
    """An agency's first delivery: both of its records, and some pieces."""
    records = st.tuples(*(_record(local_ids=(one,)) for one in LOCAL_IDS))
    rows = st.tuples(records, st.lists(_piece(), min_size=4, max_size=7))
    return rows.map(lambda told: Sent(agency, (*told[0], *told[1])))


SENT = st.builds(
    Sent,
    st.sampled_from(AGENCIES),
    st.lists(_record() | _piece() | _piece(), min_size=2, max_size=5).map(tuple),
)
RECORD_IDS = st.tuples(st.sampled_from(AGENCIES), st.sampled_from(LOCAL_IDS))
DECISIONS = st.builds(Decided, RECORD_IDS, RECORD_IDS, st.booleans())
LATER = st.lists(SENT | SENT | DECISIONS, min_size=1, max_size=4).map(tuple)
HISTORIES = st.tuples(*map(_first, AGENCIES), LATER).map(lambda told: (*told[:-1], *told[-1]))


def tell(town, history, *, until=None):
    """Let it happen: the n-th thing on the n-th day after all events. `until`: only what came by that day's number."""
    steward = town.viewer(role="steward")
    for number, one in enumerate(history):
        if until is not None and number > until:
            break
        if isinstance(one, Sent):
            town.send(one.agency, *map(_row, one.rows), on=day(31 + number))
        else:
            _decide(steward, one)


def _row(told):
    if told[0] == "record":
        return someone(told[1], **told[2])
    _, reference, kind, when, about, more = told
    return piece(reference, kind, f"{day(when)} 1{when % 10}:30", about, **more)


def _decide(steward, decided):
    left, right = record(*decided.left), record(*decided.right)
    if left != right and SourceRecord.objects.filter(pk__in=(left, right)).count() == 2:
        steps.decide_join(by=steward, left=left, right=right, same=decided.same, why="Rang both")
