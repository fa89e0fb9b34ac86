"""How long ten thousand rows of seven agencies take from files to one chronology and to Word, and what Word reads back.

    python -m bench.chronology [--quick]

Peer: what people do today, as far as a program can do it: paste all rows into one Word table with python-docx and sort
by the date as written. It finds nothing that is told twice and loses what has no single date.
"""

import argparse
import csv
import io
import random
import time
from datetime import date, timedelta
from itertools import pairwise

from docx import Document
from docx.oxml.ns import qn

from bench.report import peak_memory_mb, report, timed
from jigsaw.care.reviews.reading import read_chronology
from jigsaw.engine.chronology.alike import proposals
from jigsaw.engine.chronology.entries import Entry
from jigsaw.engine.chronology.ordering import in_order
from jigsaw.engine.chronology.when import is_certainly_before
from jigsaw.foundation.documents import word
from jigsaw.foundation.documents.paper import Paper, Section, Table

AGENCIES = ("ambulance", "council", "gp", "hospital", "housing", "police", "trust")
CALLED = {one: (one,) for one in AGENCIES}
HEADS = ("Date", "Time", "Source of information", "Event", "Action")
COLUMNS = ("When", "Agency", "What happened", "Source", "In its place because")
VOCABULARY = 3_000
TOLD_TWICE = 20
"""Of so many rows, one is told by a second agency too: on the day, in nine of the same twelve words."""


def invented(rows: int, seed: int) -> dict[str, bytes]:
    """A CSV file for each agency: of 100 rows 60 have the minute, 34 the day, 5 the month, 1 the year."""
    rng = random.Random(seed)
    words = [
        "".join(rng.choice("bcdfglmnprst") + rng.choice("aeiou") for _ in range(3)) for _ in range(VOCABULARY)
    ]
    files = {one: [HEADS] for one in AGENCIES}
    for number in range(rows):
        day = date(2005, 1, 1) + timedelta(days=rng.randrange(730))
        known = rng.random()
        written = f"{day:%d/%m/%Y}" if known < 0.94 else f"{day:%B %Y}" if known < 0.99 else f"{day:%Y}"
        hour = f"{rng.randrange(3, 24):02}:{rng.randrange(60):02}" if known < 0.6 else ""
        fact = " ".join(words[int(VOCABULARY * rng.random() ** 2)] for _ in range(12))
        first, second = rng.sample(AGENCIES, 2)
        files[first].append((written, hour, f"Note {number}", fact, ""))
        if number % TOLD_TWICE == 0 and known < 0.94:
            files[second].append((written, "", "Letter", " ".join(rng.sample(fact.split(), 9)), ""))
    return {one: _written(each) for one, each in files.items()}


def _written(rows: list[tuple[str, ...]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def read(files: dict[str, bytes]) -> list[Entry]:
    """Every row of every file as an entry."""
    found = []
    for agency, content in files.items():
        for row in read_chronology(f"{agency}.csv", content).accepted:
            key = f"{agency}-{row.place:05}"
            found.append(Entry(key, agency, row.place, row.when, row.said["fact"], row.said["source"]))
    return found


def peer(files: dict[str, bytes]) -> bytes:
    """One Word table of all rows, sorted by the date as written."""
    rows = [row for content in files.values() for row in list(csv.reader(io.StringIO(content.decode())))[1:]]
    document = Document()
    table = document.add_table(rows=len(rows), cols=len(HEADS))
    for made, written in zip(table.rows, sorted(rows), strict=True):
        for cell, text in zip(made.cells, written, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def opened_again(content: bytes, rows: int) -> dict[str, object]:
    """What Word's file says when it is opened: headings, the header row of the table, page numbers, rows."""
    document = Document(io.BytesIO(content))
    table = document.element.body.find(qn("w:tbl"))
    lines = table.findall(qn("w:tr"))
    footer = document.sections[0].footer._element.xml
    found = {
        "headings": sum(one.style.name.startswith(("Heading", "Title")) for one in document.paragraphs),
        "header_row": lines[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None,
        "page_numbers": "PAGE" in footer,
        "rows_read_back": len(lines) - 1,
    }
    assert found == {"headings": 2, "header_row": True, "page_numbers": True, "rows_read_back": rows}, found
    return found


def main() -> None:
    """Read, order, propose, write and open again; then the peer."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--quick", action="store_true")
    rows = 1_000 if asked.parse_args().quick else 10_000
    files, seconds = invented(rows, 1), {}
    began = time.process_time()
    with timed(seconds, "read_seconds"):
        entries = read(files)
    with timed(seconds, "order_seconds"):
        placed = in_order(entries)
    with timed(seconds, "propose_seconds"):
        proposed = proposals(entries, CALLED)
    said = [
        (one.entry.when.text(), one.entry.agency, one.entry.fact, one.entry.source, one.why) for one in placed
    ]
    table = Table("Every entry of every agency, in one order", COLUMNS, said)
    with timed(seconds, "word_seconds"):
        content = word.written(Paper("Composite chronology", (Section("What happened", (table,)),)))
    cpu = round(time.process_time() - began, 2)
    assert sorted(one.entry.key for one in placed) == sorted(one.key for one in entries)
    rows = len(placed)
    twice = sum(b"Letter" in line for content in files.values() for line in content.splitlines())
    assert len(proposed) >= 0.95 * twice, (len(proposed), twice)
    ordered = [one.entry.when for one in placed]
    assert not any(is_certainly_before(later, one) for one, later in pairwise(ordered))
    again = opened_again(content, rows)
    with timed(seconds, "peer_seconds"):
        peer(files)
    ours = sum(seconds[name] for name in ("read_seconds", "order_seconds", "propose_seconds", "word_seconds"))
    report(
        "chronology", rows=rows, told_twice=twice, proposed=len(proposed), **seconds,
        ours_seconds=round(ours, 2), ours_cpu_seconds=cpu,
        ratio_to_peer=round(ours / seconds["peer_seconds"], 2), **again, peak_memory_mb=peak_memory_mb(),
    )  # fmt: skip


if __name__ == "__main__":
    main()
