import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.sharing.domain.policy import Duty, Permit, Restriction
from jigsaw.care.sharing.domain.reading import read_policy, text_of
from jigsaw.foundation.core.errors import FaultyPolicy
from tests.care.sharing.conftest import SHIPPED, shipped

FILES = sorted(SHIPPED.glob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_shipped_policy_is_sound_and_says_where_each_paragraph_comes_from(path):
    policy = read_policy(path.read_text("utf-8"))
    assert policy.key == path.stem
    assert all(one.source for _, one in policy.paragraphs())
    assert len(policy.parties) == 8


def test_the_paragraphs_are_numbered_through():
    numbered = list(shipped("care").paragraphs())
    assert [number for number, _ in numbered] == list(range(1, len(numbered) + 1))
    assert [type(one) for _, one in numbered[:1] + numbered[-1:]] == [Permit, Duty]
    policy = shipped("care")
    assert policy.number_of(policy.restrictions[0]) == len(policy.permits) + 1
    assert isinstance(numbered[len(policy.permits)][1], Restriction)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_written_reads_back_the_same(name, words):
    policy = shipped("care", name=f"n{name}", permitted_use=[f"w{words}"])
    assert read_policy(text_of(policy)) == policy


FAULTS = [
    ("format = 1", "format = 2", "format: this reads format 1"),
    ('key = "care"', 'key = "Care Ä"', "key: use small letters"),
    ("hours = 24", "hours = 0", "hours: give between 1 hour and 28 days"),
    ("hours = 24", "hours = true", "hours: give a number"),
    ("ends_on = 2028-03-31", "ends_on = 2020-03-31", "ends_on: give a last day after the first"),
    ("ends_on = 2028-03-31", "ends_on = 2048-03-31", "ends_on: give a last day within 5 years"),
    ("ends_on = 2028-03-31", 'ends_on = "soon"', "ends_on: give a day like 2026-04-01"),
    ("starts_on = 2026-04-01", "", "starts_on: it is missing"),
    ("opens_workspace", "opens_everything", "opens_everything: nothing by this name"),
    ('kinds = ["markers"]', 'kinds = ["gossip"]', "permit 3: kinds: gossip is not one of"),
    ('kinds = ["markers"]', 'kinds = "markers"', "permit 3: kinds: give a list"),
    ('kinds = ["markers"]', 'kinds = ["everything"]', "permit 3: kinds: the whole record is more"),
    ('objection = "outweighed"', 'objection = "ignored"', "permit 3: objection: ignored is not one of"),
    ('effect = "never"', 'effect = "perhaps"', "restriction 1: effect: perhaps is not one of"),
    ('to = ["housing", "police"]', 'to = ["landlords"]', "restriction 4: to: landlords is not one of"),
    ("instead = ", "rather = ", "restriction 1: instead: fill it in"),
]


@pytest.mark.parametrize(("old", "new", "told"), FAULTS)
def test_each_fault_is_named_with_its_place(old, new, told):
    text = (SHIPPED / "care.toml").read_text("utf-8")
    assert old in text
    with pytest.raises(FaultyPolicy, match=told.replace("(", "\\(")):
        read_policy(text.replace(old, new))


def test_all_faults_are_told_together():
    text = (
        (SHIPPED / "care.toml")
        .read_text("utf-8")
        .replace('"never"', '"no"')
        .replace("hours = 24", "hours = 0")
    )
    with pytest.raises(FaultyPolicy) as told:
        read_policy(text)
    assert "hours:" in str(told.value)
    assert "restriction 1:" in str(told.value)


def test_what_is_no_toml_is_said_to_be_none():
    with pytest.raises(FaultyPolicy, match="it is not TOML"):
        read_policy("key = ")
