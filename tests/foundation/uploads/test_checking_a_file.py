"""What may be sent in, and what is turned away before anything reads it."""

import zipfile
from contextlib import suppress
from io import BytesIO

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from jigsaw.foundation.uploads.checking import Kind, RefusedUpload, check_upload
from jigsaw.foundation.uploads.packages import MOST_PARTS

DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
OUTSIDE = b'<R><Relationship Id="r" Type="%s" Target="http://x.example" TargetMode="External"/></R>'
TYPE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def workbook():
    book, written = openpyxl.Workbook(), BytesIO()
    book.active.append(["when", "what"])
    book.save(written)
    return written.getvalue()


def document():
    page, written = docx.Document(), BytesIO()
    page.add_paragraph("He rang at ten.")
    page.save(written)
    return with_parts(written.getvalue())


def with_parts(package, **parts):
    """The package again, with parts added or put in another's place; "/" is written as "__"."""
    told, written = {name.replace("__", "/"): text for name, text in parts.items()}, BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [one for one in old.namelist() if one not in told]:
            new.writestr(name, old.read(name))
        for name, text in told.items():
            new.writestr(name, text)
    return written.getvalue()


def check(name, content, **asked):
    return check_upload(name, BytesIO(content), **asked)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", b"when,what\n2026-01-02,rang\n"), ("A.XLSX", workbook()), (r"C:\desk\a.docx", document())],
)
def test_a_plain_file_of_each_kind_passes_as_it_came(name, content):
    assert check(name, content).content == content


def test_what_passed_has_no_name():
    assert "surname" not in repr(check("surname.csv", b"a,b\n"))


@pytest.mark.parametrize("name", ["a.xlsm", "a.doc", "a.docm", "a.png", "a.pdf", "csv", "", "a.csv.exe"])
def test_another_ending_is_refused_whatever_is_in_it(name):
    with pytest.raises(RefusedUpload, match="name does not end"):
        check(name, workbook())


def test_only_the_kinds_that_were_asked_for_pass():
    with pytest.raises(RefusedUpload):
        check("a.docx", document(), kinds=[Kind.CSV])


@pytest.mark.parametrize("name", ["a.csv", "a.docx"])
def test_a_file_of_another_kind_under_a_false_name_is_refused(name):
    with pytest.raises(RefusedUpload):
        check(name, workbook())


def test_a_file_that_is_too_large_is_refused_and_not_read_to_its_end():
    class Endless(BytesIO):
        def read(self, size=-1):
            assert size >= 0
            return b"a" * size

    with pytest.raises(RefusedUpload, match="larger than"):
        check_upload("a.csv", Endless())


HARMFUL = {
    "macros": {"xl__vbaProject.bin": b"\xd0\xcf\x11\xe0"},
    "old macros": {"xl__macrosheets__sheet1.xml": b"<a/>"},
    "an embedded object": {"xl__embeddings__oleObject1.bin": b"x"},
    "a program under a plain name": {"xl__notes.xml": b"MZ\x90"},
    "an archive under a plain name": {"xl__notes.xml": b"PK\x03\x04"},
    "entities": {"xl__notes.xml": DOCTYPE},
    "entities in two bytes a letter": {"xl__notes.xml": DOCTYPE.decode().encode("utf-16")},
    "a template that is fetched": {"xl___rels__a.rels": OUTSIDE % (TYPE + b"attachedTemplate")},
    "a picture that is fetched": {"xl___rels__a.rels": OUTSIDE % (TYPE + b"image")},
    "a picture, which may say where it was taken": {"xl__media__image1.jpeg": b"\xff\xd8"},
    "a part that leads out": {"..__..__a.xml": b"<a/>"},
    "a bomb": {"xl__notes.xml": b" " * 5_000_000},
    "very many parts": {f"xl__{number}.xml": b"" for number in range(MOST_PARTS)},
    "two parts of one name": {"XL__workbook.xml": b"<a/>"},
}


@pytest.mark.parametrize("what", HARMFUL)
def test_a_workbook_with_something_harmful_is_refused(what):
    with pytest.raises(RefusedUpload):
        check("a.xlsx", with_parts(workbook(), **HARMFUL[what]))


def test_a_macro_workbook_under_another_name_is_refused():
    types = b"<Types>application/vnd.ms-excel.sheet.macroEnabled.main+xml</Types>"
    with pytest.raises(RefusedUpload, match="macros"):
        check("a.xlsx", with_parts(workbook(), **{"[Content_Types].xml": types}))


def test_a_link_that_somebody_may_press_is_no_reason_to_refuse():
    assert check("a.xlsx", with_parts(workbook(), **{"xl___rels__a.rels": OUTSIDE % (TYPE + b"hyperlink")}))


def test_how_a_sheet_was_printed_is_no_reason_to_refuse():
    assert check(
        "a.xlsx", with_parts(workbook(), **{"xl__printerSettings__printerSettings1.bin": b"\xff\xfe"})
    )


WORKBOOK = workbook()


@given(some.binary(max_size=2000))
def test_whatever_is_sent_is_read_or_refused_and_nothing_else(content):
    for kind in Kind:
        with suppress(RefusedUpload):
            assert check(f"a.{kind}", content).content == content


@given(some.data())
def test_a_workbook_that_is_damaged_anywhere_is_read_or_refused(data):
    whole = bytearray(WORKBOOK)
    for _ in range(3):
        whole[data.draw(some.integers(0, len(whole) - 1))] = data.draw(some.integers(0, 255))
    with suppress(RefusedUpload):
        assert check("a.xlsx", bytes(whole)).content == bytes(whole)
