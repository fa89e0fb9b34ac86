"""Live equals batch under every rule at once, whatever comes, changes, goes, is decided and is undone, in any order.

One crowd, small enough that most of it is tied: numbers verified or not and superseded, ids of an agency that gives
nobody two, twins and slips, chains, splits with newcomers after them, records sent encoded, blocks past the cap.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from jigsaw.engine.linkage.cluster import compare_ready, link_all
from jigsaw.engine.linkage.encoded.joining import keys_of
from jigsaw.engine.linkage.model import Model
from jigsaw.engine.linkage.records import HumanDecision, Record
from jigsaw.engine.linkage.rules import Rules
from tests.engine.linkage.encoded.coding import OURS, hidden, model_with
from tests.engine.linkage.people import ADA, ANOTHER_NUMBER, ONE_NUMBER
from tests.engine.linkage.test_linking_as_records_arrive import Store

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
RULES = Rules(one_id_each=frozenset({"gp"}), block_cap=9, most_steps=2)
MODEL = replace(model_with(OURS), rules=RULES)
AGENCIES = ("gp", "trust", "council")
MANY = settings(max_examples=max(20, settings.default.max_examples), deadline=None)


@cache
def blocks_of(record: Record) -> frozenset[str]:
    ready = compare_ready(record, MODEL)
    return frozenset(keys_of(ready.standard, ready.sent, MODEL.keys))


class Crowd(Store):
    """The store in memory, which knows encoded records and forgets decisions that are undone."""

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self.when = 0

    def block_sizes(self, keys: Collection[str]) -> Mapping[str, int]:
        return {key: sum(key in blocks_of(one) for one in self.records.values()) for key in keys}

    def with_keys(self, keys: Collection[str]) -> Iterable[Record]:
        return [each for each in self.records.values() if blocks_of(each) & set(keys)]

    def decide(self, left: str, right: str, *, same: bool) -> None:
        self.when += 1
        at = FIRST + timedelta(days=self.when)
        self.decisions.append(HumanDecision(min(left, right), max(left, right), same, at))
        self.put(*(self.records[one] for one in (left, right)))

    def undo(self) -> None:
        said = self.decisions.pop()
        self.put(*(self.records[one] for one in (said.left, said.right) if one in self.records))


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Somebody of one family, as some agency writes them down on some day."""
    agency, local_id = draw(st.sampled_from(AGENCIES)), draw(st.sampled_from("123"))
    number = draw(st.sampled_from(["", "", "", ONE_NUMBER, ANOTHER_NUMBER]))
    told = replace(
        ADA,
        id=f"{agency}-{local_id}",
        agency=agency,
        local_id=local_id,
        received_at=FIRST + timedelta(days=draw(st.integers(0, 8))),
        given_names=draw(st.sampled_from(["Adaeze", "Ada", "Chioma", "Adaeze Ngozi"])),
        birth_date=draw(
            st.sampled_from(["1971-08-23", "1971-08-23", "1971", "", "1948-08-23", "1979-02-11"])
        ),
        postcode=draw(st.sampled_from(["QX1 1AA", "QX1 1AA", "QZ9 4BB", ""])),
        telephone=draw(st.sampled_from(["01632 960123", ""])),
        uprn=draw(st.sampled_from(["100200300", ""])),
        nhs_number=number,
        nhs_number_status=draw(st.sampled_from(["", "01", "01", "02"])),
        former_nhs_numbers=draw(st.sampled_from(["", "", "", "", "", ONE_NUMBER])),
    )
    return hidden(told) if draw(st.integers(0, 5)) == 0 else told


ENDS = st.tuples(st.integers(0, 8), st.integers(0, 8))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("comes"), records()),
        st.tuples(st.just("comes"), records()),
        st.tuples(st.just("goes"), st.integers(0, 8)),
        st.tuples(st.just("same"), ENDS),
        st.tuples(st.just("apart"), ENDS),
        st.tuples(st.just("undone"), st.none()),
    ),
    max_size=10,
)


def tell(crowd: Crowd, what: str, told: object) -> None:
    there = sorted(crowd.records)
    if what == "comes" and isinstance(told, Record):
        crowd.put(told)
    elif what == "undone" and crowd.decisions:
        crowd.undo()
    elif what == "goes" and isinstance(told, int) and there:
        crowd.put(gone=[there[told % len(there)]])
    elif what in ("same", "apart") and isinstance(told, tuple) and len(there) > 1:
        left, right = (there[one % len(there)] for one in told)
        if left != right:
            crowd.decide(left, right, same=what == "same")


@MANY
@given(st.lists(records(), min_size=5, max_size=9), STEPS)
def test_after_every_step_live_is_what_everybody_at_once_would_be(
    came: list[Record], steps: list[tuple[str, object]]
) -> None:
    crowd = Crowd(MODEL)
    for what, told in [*(("comes", one) for one in came), *steps]:
        tell(crowd, what, told)
        assert crowd.equals_everybody_at_once()


@MANY
@given(st.lists(records(), min_size=2, max_size=8, unique_by=lambda one: one.id), st.randoms())
def test_the_order_of_arrival_makes_no_difference(came: list[Record], chance) -> None:  # type: ignore[no-untyped-def]
    expected = set(link_all(came, [], MODEL).persons)
    for _ in range(3):
        chance.shuffle(came)
        crowd = Crowd(MODEL)
        for one in came:
            crowd.put(one)
        assert set(crowd.persons.values()) == expected


def test_three_ids_in_every_order_come_out_as_one_answer() -> None:
    came = [
        replace(ADA, nhs_number=ONE_NUMBER),
        replace(ADA, id="b", agency="trust", nhs_number=ANOTHER_NUMBER, nhs_number_status="02"),
        replace(ADA, id="c", agency="council", nhs_number=ANOTHER_NUMBER, former_nhs_numbers=ONE_NUMBER),
    ]
    answers = set()
    for order in permutations(came):
        crowd = Crowd(MODEL)
        for one in order:
            crowd.put(one)
        answers.add(frozenset(crowd.persons.values()))
    assert len(answers) == 1
