"""Reading the text of a feed.toml into a FolderMapping, with every fault of its own making."""

import codecs
import re
import tomllib
from collections.abc import Mapping

from jigsaw.care.intake.domain.fhir_mapping import FHIR_RECEIVED, RECEIVED_COLUMN, fhir_pieces, fhir_record
from jigsaw.care.intake.domain.kinds import Shape
from jigsaw.care.intake.domain.mapping import (
    AGENCY_KINDS,
    DATE_FIELDS,
    FEED_FILE,
    FORMAT,
    HANDLINGS,
    HOLDS,
    PIECE_FIELDS,
    RECORD_FIELDS,
    ROLES,
    AgencyDetails,
    Columns,
    FileMapping,
    FolderMapping,
    MappingFault,
    PieceMap,
    RecordMap,
    SubjectMap,
)
from jigsaw.care.intake.domain.mapping_table import Table
from jigsaw.care.intake.domain.readers import FORMATS, Layout, format_of

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_EVERY = re.compile(r"(\d{1,4})\s*(minute|hour|day|week|month)s?")
_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 7 * 1440, "month": 31 * 1440}


def read_mapping(text: str) -> tuple[FolderMapping, list[MappingFault]]:
    """What the text says, and its faults. With faults, the mapping holds what could be understood."""
    faults: list[MappingFault] = []
    top = Table(_parsed(text, faults), "", faults)
    if not faults and top.number("format", FORMAT) != FORMAT:
        top.fault("format", "it is a format that this version does not know", f"Write format = {FORMAT}")
    mapping = FolderMapping(_agency(top), tuple(_file(one) for one in top.tables("file", name_by="feed")))
    if not mapping.files and not faults:
        top.fault("file", "no file is described", "Add a [[file]] for each kind of file in the folder")
    top.finish()
    return mapping, faults


def _parsed(text: str, faults: list[MappingFault]) -> Mapping[str, object]:
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as fault:
        faults.append(MappingFault(FEED_FILE, "the file", f"it is not TOML: {fault}", "Mend that line first"))
        return {"agency": {"key": "unread", "name": "unread", "kind": AGENCY_KINDS[0]}}


def _agency(top: Table) -> AgencyDetails:
    table = top.table("agency") or Table({}, "agency", [])
    if not top.names() or "agency" not in top.names():
        top.fault("agency", "it is missing", "Add [agency] with key, name and kind")
    details = AgencyDetails(
        key=_slug(table, "key"),
        name=table.text("name", required=True),
        kind=table.choice("kind", AGENCY_KINDS),
        ods_code=table.text("ods_code", most=10),
        telephone=table.text("telephone", most=30),
        contact=table.text("contact"),
        one_id_each=table.flag("one_id_each"),
    )
    table.finish()
    return details


def _slug(table: Table, key: str, *, required: bool = True) -> str:
    value = table.text(key, required=required, most=60)
    if value and not _SLUG.fullmatch(value):
        table.fault(key, "it should be small letters, digits and hyphens", 'Write it like "north-housing"')
    return value


def _file(table: Table) -> FileMapping:
    name = _file_name(table)
    kind = table.choice("format", FORMATS, required=False) or format_of(name)
    if name and not kind:
        table.fault("format", "the file's ending does not tell it", f"Add one of: {', '.join(FORMATS)}")
    if kind == "fhir":
        return _fhir_file(table, name)
    record, pieces = _record(table), tuple(_piece(one) for one in table.tables("piece"))
    received = table.text("received")
    mapping = FileMapping(
        name=name,
        feed=_slug(table, "feed"),
        holds=_holds(table, record is not None, bool(pieces)),
        layout=_layout(table, kind, _date_columns(record, pieces) | {received}),
        every_minutes=_every(table),
        received=received,
        record=record,
        pieces=pieces,
        blank=table.texts("blank"),
    )
    table.finish()
    return mapping


def _fhir_file(table: Table, name: str) -> FileMapping:
    said = table.table("fhir") or Table({}, f"{table.path}.fhir", [])
    kinds, otherwise = said.codes("kinds"), said.text("kind_otherwise") or "gp-contact"
    said.finish()
    holds = table.choice("holds", HOLDS, required=False) or "both"
    mapping = FileMapping(
        name=name,
        feed=_slug(table, "feed"),
        holds=holds,
        layout=Layout("fhir", encoding=_encoding(table), codes=frozenset(kinds)),
        every_minutes=_every(table),
        received=_fhir_received(table),
        record=fhir_record() if holds != "pieces" else None,
        pieces=fhir_pieces(kinds, otherwise) if holds != "source-records" else (),
        blank=table.texts("blank"),
    )
    table.finish()
    return mapping


def _fhir_received(table: Table) -> str:
    if (said := table.text("received")) not in ("", FHIR_RECEIVED):
        table.fault(
            "received", "no other element of FHIR says it", f'Write "{FHIR_RECEIVED}", or leave it out'
        )
    return RECEIVED_COLUMN if said else ""


def _file_name(table: Table) -> str:
    name = table.text("name", required=True)
    if "/" in name or "\\" in name or ".." in name or "**" in name:
        table.fault("name", "it names another folder", "Name files of this folder only")
        return ""
    return name


def _holds(table: Table, has_record: bool, has_pieces: bool) -> str:
    holds = table.choice("holds", HOLDS)
    if holds in ("source-records", "both") and not has_record:
        table.fault("record", f"the file holds {holds}, and no record is described", "Add [file.record]")
    if holds in ("pieces", "both") and not has_pieces:
        table.fault("piece", f"the file holds {holds}, and no piece is described", "Add [[file.piece]]")
    if (holds == "pieces" and has_record) or (holds == "source-records" and has_pieces):
        table.fault("holds", "both a record and a piece are described", 'Write holds = "both"')
    return holds


def _layout(table: Table, kind: str, date_columns: frozenset[str]) -> Layout:
    delimiter = table.text("delimiter") if not _is_tab(table) else "\t"
    if len(delimiter) > 1:
        table.fault("delimiter", "it should be one letter", 'Write one, like ";" or "\\t"')
    return Layout(
        format=kind or "csv",
        encoding=_encoding(table),
        delimiter=delimiter[:1] or ("\t" if kind == "tsv" else ""),
        sheet=table.text("sheet"),
        header_line=table.number("header_line", 1),
        date_columns=date_columns,
    )


def _is_tab(table: Table) -> bool:
    # `text` trims, and would leave nothing of a tab.
    return table.raw("delimiter") in ("\t", "tab")


def _encoding(table: Table) -> str:
    name = table.text("encoding")
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        table.fault("encoding", "no such encoding is known", 'Leave it out, or write "utf-8" or "cp1252"')
        return ""


def _every(table: Table) -> int | None:
    said = table.text("every")
    if not said:
        return None
    match = _EVERY.fullmatch(said)
    if match is None or int(match[1]) == 0:
        table.fault("every", "it is no length of time", 'Write it like "1 day", "6 hours" or "1 month"')
        return None
    return int(match[1]) * _MINUTES[match[2]]


def _record(table: Table) -> RecordMap | None:
    said = table.table("record")
    if said is None:
        return None
    columns = {name: said.columns(name, required=name == "local_id") for name in RECORD_FIELDS}
    only_where = said.choices_by_column("only_where")
    said.finish()
    return RecordMap({name: names for name, names in columns.items() if names}, only_where)


def _piece(table: Table) -> PieceMap:
    required = ("source_reference", "when")
    columns = {name: table.columns(name, required=name in required) for name in PIECE_FIELDS}
    shape = table.choice("shape", [one.value for one in Shape], required=False)
    attributes, values = table.table("attributes"), table.table("values")
    piece = PieceMap(
        columns={name: names for name, names in columns.items() if names},
        subjects=tuple(_subject(one) for one in table.tables("subject")),
        shape=Shape(shape) if shape in set(Shape) else None,
        kinds=table.codes("kinds"),
        kind_always=table.text("kind_always"),
        kind_otherwise=table.text("kind_otherwise"),
        restrictions=table.codes("restrictions"),
        handlings=table.codes("handlings"),
        handling_always=table.choice("handling_always", HANDLINGS[1:], required=False),
        only_where=table.choices_by_column("only_where"),
        attributes={name: attributes.columns(name) for name in attributes.names()} if attributes else {},
        values={name: values.codes(name) for name in values.names()} if values else {},
        suffix=table.text("suffix", most=20),
        incident_of=_slug(table, "incident_of", required=False),
    )
    table.finish()
    return piece


def _subject(table: Table) -> SubjectMap:
    subject = SubjectMap(
        local_id=table.columns("local_id", required=True),
        role=table.choice("role", ROLES, required=False),
        role_column=table.text("role_column"),
        roles=table.codes("roles"),
    )
    if bool(subject.role) == bool(subject.role_column):
        table.fault("role", "say the role once", 'Write role = "subject", or role_column and roles')
    table.finish()
    return subject


def _date_columns(record: RecordMap | None, pieces: tuple[PieceMap, ...]) -> frozenset[str]:
    groups: list[Mapping[str, Columns]] = [piece.columns for piece in pieces]
    groups += [record.columns] if record else []
    return frozenset(
        column
        for group in groups
        for name, columns in group.items()
        if name in DATE_FIELDS
        for column in columns
    )
