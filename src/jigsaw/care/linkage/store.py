"""The database as the engine's store: candidates by key, stored edges, human decisions."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from jigsaw.care.intake import derivation as intake
from jigsaw.care.linkage.models import LinkDecision
from jigsaw.engine.linkage.encoded.keys import read_key
from jigsaw.engine.linkage.model import Model, default_model
from jigsaw.engine.linkage.records import Edge as EngineEdge
from jigsaw.engine.linkage.records import EdgeKind, HumanDecision, Record
from jigsaw.engine.linkage.rules import Rules
from jigsaw.foundation.core.asking import Question, uuid_of
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.organisations.queries import agencies_of_one_id_each

_FIELDS = (
    "given_names",
    "family_name",
    "known_as",
    "birth_date",
    "nhs_number",
    "nhs_number_status",
    "gender",
)
_CONTACT = ("telephone", "email", "encoding", "former_nhs_numbers")


def model_in_force() -> Model:
    """The linkage model by which records are joined; test NHS numbers count only where people are invented.

    With the keys that the settings name, under which plain records can be compared with encoded ones.
    """
    return _model(
        settings.JIGSAW_ALLOW_TEST_NHS_NUMBERS,
        tuple(settings.JIGSAW_ENCODING_KEYS),
        agencies_of_one_id_each(JIGSAW),
    )


@cache
def _model(allow_test_numbers: bool, key_files: tuple[str, ...], one_id_each: frozenset[str]) -> Model:
    model = default_model(Rules(allow_test_numbers=allow_test_numbers, one_id_each=one_id_each))
    return replace(model, keys=tuple(read_key(Path(one)) for one in key_files)) if key_files else model


def engine_records(ids: Iterable[UUID]) -> Iterator[Record]:
    """These source records as the engine reads them; a retracted one is not among them."""
    return (_engine_record(one) for one in intake.records_now(ids) if not one.retracted)


def former_versions(ids: Iterable[UUID]) -> Iterator[Record]:
    """What these source records said before: the blocks that they may have left."""
    return map(_engine_record, intake.records_before(ids))


def engine_decisions(rows: Iterable[LinkDecision]) -> list[HumanDecision]:
    """Human decisions as the engine reads them."""
    return [HumanDecision(str(row.left_id), str(row.right_id), row.same, row.at) for row in rows]


def standing_decisions() -> QuerySet[LinkDecision]:
    """What people decided and nobody undid. The latest about a pair holds."""
    return LinkDecision.objects.filter(undone__isnull=True)


def standing_between(some: Collection[UUID], others: Collection[UUID]) -> list[LinkDecision]:
    """The decision that holds about each pair of a record of the one kind and one of the other."""
    rows = standing_decisions().filter(
        Q(left__in=some, right__in=others) | Q(left__in=others, right__in=some)
    )
    return list({(row.left_id, row.right_id): row for row in rows.order_by("at", "same")}.values())


_BLOCKS = Question(
    """SELECT key, COUNT(*), CASE WHEN COUNT(*) <= %s THEN string_agg(replace(record_id::text, '-', ''), ',') END
    FROM linkage_blockkey WHERE key = ANY(%s) GROUP BY key""",
    sqlite="""SELECT key, COUNT(*), CASE WHEN COUNT(*) <= %s THEN group_concat(record_id) END
    FROM linkage_blockkey WHERE key = ANY(%s) GROUP BY key""",
)
_IN_BLOCKS = Question("SELECT DISTINCT record_id FROM linkage_blockkey WHERE key = ANY(%s)", UUID)
_EDGE = """SELECT left_id, right_id, weight, why, kind, held_apart_by,
    CAST(NULL AS bigint), CAST(NULL AS boolean), CAST(NULL AS timestamp with time zone) FROM linkage_edge WHERE"""
_DECISION = """SELECT d.left_id, d.right_id, NULL, NULL, NULL, NULL, d.id, d.same, d.at FROM linkage_linkdecision d
    LEFT JOIN linkage_undonedecision u ON u.decision_id = d.id WHERE u.decision_id IS NULL AND"""
_AROUND = Question(
    f"""{_EDGE} left_id = ANY(%s) UNION ALL {_EDGE} right_id = ANY(%s)
    UNION ALL {_DECISION} d.left_id = ANY(%s) UNION ALL {_DECISION} d.right_id = ANY(%s)""",
    *(UUID, UUID, float, str, str, str, int, bool, datetime),
)
# Around so many candidates at most it is seen at once what was found and decided; a larger crowd, as far as needed.
_SEEN_AT_ONCE = 200


class Stored:
    """What live linkage asks of the store (`jigsaw.engine.linkage.live.CandidateStore`).

    Each record, block, edge and decision is read once while one change is worked out, and what may be needed is asked
    for together. `now`: what the records read so far say. `edges`: the stored edges read so far, by their ends.
    block_cap: no larger block has anything to say.
    """

    def __init__(self, block_cap: int = 0) -> None:
        self.now: dict[UUID, intake.RecordNow] = {}
        self.edges: dict[tuple[str, str], EngineEdge] = {}
        self._block_cap = block_cap
        self._members: dict[str, list[UUID]] = {}
        self._read: dict[UUID, Record] = {}
        self._seen: set[str] = set()
        self._edges_of: dict[str, list[EngineEdge]] = {}
        self._decisions: dict[int, HumanDecision] = {}

    def records(self, ids: Iterable[UUID]) -> list[Record]:
        """These source records as the engine reads them; a retracted one is not among them."""
        wanted = list(ids)
        for part in batches(one for one in wanted if one not in self.now):
            around = self._look_around(part) if len(part) <= _SEEN_AT_ONCE else None
            self._keep(intake.ask_records_now(part)())
            if around:
                around()
        return [self._read[one] for one in wanted if one in self._read]

    def _keep(self, records: Iterable[intake.RecordNow]) -> None:
        for one in records:
            self.now[one.id] = one
            if not one.retracted:
                self._read[one.id] = _engine_record(one)

    def block_sizes(self, keys: Collection[str]) -> Mapping[str, int]:
        """How many records stand in each block."""
        sizes: dict[str, int] = {}
        for part in batches(keys):
            for key, size, members in _BLOCKS.ask(self._block_cap, part):
                sizes[key] = size
                if members:
                    self._members[key] = [uuid_of(one) for one in members.split(",")]
        return sizes

    def with_keys(self, keys: Collection[str]) -> Iterable[Record]:
        """The records that stand in any of these blocks."""
        found = {one for key in keys for one in self._members.get(key, ())}
        for part in batches(key for key in keys if key not in self._members):
            found |= {one for (one,) in _IN_BLOCKS.ask(part)}
        return self.records(sorted(found))

    def with_ids(self, ids: Collection[str]) -> Iterable[Record]:
        """The records with these ids."""
        return self.records(UUID(one) for one in ids)

    def edges_of(self, ids: Collection[str]) -> Iterable[EngineEdge]:
        """The stored edges with an end among these ids, of every kind, each once."""
        self._see(ids)
        found = (edge for one in ids for edge in self._edges_of.get(one, ()))
        return {(one.left, one.right): one for one in found}.values()

    def decisions_about(self, ids: Collection[str]) -> Iterable[HumanDecision]:
        """What people decided about pairs with an end among these ids."""
        self._see(ids)
        return [one for one in self._decisions.values() if one.left in ids or one.right in ids]

    def _see(self, ids: Iterable[str]) -> None:
        for part in batches(UUID(one) for one in ids if one not in self._seen):
            self._look_around(part)()

    def _look_around(self, ids: list[UUID]) -> Callable[[], None]:
        """Ask for the edges and decisions of these records; called, what comes back keeps them."""
        answer = _AROUND.ahead(ids, ids, ids, ids)

        def keep() -> None:
            self._seen.update(map(str, ids))
            for left, right, weight, why, kind, held_apart_by, decision, same, at in answer():
                if decision is not None:
                    self._decisions[decision] = HumanDecision(str(left), str(right), same, at)
                else:
                    self._keep_edge(_engine_edge(left, right, weight, why, kind, held_apart_by))

        return keep

    def _keep_edge(self, edge: EngineEdge) -> None:
        if (edge.left, edge.right) not in self.edges:
            self.edges[edge.left, edge.right] = edge
            for end in (edge.left, edge.right):
                self._edges_of.setdefault(end, []).append(edge)


def _engine_record(one: intake.RecordNow) -> Record:
    lines, postcode, uprn, _ = one.written
    said: dict[str, Any] = {name: one.particulars[name] for name in (*_FIELDS, *_CONTACT)}
    return Record(
        str(one.id),
        one.agency,
        one.local_id,
        one.first_received_at,
        **said,
        address=lines,
        postcode=postcode,
        uprn=uprn,
        came_at=one.came_at,
    )


def _engine_edge(left: UUID, right: UUID, weight: Any, why: str, kind: str, held_apart_by: str) -> EngineEdge:
    return EngineEdge(str(left), str(right), weight or 0.0, why, EdgeKind(kind), held_apart_by)
