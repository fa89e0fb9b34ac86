"""Rules that do not hold together are refused by name when they are read, and nothing is decided by them."""

import pytest

from jigsaw.foundation.access.rules.reading import FOLDER, SCHEMA, FaultyRules, read_rules

NOTES = '@id("one")\n@plain("A sentence.")\n@basis("A law.")\n'
PERMIT = NOTES + "permit (principal is Jigsaw::System, action, resource)"


def faults(*texts):
    schema = (FOLDER / SCHEMA).read_text("utf-8")
    with pytest.raises(FaultyRules) as found:
        read_rules({f"{number}.cedar": text for number, text in enumerate(texts)}, schema)
    return found.value.hindered_by


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PERMIT + ' when { resource.colours == "red" };', "0.cedar, one: "),
        (PERMIT + " when { context.purpose };", "expected"),
        (PERMIT, "0.cedar"),
        (PERMIT.replace('@basis("A law.")', "") + ";", "0.cedar, one: it has no @basis"),
        (PERMIT.replace('@id("one")', "") + ";", "a rule without an id: it has no @id"),
        (PERMIT.replace("permit", "forbid") + ";", "one: a forbid says @outcome"),
        ('@outcome("review")' + PERMIT + ";", "one: a forbid says @outcome"),
    ],
)
def test_a_faulty_rule_is_named(text, said):
    assert said in faults(text)


def test_two_rules_of_one_id_are_refused():
    assert faults(PERMIT + ";", PERMIT + ";") == "one: two rules have this id"
