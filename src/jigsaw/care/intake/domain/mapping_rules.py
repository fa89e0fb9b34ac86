"""What a mapping must be in itself, beyond each key's type: known kinds and roles, references kept apart."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from jigsaw.care.intake.domain.kinds import Shape, all_kinds
from jigsaw.care.intake.domain.mapping import (
    FEED_FILE,
    HANDLINGS,
    RESTRICTIONS,
    ROLES,
    FileMapping,
    MappingFault,
    PieceMap,
    SubjectMap,
)
from jigsaw.care.intake.domain.mapping_table import nearest


def faults_of_file(said: FileMapping, key: str) -> Iterator[MappingFault]:
    """Every fault of a file's mapping in itself."""
    if said.layout.format == "fhir":
        yield from _kinds(said.pieces[0], f"{key}.fhir") if said.pieces else ()
        return
    for at, piece in enumerate(said.pieces, 1):
        yield from _piece(piece, f"{key}.piece[{at}]")
    for (one, left), (other, right) in combinations(enumerate(said.pieces, 1), 2):
        if _may_share_a_reference(left, right):
            why = f"the same row could give piece {one} and piece {other} with the same reference"
            mend = 'Give one of them suffix = "…", or narrow both by only_where on one column'
            yield MappingFault(FEED_FILE, f"{key}.piece[{other}].source_reference", why, mend)


def _piece(piece: PieceMap, key: str) -> Iterator[MappingFault]:
    yield from _kind_said_once(piece, key)
    yield from _kinds(piece, key)
    yield from _words_known(piece.restrictions, RESTRICTIONS, f"{key}.restrictions")
    if piece.restrictions and "restriction" not in piece.columns:
        mend = 'Add restriction = "Column"'
        yield MappingFault(FEED_FILE, f"{key}.restriction", "codes are given and no column", mend)
    if "restriction" in piece.columns and not piece.restrictions:
        mend = 'Add restrictions = { "CODE" = "content-withheld" }'
        yield MappingFault(FEED_FILE, f"{key}.restrictions", "a column is given and no codes", mend)
    yield from _words_known(piece.handlings, HANDLINGS, f"{key}.handlings")
    if bool(piece.handlings) != ("handling" in piece.columns):
        mend = 'Add handling = "Column" and handlings = { "CODE" = "law-enforcement" }'
        yield MappingFault(FEED_FILE, f"{key}.handling", "a handling needs its column and its codes", mend)
    if ("incident" in piece.columns) != bool(piece.incident_of):
        mend = 'Add incident = "Column" and incident_of = "…", the key of the agency whose number it is'
        yield MappingFault(FEED_FILE, f"{key}.incident", "an incident needs its column and its giver", mend)
    if not piece.subjects and not {"uprn", "address"} & set(piece.columns):
        mend = 'Add [[file.piece.subject]] with local_id and role = "subject"'
        yield MappingFault(
            FEED_FILE, f"{key}.subject", "it says neither whom nor which home it is about", mend
        )
    for at, subject in enumerate(piece.subjects, 1):
        yield from _subject(subject, f"{key}.subject[{at}]")
    for name in sorted(set(piece.values) - set(piece.attributes)):
        mend = nearest(name, piece.attributes) or f"Add {name} to [file.piece.attributes]"
        yield MappingFault(FEED_FILE, f"{key}.values.{name}", "there is no attribute of that name", mend)


def _kind_said_once(piece: PieceMap, key: str) -> Iterator[MappingFault]:
    if ("kind" in piece.columns) == bool(piece.kind_always):
        mend = 'Write kind = "Column" and kinds = { … }, or kind_always = "…"'
        yield MappingFault(FEED_FILE, f"{key}.kind", "its kind should be said in one way", mend)
    elif "kind" in piece.columns and not piece.all_kinds:
        mend = 'Add kinds = { "CODE" = "…" }, for each of the agency\'s codes'
        yield MappingFault(FEED_FILE, f"{key}.kinds", "no code is given a kind", mend)


def _kinds(piece: PieceMap, key: str) -> Iterator[MappingFault]:
    said = {f"kinds.{code}": kind for code, kind in piece.kinds.items()}
    said |= {"kind_always": piece.kind_always, "kind_otherwise": piece.kind_otherwise}
    for name, code in said.items():
        kind = all_kinds().get(code)
        if not code and not name.startswith("kinds."):
            continue
        if kind is None:
            mend = nearest(code, all_kinds()) or f"Use one of: {', '.join(all_kinds())}"
            yield MappingFault(FEED_FILE, f"{key}.{name}", f"there is no kind '{code}'", mend)
        elif piece.shape and kind.shape is not piece.shape:
            why = f"'{code}' is {_with_article(kind.shape)} and the piece is {_with_article(piece.shape)}"
            mend = f'Write shape = "{kind.shape}", or use a kind of the other shape'
            yield MappingFault(FEED_FILE, f"{key}.{name}", why, mend)


def _with_article(shape: Shape) -> str:
    return f"an {shape}" if shape[0] in "aeiou" else f"a {shape}"


def _subject(subject: SubjectMap, key: str) -> Iterator[MappingFault]:
    yield from _words_known(subject.roles, ROLES, f"{key}.roles")
    if subject.role_column and not subject.roles:
        mend = 'Add roles = { "CODE" = "subject" }'
        yield MappingFault(FEED_FILE, f"{key}.roles", "a column is given and no codes", mend)


def _words_known(codes: Mapping[str, str], known: Iterable[str], key: str) -> Iterator[MappingFault]:
    options = list(known)
    for code, word in codes.items():
        if word not in options:
            mend = nearest(word, options) or f"Use one of: {', '.join(one for one in options if one)}"
            yield MappingFault(FEED_FILE, f"{key}.{code}", f"'{word}' is not one of its words", mend)


def _may_share_a_reference(left: PieceMap, right: PieceMap) -> bool:
    if left.columns.get("source_reference") != right.columns.get("source_reference"):
        return False
    if left.suffix != right.suffix:
        return False
    shared = set(left.only_where) & set(right.only_where)
    return all(left.only_where[column] & right.only_where[column] for column in shared)
