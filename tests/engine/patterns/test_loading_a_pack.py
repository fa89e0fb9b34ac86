"""A pack is loaded whole or not at all, and every fault in it is told at once."""

import pytest

from jigsaw.engine.patterns.examples import run_examples
from jigsaw.engine.patterns.faults import PackFaults
from jigsaw.engine.patterns.pack import load_pack
from jigsaw.foundation.core.errors import JigsawError
from tests.engine.patterns.invented import VOCABULARY, WHOLE_FILE, folder


def faults(path, overrides=None, **files):
    with pytest.raises(PackFaults) as caught:
        load_pack(folder(path, **files), VOCABULARY, overrides)
    return [(fault.file, fault.key) for fault in caught.value.faults]


def changed(*changes):
    text = WHOLE_FILE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def test_a_whole_pack_loads(tmp_path):
    pack = load_pack(folder(tmp_path, calls=WHOLE_FILE), VOCABULARY)
    assert [one.id for one in pack.about("person")] == ["R01"]
    assert pack.pattern("R01").parameters == {"calls": 2}
    assert all(outcome.is_as_stated for outcome in run_examples(pack.pattern("R01")))


def test_all_faults_of_all_files_are_told_together(tmp_path):
    first = changed(('subject = "person"', 'subject = "street"'), ("version = 1", "version = 0"))
    second = changed(
        ('id = "R01"', 'id = "R02"'), ('of = ["call"]', 'of = ["shout"]'), ('"30 days"', '"a while"')
    )
    found = faults(tmp_path, first=first, second=second, third="not toml")
    assert found == [
        ("first.toml", "subject"),
        ("first.toml", "version"),
        ("second.toml", "condition.of"),
        ("second.toml", "condition.within"),
        ("third.toml", "(the file)"),
    ]


def test_the_error_lists_each_fault_with_its_mend_and_is_one_of_ours(tmp_path):
    with pytest.raises(JigsawError) as caught:
        load_pack(folder(tmp_path, calls=changed(('why = "Because."', ""))), VOCABULARY)
    assert "calls.toml: why: is missing. Give words in quotation marks." in str(caught.value)


@pytest.mark.parametrize(
    "words",
    ["is at high risk", "has a risk score of 3", "is low-risk", "is a frequent caller", "Risk level: amber"],
)
def test_a_sentence_that_grades_or_labels_a_person_is_refused(tmp_path, words):
    text = changed(("worth a conversation.", f"this person {words}."))
    assert set(faults(tmp_path, calls=text)) == {("calls.toml", "sentence")}


def test_a_placeholder_without_a_value_is_refused(tmp_path):
    assert faults(tmp_path, calls=changed(("{days}", "{name}"))) == [("calls.toml", "sentence")]


def test_a_spelling_slip_is_told_and_not_ignored(tmp_path):
    text = changed(("at_least", "atleast"))
    assert faults(tmp_path, calls=text) == [("calls.toml", "condition.at_least"), ("calls.toml", "condition.atleast"),
                                            ("calls.toml", "parameters.calls")]  # fmt: skip


def test_a_condition_that_is_true_of_everybody_is_refused(tmp_path):
    whole = 'term = "n"\nof = ["call"]\nwithin = "30 days"\nat_least = "$calls"'
    text = changed((whole, 'term = "lacks"\nattribute = "stay"'), ("[parameters]\ncalls = 2\n", ""))
    assert faults(tmp_path, calls=text) == [("calls.toml", "condition")]


def test_a_kind_that_such_a_timeline_never_holds_is_refused(tmp_path):
    text = changed(('of = ["call"]', 'of = ["call:by-other", "stay", "other:call"]'))
    assert faults(tmp_path, calls=text) == [("calls.toml", "condition.of")] * 3


def test_a_pattern_without_a_worked_example_is_refused(tmp_path):
    text = WHOLE_FILE.partition("[[example]]")[0]
    assert faults(tmp_path, calls=text) == [("calls.toml", "example")]


def test_two_patterns_with_one_id_are_refused(tmp_path):
    assert faults(tmp_path, one=WHOLE_FILE, two=WHOLE_FILE) == [(tmp_path.name, "id")]


def test_an_empty_folder_is_refused(tmp_path):
    assert faults(tmp_path) == [(tmp_path.name, "*.toml")]


def test_an_area_may_set_its_own_parameters(tmp_path):
    ours = load_pack(folder(tmp_path, calls=WHOLE_FILE), VOCABULARY, {"R01": {"calls": 3}})
    theirs = load_pack(tmp_path, VOCABULARY)
    assert ours.pattern("R01").condition.at_least == 3
    assert ours.content_hash != theirs.content_hash


def test_an_area_may_not_set_what_is_no_parameter(tmp_path):
    assert faults(tmp_path, {"R01": {"shouts": 3}}, calls=WHOLE_FILE) == [("calls.toml", "parameters.shouts")]
    assert faults(tmp_path, {"R77": {"calls": 3}}, calls=WHOLE_FILE) == [("overrides", "R77")]


def test_the_same_definition_has_the_same_hash_however_it_is_laid_out(tmp_path):
    spaced = changed(('name = "Many calls"\nversion = 1', 'version    =  1 # first\nname = "Many calls"'))
    hashes = set()
    for i, text in enumerate([WHOLE_FILE, spaced]):
        path = tmp_path / str(i)
        path.mkdir()
        hashes.add(load_pack(folder(path, calls=text), VOCABULARY).content_hash)
    assert len(hashes) == 1


def test_any_change_to_a_definition_changes_its_hash(tmp_path):
    before = load_pack(folder(tmp_path, calls=WHOLE_FILE), VOCABULARY).pattern("R01").content_hash
    after = (
        load_pack(folder(tmp_path, calls=changed(("Because.", "Because!"))), VOCABULARY)
        .pattern("R01")
        .content_hash
    )
    assert before != after


def test_what_a_comparison_says_stands_in_the_sentence(tmp_path):
    text = changed(
        ("{n} calls in {days} days", "{found}"), ('"$calls"', '"$calls"\nsays = "{n} calls since {dates}"')
    )
    pack = load_pack(folder(tmp_path, calls=text), VOCABULARY)
    (outcome,) = run_examples(pack.pattern("R01"))
    assert outcome.found[0].sentence == "2 calls since 28 May and 19 May 1997: worth a conversation."


def test_a_sentence_that_may_have_nothing_to_say_is_refused(tmp_path):
    text = changed(("{n} calls in {days} days", "{found}"))
    assert faults(tmp_path, calls=text) == [("calls.toml", "sentence")]


def test_what_a_comparison_says_may_not_grade_a_person_either(tmp_path):
    text = changed(('"$calls"', '"$calls"\nsays = "at high risk"'))
    assert faults(tmp_path, calls=text) == [("calls.toml", "condition.says")]


def test_only_a_state_with_one_true_answer_can_differ(tmp_path):
    whole = 'term = "n"\nof = ["call"]\nwithin = "30 days"\nat_least = "$calls"'
    told = {
        "home": [],
        "marker": [("calls.toml", "condition.attribute")],
        "call": [("calls.toml", "condition.attribute")],
    }
    for kind, wrong in told.items():
        text = changed(
            (whole, f'term = "flag"\nattribute = "differ:{kind}"'), ("[parameters]\ncalls = 2\n", "")
        )
        path = folder(tmp_path, calls=text)
        if wrong:
            with pytest.raises(PackFaults) as caught:
                load_pack(path, VOCABULARY)
            assert [(fault.file, fault.key) for fault in caught.value.faults] == wrong
        else:
            assert load_pack(path, VOCABULARY).patterns[0].reads == {
                "differ:home:started",
                "differ:home:ended",
            }
