"""Two records weigh the same, whether they stand in two files or come to the store one by one."""

from dataclasses import asdict
from datetime import UTC, datetime

import pytest

from jigsaw.engine.linkage.adapt.comparable import comparable
from jigsaw.engine.linkage.adapt.entries import Entry
from jigsaw.engine.linkage.adapt.linking import Asked, link
from jigsaw.engine.linkage.blocking import block_keys
from jigsaw.engine.linkage.cluster import compare_ready
from jigsaw.engine.linkage.decide import Verdict, decide, explain
from jigsaw.engine.linkage.model import default_model
from jigsaw.engine.linkage.records import Record
from jigsaw.engine.linkage.standardise import standardise
from jigsaw.engine.linkage.whole_names import take_apart
from jigsaw.interfaces.analysts.job import read_model
from tests.engine.linkage.adapt.test_hard_names import ONE, TWO

SHIPPED = read_model(None)
NOW = datetime(2026, 10, 1, tzinfo=UTC)
HOME = {"birth_date": "1970-05-06", "postcode": "QX1 1AA", "telephone": "01632 960123"}
ELSEWHERE = {"birth_date": "1970-06-05", "postcode": "QX1 1AB"}
SWAPPED_AND_ASIDE = [
    ({"given_names": "Okafor", "family_name": "Adaeze"}, {"given_names": "Adaeze", "family_name": "Okafor"}),
    ({"given_names": "John", "family_name": "Ashby Jr"}, {"given_names": "John", "family_name": "Ashby Sr"}),
    ({"given_names": "Ashby, John"}, {"given_names": "John", "family_name": "Ashby"}),
    ({"given_names": "Maria", "family_name": "Smith (née Jones)"}, {"given_names": "Mary", "family_name": "Jones"}),
    ({"given_names": "William", "family_name": "Hall", "known_as": "Bill"}, {"known_as": "Bill", "family_name": "Hal"}),
    ({"given_names": "", "family_name": "김정은"}, {"given_names": "Jong-un", "family_name": "Kim"}),
    ({"given_names": "Bassam", "family_name": "al-Haddad"}, {"given_names": "Bassam", "family_name": "Haddad"}),
]  # fmt: skip


def as_record(entry: Entry) -> Record:
    said = {name: value for name, value in asdict(entry).items() if name in Record.__dataclass_fields__}
    telephone = (*entry.telephones, "")[0]
    return Record(agency=entry.source, local_id=entry.id, received_at=NOW, telephone=telephone, **said)


def entry(who: str, telephone: str = "", **said: str) -> Entry:
    return Entry(id=who, source=who, telephones=(telephone,) if telephone else (), **said)


def called(line: str, *around: dict[str, str]) -> list[Entry]:
    whole = (take_apart(part.strip()) for part in line.split("|"))
    return [
        entry(who, given_names=name.given, family_name=name.family, **said)
        for who, name, said in zip("ab", whole, around, strict=True)
    ]


def assert_alike(one: Entry, other: Entry) -> None:
    asked = Asked(adapt=False, threshold=-200.0)
    here = [comparable(one), comparable(other)]
    (in_files,) = link(here, SHIPPED.settings, SHIPPED.frequencies, asked, lambda what, done, of: None).pairs
    model = default_model()
    live = [compare_ready(as_record(each), model) for each in (one, other)]
    assert in_files.weight == pytest.approx(sum(step.total for step in explain(*live, model)), abs=1e-9)


@pytest.mark.parametrize("line", [*ONE, *TWO])
@pytest.mark.parametrize("around", [HOME, ELSEWHERE])
def test_names_of_the_world(line: str, around: dict[str, str]) -> None:
    assert_alike(*called(line, HOME, around))


@pytest.mark.parametrize("line", ONE)
def test_one_human_being_is_found_in_the_store_without_the_home(line: str) -> None:
    born = {"birth_date": HOME["birth_date"]}
    one, other = (standardise(as_record(each)) for each in called(line, born, born))
    assert set(block_keys(one)) & set(block_keys(other))


@pytest.mark.parametrize("pair", SWAPPED_AND_ASIDE)
def test_names_in_the_other_field_in_brackets_or_written_as_one(pair: tuple[dict[str, str], ...]) -> None:
    one, other = (entry(who, **HOME, **said) for who, said in zip("ab", pair, strict=True))
    assert_alike(one, other)


def test_what_looks_like_two_people_is_joined_by_neither() -> None:
    both = [entry(which, given_names="John", family_name=f"Ashby {which}", **HOME) for which in ("Jr", "Sr")]
    asked, here = Asked(adapt=False, threshold=0.0), [comparable(each) for each in both]
    in_files = link(here, SHIPPED.settings, SHIPPED.frequencies, asked, lambda what, done, of: None)
    model = default_model()
    live = decide(*(compare_ready(as_record(each), model) for each in both), model)
    assert (len(in_files.groups), live.verdict) == (2, Verdict.DOUBTFUL)
