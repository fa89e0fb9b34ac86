"""A paper as PDF: tagged, in its language, escaped, and fetching nothing."""

import builtins
import re
import zlib
from dataclasses import replace

import pytest

from jigsaw.foundation.core.errors import JigsawError
from jigsaw.foundation.documents import pdf
from jigsaw.foundation.documents.paper import Section, Table


def opened(held):
    """The file's objects, unpacked."""
    streams = re.findall(rb"/FlateDecode[^>]*>>\s*stream\n(.*?)\nendstream", held, re.DOTALL)
    return held + b"".join(zlib.decompress(stream) for stream in streams)


def test_it_is_tagged_and_says_its_title_and_language(paper):
    held = opened(pdf.written(paper))
    assert held.startswith(b"%PDF-")
    for sign in (
        b"/StructTreeRoot", b"/Marked true", b"/Lang (en-GB)", b"pdfuaid:part", b"/DisplayDocTitle true",
        b"<rdf:li xml:lang=\"x-default\">Before the conversation", b"/H1", b"/TH", b"/LI",
    ):  # fmt: skip
        assert sign in held, sign


def test_words_are_words_and_no_markup(paper):
    page = pdf.page_of(paper)
    assert "Said: &lt;b&gt;wait&lt;/b&gt; &amp; see" in page
    assert "Fran came" in page


def test_headings_lists_and_tables_are_what_they_are(paper):
    page = pdf.page_of(paper)
    for part in (
        "<h1>Before the conversation</h1>", "<h2>What brings us together</h2>", "<h3>Pieces</h3>", "<ol>",
        "<caption>Every piece</caption>", '<th scope="col">Day</th>', '<th scope="row">3 March 2026</th>',
    ):  # fmt: skip
        assert part in page


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://127.0.0.1:9/a.png", "data:image/png;base64,AA"]
)
def test_nothing_outside_is_fetched(address):
    with pytest.raises(BaseException, match="nothing outside itself"):
        pdf.laid_out(f'<html lang="en"><title>A</title><body><img alt="a" src="{address}"></body></html>')


def test_a_machine_without_pango_is_told_what_to_install(paper, monkeypatch):
    really = builtins.__import__

    def without_pango(name, *rest, **named):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return really(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(JigsawError) as told:
        pdf.written(paper)
    assert "libpango-1.0-0" in told.value.next_step


def test_more_rows_than_anybody_reads_on_paper_are_sent_to_word(paper):
    rows = [("1", "Came")] * (pdf.MOST_ROWS + 1)
    long = replace(paper, sections=(Section("All", (Table("All", ("No", "What"), rows),)),))
    with pytest.raises(JigsawError) as told:
        pdf.written(long)
    assert "Word" in told.value.next_step
