"""The store of bench.many_hands: a conversation that is under way and 20 people of five agencies; and what it holds."""

import json
import sys
from datetime import timedelta
from uuid import uuid4

PEOPLE = 20
PASSWORD = "twenty-hands-one-conversation"  # noqa: S105 (of people invented for a minute)
PARTS = ("welcome", "person", "pieces", "understanding", "decisions")
AGENCIES = {
    "trust": "nhs-trust",
    "housing": "housing",
    "police": "police",
    "council": "council",
    "practice": "gp",
}


def fill() -> str:
    """Make the tables and the cast; the address of the meeting's screen."""
    from jigsaw.care.conversations import actions
    from jigsaw.care.conversations.domain.calling import (
        Call,
        Invited,
        Invitee,
        Meeting,
        OwnView,
        Subject,
        SubjectKind,
        Way,
    )
    from jigsaw.care.conversations.domain.precheck import Answer, FirstAnswers
    from jigsaw.care.people.models import Person
    from jigsaw.foundation.core.time import now
    from jigsaw.interfaces.commands.installation import make_ready

    make_ready()
    viewers = _cast()
    person = Person.objects.create(
        id=uuid4(), name="Somebody Invented", birth_date="1966-05-22", changed_at=now()
    )
    subject = Subject(SubjectKind.PERSON, person.pk)
    not_met = FirstAnswers(Answer.NO, Answer.YES, Answer.NO, Answer.NO)
    first = actions.record_precheck(by=viewers[0], subject=subject, test=not_met)
    call = Call(
        subject=subject,
        kind="professionals-meeting",
        purpose="Write together",
        why_now="To see that nothing is lost",
        own_view=OwnView("", Invited.NOT_YET_ASKED),
        meeting=Meeting(now() + timedelta(days=1), Way.ONLINE),
        lead_agency="trust",
        invitees=tuple(Invitee(key, ("takes part",)) for key in AGENCIES if key != "trust"),
        precheck=first.pk,
    )
    made = actions.call_conversation(by=viewers[0], call=call)
    actions.begin_conversation(by=viewers[0], conversation=made.pk)
    return f"/conversations/{made.pk}/live"


def _cast() -> list:
    from jigsaw.foundation.access.actions import note_agreement
    from jigsaw.foundation.core.time import now
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.foundation.organisations.actions import add_practitioner, note_agency
    from jigsaw.foundation.organisations.queries import viewer_of

    for key, kind in AGENCIES.items():
        note_agency(by=JIGSAW, key=key, name=key.title(), kind=kind)
    today = now().date()
    told = {"name": "Borough", "purpose": "Care", "basis": "Public task", "starts_on": today}
    ends = today + timedelta(days=9)
    note_agreement(by=JIGSAW, key="borough", **told, ends_on=ends, agencies=tuple(AGENCIES))
    keys = list(AGENCIES)
    return [
        viewer_of(
            add_practitioner(
                by=JIGSAW,
                username=f"hand{number}",
                password=PASSWORD,
                name=f"Hand {number}",
                agency=keys[number % len(keys)],
                team=None,
                role="practitioner",
            )
        )
        for number in range(PEOPLE)
    ]


def read() -> str:
    """Every text in the store: sent, part, version, seen, words."""
    from jigsaw.care.conversations.models import Note

    mine = Note.objects.filter(by__username__startswith="hand").order_by("part", "version")
    rows = mine.values_list("sent", "part", "version", "seen", "words")
    return json.dumps([[str(sent), *rest] for sent, *rest in rows])


def main() -> None:
    """Do what is asked: fill or read."""
    from jigsaw.interfaces.commands.ground import prepare

    prepare()
    print({"fill": fill, "read": read}[sys.argv[1]]())


if __name__ == "__main__":
    main()
