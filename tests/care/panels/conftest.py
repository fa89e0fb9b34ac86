import pytest

from jigsaw.care.panels.actions import Referred, open_panel, refer, score
from jigsaw.care.panels.domain.rubric import rubric
from jigsaw.care.panels.domain.sampling import is_read_twice
from jigsaw.care.panels.models import Referral
from jigsaw.foundation.organisations.queries import viewer_of
from tests.builders import Borough

KINDS = {"trust": "nhs-trust", "council": "council"}


class Readers(Borough):
    """A panel of two readers, one of each agency; an author of the trust; somebody who has no part in it."""

    def __init__(self):
        super().__init__()
        people = {key: self.practitioner(key, self.agency(key, kind)) for key, kind in KINDS.items()}
        self.trust, self.council = (viewer_of(people[key]) for key in KINDS)
        self.author = viewer_of(self.practitioner("author", self.agency("trust")))
        self.stranger = viewer_of(self.practitioner("stranger", self.agency("council")))
        members = frozenset({self.trust.key, self.council.key})
        self.panel = open_panel(by=self.trust, name="Tuesday panel", members=members, ring="01632 960999")

    def referred(self, *, twice=False, **told):
        """A referral that is read twice, or one that is not: which it is, its id alone says."""
        asked = {"what": "plan", "asked": "quality", "words": "He wants his flat back."} | told
        while True:
            made = refer(by=self.author, referral=Referred(panel=self.panel.pk, **asked))
            if is_read_twice(made.pk) is twice:
                return made.pk
            Referral.objects.filter(pk=made.pk).delete()

    def levels(self, level=3, **instead):
        return dict.fromkeys(rubric().lines, level) | instead

    def scored(self, **told):
        key = self.referred(**told)
        score(by=self.council, referral=key, levels=self.levels())
        return key


@pytest.fixture
def town(db):
    return Readers()
