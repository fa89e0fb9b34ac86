"""The thresholds and rules beside the weights, and why each has the value it has.

Weights are in bits: 0 is even odds given all that is known, each further bit doubles the odds.

- `upper`: at this weight and above two records join without a person. Chosen on invented boroughs kept for choosing:
  from 8 bits down to 5 the share of right pairs stayed the same, while the people of common names, whose shared names
  say least, were missed three times less often. Putting two people's stories together does more harm than leaving one
  in two, and below 5 bits little more is won. Where nobody has an NHS number 998 of 1,000 joined pairs are right.
- `lower`: below it records stay apart without a person. Of the invented boroughs' pairs between 0 and 2 bits one
  in five was one human being, of those between 2 and 5 two in three: a person's time goes to the second.
- `same_agency_margin`: an agency that gave one human being two numbers usually saw two people, so two records
  of one agency need this much more to join.
- `namesakes_margin`: two records of two homes that share no telephone or address of mail, only names and birth date,
  need this much more to join without a person: two of one common name and one birth date live in many a borough.
- `new_year_margin`: and this much more where that birth date is 1 January, which is written where only a year is known:
  it says as much less as a year has days (log2 365 = 8.5).
- `household`: taken off where two records look like two members of one household (twins; a parent and child of
  one name; different first names where a birth date is missing): fields that a household shares (surname,
  address, telephone) count several times over in a sum that takes them as independent.
- `torn_margin`: a record that is like two persons who cannot be one (another birth date, another NHS number) joins
  one of them without a person only where it is so much likelier than the other. At 3 bits nearly all that went to
  the wrong one waits instead; at 6 hardly fewer go wrong and more wait.
- `block_cap`: a block with more records than this says nothing ("the switchboard's number"); a safety valve,
  since every rule of blocking is far more specific. Its total size decides, so the order of arrival does not.
- `most_steps`: no two records of a person stand more joins apart than this. A chain of likenesses, each likely, is
  not: its ends may have nothing in common. An equal NHS number and a person's word are no step, since they are not
  likenesses. A chain that would be longer is cut at its weakest join, which waits for a person.
- `one_id_each`: the agencies that give nobody two ids, so that two of their records are two people.
- `allow_test_numbers`: NHS numbers from 999 000 0000 identify people only in an invented borough.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """The values that judge a weight."""

    upper: float = 5.0
    lower: float = 2.0
    same_agency_margin: float = 7.0
    namesakes_margin: float = 1.0
    new_year_margin: float = 8.0
    household: float = -5.0
    torn_margin: float = 3.0
    block_cap: int = 150
    most_steps: int = 3
    one_id_each: frozenset[str] = frozenset()
    allow_test_numbers: bool = True


SAME_NHS_NUMBER = 40.0
"""The weight of an equal valid NHS number: a fixed one, since a rule and not the model joins the pair."""

SAID_BY_A_PERSON = 99.0
"""The weight of a human decision: above any other."""
