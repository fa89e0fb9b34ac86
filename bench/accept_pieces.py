"""Deals lives to people in the words of the database: the pieces of a measured store, and reasons as many.

Ids come in the order in which rows are written and are spread over all that there are: so the tables are filled
quickly, and what is asked of them afterwards lies all over them, as it does where ids are worked out from names.
"""

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any
from uuid import UUID

from bench.accept_lives import Life
from bench.linkage_live_fill import execute

Holder = tuple[UUID, str, int, int, int]
"""A record, its agency, which life its person has, and its turn among so many records of that person."""

_SPREAD = {
    "sqlite": "printf('%08x', CAST(n * 4294967295.0 / total AS INTEGER)) || lower(hex(randomblob(12)))",
    "postgresql": "(lpad(to_hex((n * 4294967295.0 / total)::bigint), 8, '0') || substr(md5(n::text), 1, 24))::uuid",
}
_PLAIN = {"sqlite": "h.record", "postgresql": "replace(h.record::text, '-', '')"}
_BACK = {"sqlite": "substr(fingerprint, 1, 32)", "postgresql": "substr(fingerprint, 1, 32)::uuid"}
_NUMBER = {"sqlite": "printf('%012d', n)", "postgresql": "lpad(n::text, 12, '0')"}


def _vendor() -> str:
    from django.db import connection

    return str(connection.vendor)


def without_waiting() -> None:
    """Filling may be lost: it waits for no disk. The door's own process does."""
    if _vendor() == "sqlite":
        for pragma in ("synchronous = OFF", "cache_size = -1500000", "temp_store = FILE"):
            execute(f"PRAGMA {pragma}")
    else:
        execute("SET synchronous_commit = off")
        # What is filled in refers to rows that were just filled in: each need not be looked up.
        execute("SET session_replication_role = replica")
        execute("SET work_mem = '512MB'")


def make_holders(dealt: Sequence[Life]) -> None:
    """Tables of whose record tells which part of which life; they go when the store is filled."""
    key, moment = ("uuid", "timestamptz") if _vendor() == "postgresql" else ("char(32)", "datetime")
    execute(
        f"CREATE TABLE holder (record {key}, agency varchar(60), life integer, turn integer, many integer)"
    )
    execute(
        f"CREATE TABLE life (life integer, turn integer, at {moment}, until {moment}, received_at {moment},"
        " shape text, kind text, attributes text, words text, at_home boolean)"
    )
    rows = (
        (number, turn, one.at, one.until, one.received_at, *_said(one))
        for number, mine in enumerate(dealt)
        for turn, one in zip(count(), mine, strict=False)
    )
    _put("life", rows)


def _said(one: Any) -> tuple[Any, ...]:
    return one.shape, one.kind, one.attributes, one.words, one.at_home


def note_holders(rows: Iterable[Holder]) -> None:
    """Who tells what."""
    from django.db import transaction

    with transaction.atomic():
        _put("holder", ((_key(row[0]), *row[1:]) for row in rows))


def _key(one: UUID) -> Any:
    return one.hex if _vendor() == "sqlite" else one


def _put(table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    from django.db import connection

    if _vendor() == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    plain = [
        tuple(str(one.replace(tzinfo=None)) if hasattr(one, "tzinfo") else one for one in row) for row in rows
    ]
    if plain:
        places = ", ".join(["%s"] * len(plain[0]))
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} VALUES ({places})", plain)  # noqa: S608 (our own two tables)


def deal_pieces() -> int:
    """Write everybody's pieces and their subjects, in the order in which they came. Returns how many there are."""
    from jigsaw.care.intake.models import Piece

    vendor = _vendor()
    json = "t.attributes::jsonb" if vendor == "postgresql" else "t.attributes"
    execute("CREATE INDEX life_of ON life (life)")
    if vendor == "postgresql":
        execute("ANALYSE")  # it would take the new tables for empty ones, and go through them for each person
    told_by = "holder h JOIN life t ON t.life = h.life AND t.turn % h.many = h.turn"
    execute(f"CREATE TABLE sum_of AS SELECT COUNT(*) AS total FROM {told_by}")  # noqa: S608 (words of our own)
    execute(
        f"""INSERT INTO intake_piece (id, agency_id, feed_id, delivery_id, source_reference, version, fingerprint,
            shape, kind, at, at_accuracy, at_uncertain, until, until_accuracy, recorded_at, received_at, words,
            attributes, restriction, address_id, incident)
        SELECT {_SPREAD[vendor]}, agency, feed, delivery, {_NUMBER[vendor]}, 1, told, shape, kind, at, 'minute',
            {"false" if vendor == "postgresql" else 0}, until, CASE WHEN until IS NULL THEN '' ELSE 'minute' END,
            NULL, received_at, words, attributes, '', address, ''
        FROM (SELECT h.agency, f.feed, f.delivery, {_PLAIN[vendor]} AS told, t.shape, t.kind, t.at, t.until,
                t.received_at, t.words, {json} AS attributes, CASE WHEN t.at_home THEN v.address_id END AS address,
                row_number() OVER (ORDER BY t.received_at, h.record) AS n
            FROM {told_by}
            JOIN (SELECT f.agency_id, f.id AS feed, MAX(d.id) AS delivery FROM intake_feed f
                JOIN intake_delivery d ON d.feed_id = f.id WHERE f.key = 'news' GROUP BY f.agency_id, f.id) AS f
                ON f.agency_id = h.agency
            JOIN intake_recordversion v ON v.record_id = h.record AND v.version = 1) AS dealt, sum_of ORDER BY n"""  # noqa: S608 (words of our own)
    )
    execute(
        f"""INSERT INTO intake_piecesubject (piece_id, record_id, role)
        SELECT id, {_BACK[vendor]}, 'subject' FROM intake_piece ORDER BY source_reference"""  # noqa: S608 (words of our own)
    )
    for table in ("holder", "life", "sum_of"):
        execute(f"DROP TABLE {table}")
    return Piece.objects.count()


def store_reasons() -> None:
    """Three reasons for every ten people, each with some of the pieces that came of the person."""
    vendor = _vendor()
    new = "gen_random_uuid()" if vendor == "postgresql" else "lower(hex(randomblob(16)))"
    no = "false" if vendor == "postgresql" else "0"
    chance = "random() < 0.3" if vendor == "postgresql" else "abs(random()) % 10 < 3"
    execute(
        f"""INSERT INTO reasons_reason (id, pattern, version, pattern_hash, subject_kind, subject, other, sentence,
            raised_at, ended_at, withdrawn_at, statutory)
        SELECT {new}, 'R03', 1, '', 'person', id, NULL, 'Several agencies were called in a month', changed_at,
            changed_at, NULL, {no} FROM people_person WHERE {chance}"""  # noqa: S608 (words of our own)
    )
    execute(
        """INSERT INTO reasons_reasonpiece (reason_id, piece_id) SELECT r.id, s.piece_id FROM reasons_reason r
        JOIN linkage_link l ON l.person_id = r.subject JOIN intake_piecesubject s ON s.record_id = l.record_id
        WHERE s.id % 3 = 0"""
    )
    execute(
        """INSERT INTO reasons_reasonagency (reason_id, agency_id) SELECT DISTINCT r.id, v.agency_id
        FROM reasons_reason r JOIN linkage_link l ON l.person_id = r.subject
        JOIN intake_sourcerecord v ON v.id = l.record_id"""
    )


def settle_tables() -> None:
    """Have the database know its tables, and leave no log behind."""
    if _vendor() == "postgresql":
        for statement in ("VACUUM ANALYSE", "CHECKPOINT"):
            execute(statement)
    else:
        execute("PRAGMA wal_checkpoint(TRUNCATE)")
