"""What a weight means for a pair: joined, apart, or for a person to decide; with the reasons in words.

Rules go before weights. An equal valid NHS number joins, unless the names and the birth dates have nothing in
common. Two different valid NHS numbers never join without a person, and neither do records that look like
twins, like a parent and child of one name, or like two of one name born on two days. A number that its agency says
was not verified is weaker either way: an equal one needs the names and the birth date to agree too, and a different
one is weighed with the rest. The rest goes by the weight, with the thresholds of `rules`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from jigsaw.engine.linkage import contradictions
from jigsaw.engine.linkage.conditions import Row
from jigsaw.engine.linkage.contradictions import NEW_YEAR, Contradiction
from jigsaw.engine.linkage.encoded import decide as encoded
from jigsaw.engine.linkage.encoded.encoding import Encoding
from jigsaw.engine.linkage.encoded.joining import both_encoded
from jigsaw.engine.linkage.encoded.weights import default_weights
from jigsaw.engine.linkage.model import Model
from jigsaw.engine.linkage.rules import SAME_NHS_NUMBER
from jigsaw.engine.linkage.score import Contribution, bits_of, waterfall, weigh
from jigsaw.engine.linkage.standardise import Standard

MENTIONED = 0.5
"""A comparison that moves the weight by fewer bits than this is not worth a reader's time."""

MOST_REASONS = 4

_NAMESAKES = "A person decides: names and birth date are all that ties them, and namesakes share those"


class Verdict(StrEnum):
    """What is done with a pair."""

    JOIN = "join"
    DOUBTFUL = "doubtful"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict on a pair, its weight in bits, and why in one sentence without personal details."""

    verdict: Verdict
    weight: float
    why: str


_APART = Outcome(Verdict.APART, 0.0, "")


@dataclass(frozen=True, slots=True)
class Compared:
    """A standardised record with its row of the model's columns, made once per record.

    `sent`: the encoding that it was sent with. `is_encoded`: whether it says nothing else.
    """

    standard: Standard
    row: Row
    sent: Encoding | None = None
    is_encoded: bool = False


def decide(left: Compared, right: Compared, model: Model, weight: float | None = None) -> Outcome:
    """What is done with a pair. The same whichever record comes first. `weight`: what `weigh` gives, where known.

    A pair apart has no sentence: nearly all are, and `explain` gives the sentence when somebody asks.
    """
    if left.is_encoded or right.is_encoded:
        return _decide_encoded(left, right, model)
    one, other = left.standard, right.standard
    if contradictions.same_number(one, other):
        return _same_number(one, other, model.rules.one_id_each)
    if weight is None:
        weight = weigh(model, left.row, right.row)
    against = contradictions.like_two_people(one, other)
    if against:
        weight += model.rules.household
    if contradictions.numbers_forbid(one, other):
        against = Contradiction.NHS_NUMBERS
        weight -= _number_bits(model, left, right)
    if weight < model.rules.lower:
        return Outcome(Verdict.APART, weight, "")
    return _by_weight(left, right, model, weight, against)


def explain(left: Compared, right: Compared, model: Model) -> list[Contribution]:
    """The whole waterfall of a pair, joined or not: each step in words and bits, then adjustments."""
    if left.is_encoded or right.is_encoded:
        return _explain_encoded(left, right, model)
    steps = [
        Contribution("start", "Odds of any two records", model.prior, 0.0),
        *waterfall(model, left.row, right.row),
    ]
    against = contradictions.like_two_people(left.standard, right.standard)
    if against:
        steps.append(Contribution("household", _sentence_case(against), model.rules.household, 0.0))
    return steps


def encoded_contradiction(left: Compared, right: Compared, model: Model) -> Contradiction | None:
    """What forbids that two records, of which one or both came encoded, be one person without a human decision."""
    found = both_encoded((left.standard, left.sent), (right.standard, right.sent), model.keys)
    return encoded.forbids(*found) if found else None


def _decide_encoded(left: Compared, right: Compared, model: Model) -> Outcome:
    found = both_encoded((left.standard, left.sent), (right.standard, right.sent), model.keys)
    if found is None:
        return _APART
    one_agency = left.standard.agency == right.standard.agency
    judged = encoded.decide(*found, default_weights(), one_agency=one_agency)
    if judged.joins and contradictions.own_ids(left.standard, right.standard, model.rules.one_id_each):
        why = f"{judged.why}. A person decides: {Contradiction.OWN_IDS}"
        return Outcome(Verdict.DOUBTFUL, judged.weight, why)
    verdict = Verdict.JOIN if judged.joins else Verdict.DOUBTFUL if judged.waits else Verdict.APART
    return Outcome(verdict, judged.weight, judged.why)


def _explain_encoded(left: Compared, right: Compared, model: Model) -> list[Contribution]:
    found = both_encoded((left.standard, left.sent), (right.standard, right.sent), model.keys)
    if found is None:
        return []
    steps = encoded.steps(*found, default_weights())
    return [Contribution(step.comparison, step.label, step.bits, 0.0) for step in steps]


def _same_number(one: Standard, other: Standard, one_id_each: Collection[str]) -> Outcome:
    if contradictions.wholly_different(one, other):
        why = "Same NHS number, but the names and birth dates have nothing in common"
        return Outcome(Verdict.DOUBTFUL, SAME_NHS_NUMBER, why)
    if contradictions.number_is_doubted(one, other) and contradictions.partly_different(one, other):
        why = "Same NHS number, which nobody verified, but the names or the birth dates differ"
        return Outcome(Verdict.DOUBTFUL, SAME_NHS_NUMBER, why)
    why = "Same NHS number" if one.nhs_number == other.nhs_number else "One NHS number superseded the other"
    if contradictions.own_ids(one, other, one_id_each):
        return Outcome(Verdict.DOUBTFUL, SAME_NHS_NUMBER, f"{why}. A person decides: {Contradiction.OWN_IDS}")
    return Outcome(Verdict.JOIN, SAME_NHS_NUMBER, why)


def _by_weight(
    left: Compared, right: Compared, model: Model, weight: float, against: Contradiction | None
) -> Outcome:
    rules, why = model.rules, _in_words(waterfall(model, left.row, right.row))
    if against is Contradiction.NHS_NUMBERS and weight < rules.upper:
        return _APART
    if against is None and contradictions.own_ids(left.standard, right.standard, rules.one_id_each):
        if weight < rules.upper:
            return _APART
        against = Contradiction.OWN_IDS
    if against:
        return Outcome(Verdict.DOUBTFUL, weight, f"{why}. A person decides: {against}")
    if left.standard.agency == right.standard.agency and weight < rules.upper + rules.same_agency_margin:
        why = f"{why}. A person decides: one agency gave them two numbers, so it may have known two people"
        return Outcome(Verdict.DOUBTFUL, weight, why)
    if contradictions.nothing_but_names(left.standard, right.standard):
        new_year = left.standard.birth_month_day == right.standard.birth_month_day == NEW_YEAR
        if weight < rules.upper + (rules.new_year_margin if new_year else rules.namesakes_margin):
            return Outcome(Verdict.DOUBTFUL, weight, f"{why}. {_NAMESAKES}")
    if weight < rules.upper:
        return Outcome(Verdict.DOUBTFUL, weight, f"{why}. A person decides: likely, not certain")
    return Outcome(Verdict.JOIN, weight, why)


def _number_bits(model: Model, left: Compared, right: Compared) -> float:
    # How alike the pair is apart from its numbers says whether one of the numbers may be wrong.
    return bits_of(model, "nhs_number", left.row, right.row)


def _in_words(steps: list[Contribution]) -> str:
    """What speaks for it, strongest first, then against: "Same birth date; different postcode"."""
    ranked = sorted(steps, key=lambda step: (-abs(step.total), step.comparison))
    speaking_for = list(dict.fromkeys(step.label for step in ranked if step.total >= MENTIONED))[
        :MOST_REASONS
    ]
    against = list(dict.fromkeys(step.label for step in ranked if step.total <= -MENTIONED))[:MOST_REASONS]
    parts = [
        ", ".join(part[:1].lower() + part[1:] for part in side) for side in (speaking_for, against) if side
    ]
    return _sentence_case("; ".join(parts))


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
