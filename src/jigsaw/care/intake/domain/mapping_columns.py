"""Every column that a mapping names, with the key that names it."""

from collections.abc import Iterator, Mapping

from jigsaw.care.intake.domain.mapping import Columns, FileMapping, PieceMap


def columns_of(said: FileMapping) -> Iterator[tuple[str, str]]:
    """(key, column) for each column that the file must have, in the order of the mapping."""
    if said.received:
        yield "received", said.received
    if said.record:
        yield from _of_fields("record", said.record.columns)
        yield from (("record.only_where", column) for column in said.record.only_where)
    for at, piece in enumerate(said.pieces, 1):
        yield from _of_piece(f"piece[{at}]", piece)


def _of_piece(key: str, piece: PieceMap) -> Iterator[tuple[str, str]]:
    yield from _of_fields(key, piece.columns)
    yield from ((f"{key}.only_where", column) for column in piece.only_where)
    yield from _of_fields(f"{key}.attributes", piece.attributes)
    for at, subject in enumerate(piece.subjects, 1):
        yield from ((f"{key}.subject[{at}].local_id", column) for column in subject.local_id)
        if subject.role_column:
            yield f"{key}.subject[{at}].role_column", subject.role_column


def _of_fields(key: str, fields: Mapping[str, Columns]) -> Iterator[tuple[str, str]]:
    for name, columns in fields.items():
        yield from ((f"{key}.{name}", column) for column in columns)
