"""Why two source records are, or are not, one person: an answer for any two."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Q

from jigsaw.care.intake.domain.entries import RecordSaid
from jigsaw.care.linkage.models import Edge, RecordToLink
from jigsaw.care.linkage.queries._reading import persons_of, said_of
from jigsaw.care.linkage.queries.pairs import DecidedJoin, Step, decided_about, steps_between
from jigsaw.care.linkage.store import Stored, engine_records, model_in_force
from jigsaw.engine.linkage.apart import Meeting, Met, meetings, outcome_in_words, sizes_over
from jigsaw.engine.linkage.blocking import RULES
from jigsaw.engine.linkage.cluster import compare_ready
from jigsaw.engine.linkage.decide import Compared
from jigsaw.engine.linkage.encoded.joining import RULE, keys_of
from jigsaw.engine.linkage.paths import path
from jigsaw.engine.linkage.records import Edge as EngineEdge
from jigsaw.engine.linkage.records import EdgeKind
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.identity import record_id
from jigsaw.foundation.core.viewer import Viewer

_ASKED = "Asking why two records are not joined"
RULE_WORDS = {
    RULE: "An encoding of such a rule, made with one key",
    "nhs-number": "The same NHS number",
    "name-and-birth-date": "A name that sounds the same, first or family name, and the same birth date",
    "initials-and-birth-date": "Names that begin alike, in either order, and the same birth date",
    "names-and-birth-year": "Names that sound the same, and the same year of birth",
    "names-and-birthday": "Names that sound the same, and the same day and month of birth",
    "name-and-postcode": "A name that sounds the same, first or family name, and the same postcode",
    "birth-date-and-postcode": "The same birth date and postcode",
    "home-and-name": "The same home (UPRN), and a name that sounds the same",
    "telephone": "The same telephone number",
    "email": "The same email address",
}


class Case(StrEnum):
    """How two records stand to each other."""

    ONE_PERSON = "They are one person"
    WITHDRAWN = "A record was withdrawn by its agency, and a withdrawn record is joined to nothing"
    NOT_JOINED_YET = "A record waits to be compared: run jigsaw catch-up, then ask again"
    UNTOLD = "Of one of them no particulars ever came, so there is nothing to compare"
    SAID_APART = "A steward decided that they are two people"
    HELD_APART = "They would have been joined, and something forbade it"
    DOUBTFUL = "They wait for a person to decide"
    BELOW = "They were compared, and too little speaks for one person"
    SKIPPED = "They were not compared: all that they share is shared by too many records to say anything"
    NEVER = "They were never compared: no rule brings them together"


@dataclass(frozen=True)
class RuleShared:
    """One rule that brings records together to be compared, and how the two stand to it."""

    words: str
    stands: str
    is_shared: bool


@dataclass(frozen=True)
class Hop:
    """What was found between two records: which two ("Police, P1"), what it is, and why."""

    ends: tuple[str, str]
    found: str
    why: str


@dataclass(frozen=True)
class WhyApart:
    """The answer for two records.

    path: when they are one person, the joins that lead from one to the other. between: when they are two, every other
    finding between records of the two people. rules: how they stand to each rule by which records are compared.
    """

    left: RecordSaid
    right: RecordSaid
    left_person: UUID | None
    right_person: UUID | None
    case: Case
    sentence: str
    path: tuple[Hop, ...]
    between: tuple[Hop, ...]
    rules: tuple[RuleShared, ...]
    steps: tuple[Step, ...]
    decisions: tuple[DecidedJoin, ...]


def record_named(*, viewer: Viewer, named: str) -> UUID:
    """The id of the source record that is named as agency/local-id or by its id. Raises NotFound, Refused."""
    check(viewer, Act.DECIDE_JOINS)
    agency, _, local_id = named.partition("/")
    try:
        key = record_id(agency, local_id) if local_id else UUID(named)
    except ValueError:
        key = None
    if key is None or key not in said_of(viewer, {key}):
        raise NotFound(_ASKED, "there is no such record", "Name each as AGENCY/ITS-OWN-ID, or by its id")
    return key


def why(*, viewer: Viewer, left: UUID, right: UUID) -> WhyApart:
    """Why two source records are, or are not, one person. Raises NotFound unless there are two, Refused."""
    check(viewer, Act.DECIDE_JOINS)
    said = said_of(viewer, {left, right})
    if len(said) < 2:
        raise NotFound(_ASKED, "there are not two such records", "Name two different records")
    return _Question(viewer, said[left], said[right]).answer()


class _Question:
    """What is read once to answer for two records."""

    def __init__(self, viewer: Viewer, left: RecordSaid, right: RecordSaid) -> None:
        self.viewer, self.left, self.right = viewer, left, right
        self.pair = (left.record, right.record)
        self.persons = persons_of(self.pair)
        self.model = model_in_force()
        self.ready = {
            UUID(record.id): compare_ready(record, self.model) for record in engine_records(self.pair)
        }
        self.decisions = decided_about(viewer=viewer, left=left.record, right=right.record)
        self.standing = [one for one in self.decisions if not one.is_undone]
        self.met = self._met()

    def answer(self) -> WhyApart:
        """The whole answer."""
        direct = Edge.objects.filter(self._ends_are(self.pair)).first()
        case = self._case(direct)
        edges = list(Edge.objects.filter(self._among_people()).select_related(*_ENDS))
        rules = tuple(
            RuleShared(
                RULE_WORDS.get(one.rule, one.rule.replace("-", " ").capitalize()),
                one.meeting.value.capitalize(),
                one.meeting is Meeting.SHARED,
            )
            for one in self.met
        )
        return WhyApart(
            self.left,
            self.right,
            self.persons.get(self.left.record),
            self.persons.get(self.right.record),
            case,
            self._sentence(case, direct),
            self._path(edges) if case is Case.ONE_PERSON else (),
            () if case is Case.ONE_PERSON else tuple(_hop(edge) for edge in edges if self._crosses(edge)),
            rules,
            steps_between(viewer=self.viewer, left=self.left.record, right=self.right.record),
            self.decisions,
        )

    def _case(self, direct: Edge | None) -> Case:
        found = [self.persons.get(one) for one in self.pair]
        if self.left.is_retracted or self.right.is_retracted:
            return Case.WITHDRAWN
        if found[0] is not None and found[0] == found[1]:
            return Case.ONE_PERSON
        if None in found or RecordToLink.objects.filter(record__in=self.pair, changed=True).exists():
            return Case.NOT_JOINED_YET
        if not all(one.particulars or one.is_encoded for one in (self.left, self.right)):
            return Case.UNTOLD
        if self.standing and not self.standing[-1].same:
            return Case.SAID_APART
        if direct is not None:
            return Case.HELD_APART if direct.kind == Edge.Kind.CUT else Case.DOUBTFUL
        return self._compared()

    def _compared(self) -> Case:
        how = {one.meeting for one in self.met}
        if Meeting.SHARED in how:
            return Case.BELOW
        return Case.SKIPPED if Meeting.TOO_MANY in how else Case.NEVER

    def _sentence(self, case: Case, direct: Edge | None) -> str:
        if case is Case.HELD_APART and direct:
            return f"{case.value}: {direct.held_apart_by or direct.why}"
        if case is Case.DOUBTFUL and direct:
            return f"{case.value}. {direct.why}"
        if case is Case.SAID_APART:
            last = self.standing[-1]
            return f"{case.value}: {last.by}, “{last.why}”"
        if case is Case.BELOW:
            return outcome_in_words(*self._both(), self.model)
        return case.value

    def _both(self) -> tuple[Compared, Compared]:
        return self.ready[self.left.record], self.ready[self.right.record]

    def _met(self) -> list[Met]:
        if len(self.ready) < 2:
            return []
        mine, theirs = (keys_of(one.standard, one.sent, self.model.keys) for one in self._both())
        over = sizes_over(Stored().block_sizes({*mine, *theirs}), self.model.rules.block_cap)
        encoded = [RULE] if any(one.is_encoded for one in self._both()) else []
        return meetings([*RULES, *encoded], mine, theirs, over)

    def _path(self, edges: Iterable[Edge]) -> tuple[Hop, ...]:
        rows = {(str(edge.left_id), str(edge.right_id)): edge for edge in edges}
        walked = path(
            (
                EngineEdge(*ends, edge.weight or 0.0, edge.why, EdgeKind(edge.kind))
                for ends, edge in rows.items()
            ),
            str(self.left.record),
            str(self.right.record),
        )
        hops, at = [], str(self.left.record)
        for edge in walked:
            hops.append(_hop(rows[edge.left, edge.right], is_turned=edge.right == at))
            at = edge.left if edge.right == at else edge.right
        return tuple(hops)

    def _among_people(self) -> Q:
        people = set(self.persons.values())
        return Q(left__link__person__in=people, right__link__person__in=people)

    def _crosses(self, edge: Edge) -> bool:
        pair = {edge.left_id, edge.right_id}
        return edge.left.link.person_id != edge.right.link.person_id and pair != set(self.pair)

    @staticmethod
    def _ends_are(pair: tuple[UUID, UUID]) -> Q:
        return Q(left=pair[0], right=pair[1]) | Q(left=pair[1], right=pair[0])


_ENDS = ("left__agency", "right__agency", "left__link", "right__link")


def _hop(edge: Edge, *, is_turned: bool = False) -> Hop:
    records = (edge.right, edge.left) if is_turned else (edge.left, edge.right)
    ends = [f"{one.agency.name}, {one.local_id}" for one in records]
    reason = f"{edge.why}. Kept apart by {edge.held_apart_by}" if edge.held_apart_by else edge.why
    return Hop((ends[0], ends[1]), Edge.Kind(edge.kind).label, reason)
