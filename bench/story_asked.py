"""Who signs in, whose stories they open and what they search for. Run by bench.story at the database's place.

People are drawn from those whom the practitioner's agency works with, by how many pieces are told of them: somebody
with two hundred pieces is opened a hundred times as often as somebody with two.
"""

import random
import sys
from collections import Counter
from typing import Any

from bench.children import tell_parent

EACH = 400
DRAWN = 300
SEARCHES = 300


def main(seed: int) -> None:
    """Tell {agency: ids of people, drawn by weight}, the sign-ins, and what is typed into search."""
    from jigsaw.interfaces.commands.ground import prepare

    prepare()
    from jigsaw.care.intake.models import Piece
    from jigsaw.care.people.models import Person
    from jigsaw.demo.signins import DEMO_PASSWORD, sign_ins

    draws = random.Random(seed)
    looking = [one for one in sign_ins() if one.role == "practitioner" and one.inside_agreement]
    people = {agency: drawn(agency, draws) for agency in sorted({one.agency_key for one in looking})}
    some = Person.objects.filter(pk__in=draws.sample(sorted(set().union(*people.values())), k=SEARCHES // 2))
    typed = [words for person in some for words in ways_to_ask(person, draws)]
    tell_parent(
        sign_ins=[(one.username, one.agency_key) for one in looking if people[one.agency_key]],
        password=DEMO_PASSWORD,
        people=people,
        searches=typed,
        people_in_all=Person.objects.count(),
        pieces_in_all=Piece.objects.count(),
    )


def drawn(agency: str, draws: random.Random, team: str = "") -> list[str]:
    """Ids of people whom every team of the agency works with, or this one, as often as their pieces are many: their
    stories open without a reason.
    """
    from jigsaw.care.intake.models import PieceSubject

    # Ids of source records follow from a hash: the first in their order are a fair sample.
    open_now = {"piece__shape": "involvement", "piece__until__isnull": True, "piece__ending__isnull": True}
    works = PieceSubject.objects.filter(**open_now, piece__agency=agency, record__link__isnull=False)
    told = works.exclude(piece__kind="tenancy").order_by("record_id")
    rows = told.values_list("record__link__person_id", "piece__attributes")[: 4 * EACH]
    some = {person for person, attributes in rows if attributes.get("team", "") in ("", team)}
    subjects = PieceSubject.objects.filter(record__link__person__in=some)
    counts = Counter(map(str, subjects.values_list("record__link__person", flat=True)))
    return draws.choices(list(counts), list(counts.values()), k=DRAWN) if counts else []


def ways_to_ask(person: Any, draws: random.Random) -> list[str]:
    """A name with a letter left out, and a name with a birth date."""
    gap = draws.randrange(1, max(2, len(person.name)))
    day = "/".join(reversed(person.birth_date.split("-")))
    return [person.name[:gap] + person.name[gap + 1 :], f"{person.family_name} {day}".strip()]


if __name__ == "__main__":
    main(int(sys.argv[1]))
