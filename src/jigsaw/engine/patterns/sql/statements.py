"""Whole statements: when a pattern was true of everybody, and why or why not of one subject at one minute."""

from collections.abc import Iterator

from jigsaw.engine.patterns.describe import Labels, describe, describe_comparison, plain_kind
from jigsaw.engine.patterns.language import AllOf, Comparison, Condition, Lacks, comparisons
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.engine.patterns.sql.parts import Part, any_of, comment, lasting, quoted
from jigsaw.engine.patterns.sql.terms import parts_of
from jigsaw.engine.patterns.timeline import AND
from jigsaw.engine.patterns.vocabulary import DIFFER


def onsets_sql(pattern: Pattern, until: int, label: Labels = plain_kind) -> str:
    """Every time up to and including the minute `until` at which the pattern became true: subject, raised_at, ended_at.

    ended_at is null while it lasts. Reads the table `marks` (see `table`). label: the words for a kind's code.
    """
    changes = Part(
        "changes",
        """
        SELECT subject, now, is_true,
          LAG(is_true, 1, 1 = 0) OVER (PARTITION BY subject ORDER BY now) AS was_true
        FROM holds""",
        "Whether it was true at the moment before; before the first it was not.",
    )
    turns = Part(
        "turns",
        """
        SELECT subject, is_true, now AS raised_at,
          LEAD(now) OVER (PARTITION BY subject ORDER BY now) AS ended_at
        FROM changes
        WHERE is_true <> was_true""",
        "The moments at which it became true or ceased to be.",
    )
    parts = [_read(pattern), _moments(pattern, until), *_from_seen_to_holds(pattern, label), changes, turns]
    ending = "SELECT subject, raised_at, ended_at\nFROM turns\nWHERE is_true\nORDER BY subject, raised_at"
    return _statement(pattern, parts, ending, label)


def lines_sql(pattern: Pattern, subject: str, at: int, label: Labels = plain_kind) -> str:
    """Of one subject at one minute: line, asks, value, needed, holds. Line 0 is the whole condition."""
    asked = comparisons(pattern.condition)
    whole = f"SELECT 0 AS line, {quoted(describe(pattern.condition, label))} AS asks,\n"
    whole += "  CASE WHEN is_true THEN 1 ELSE 0 END AS value, 1 AS needed, is_true AS holds\nFROM holds"
    lines = [
        f"SELECT {n}, {quoted(describe_comparison(one, label))},\n"
        f"  value_{n}, {one.at_least}, value_{n} >= {one.at_least}\nFROM answers"
        for n, one in enumerate(asked, 1)
    ]
    parts = _of_one(pattern, subject, at, label)
    return _statement(pattern, parts, "\nUNION ALL\n".join([whole, *lines]) + "\nORDER BY 1", label)


def pieces_sql(pattern: Pattern, subject: str, at: int, label: Labels = plain_kind) -> str:
    """The pieces that each comparison counted of one subject at one minute: line, piece."""
    asked = comparisons(pattern.condition)
    lines = [
        f"SELECT DISTINCT {n} AS line, piece FROM counted_{n} WHERE piece <> ''"
        for n, one in enumerate(asked, 1)
        if not isinstance(one.term, Lacks)
    ] or ["SELECT 0 AS line, '' AS piece FROM holds WHERE 1 = 0"]
    parts, found = _of_one(pattern, subject, at, label), "\nUNION ALL\n".join(lines)
    if any(kind.startswith(DIFFER) for kind in pattern.reads):
        return _statement(pattern, [*parts, *_apart(found)], _BOTH, label)
    return _statement(pattern, parts, f"{found}\nORDER BY 1, 2", label)


_BOTH = f"""\
SELECT line, SUBSTR(piece, 1, n - 1) AS piece FROM joints
UNION
SELECT line, SUBSTR(piece, n + 1) FROM joints
UNION
SELECT line, piece FROM found WHERE piece NOT LIKE {quoted(f"%{AND}%")}
ORDER BY 1, 2"""


def _apart(found: str) -> list[Part]:
    """A mark that two answers differ rests on both pieces: its one id is taken apart where the two were joined.

    Letter by letter, since the three databases have no word in common for where a letter stands.
    """
    letters = (
        "SELECT 1 AS n\nUNION ALL\nSELECT n + 1 FROM letters WHERE n < (SELECT MAX(LENGTH(piece)) FROM found)"
    )
    joints = f"SELECT line, piece, n FROM found JOIN letters ON SUBSTR(piece, n, 1) = {quoted(AND)}"
    said = "Two pieces that differ stand in one mark: where the id of the second begins."
    return [Part("found", found, begins=True), Part("letters", letters), Part("joints", joints, said)]


def _of_one(pattern: Pattern, subject: str, at: int, label: Labels) -> list[Part]:
    moment = Part(
        "moments", f"SELECT {quoted(subject)} AS subject, {at} AS now", "The one moment asked about."
    )
    return [_read(pattern), moment, *_from_seen_to_holds(pattern, label)]


def _statement(pattern: Pattern, parts: list[Part], ending: str, label: Labels) -> str:
    title = comment(f"{pattern.id}, version {pattern.version}: {pattern.name}.")
    title += comment(f"True of a {pattern.subject} while: {describe(pattern.condition, label)}.")
    return f"{title}WITH RECURSIVE\n{(',' + chr(10)).join(map(str, parts))}\n{ending}\n"


def _read(pattern: Pattern) -> Part:
    text = f"""
SELECT subject, happened, known, gone, kind, agency, piece, person, incident,
  CASE
    WHEN incident <> '' THEN 'incident ' || incident
    WHEN piece <> '' THEN 'piece ' || piece
    ELSE 'no piece ' || kind || ' ' || happened
  END AS thing
FROM marks
WHERE {any_of(pattern.reads)}"""
    return Part(
        "read",
        text,
        "The marks that it reads. A thing is what a mark counts as one of: copies of one incident are one.",
    )


def _moments(pattern: Pattern, until: int) -> Part:
    texts = [
        "SELECT subject, CASE WHEN happened > known THEN happened ELSE known END AS now FROM read",
        "SELECT subject, gone FROM read WHERE gone IS NOT NULL",
    ]
    delays = {pair for one in comparisons(pattern.condition) for pair in one.term.expiries}
    for kinds, delay in sorted(delays, key=lambda pair: (pair[1], sorted(pair[0]))):
        texts.append(f"SELECT subject, happened + {lasting(delay)} FROM read WHERE {any_of(kinds)}")
    possible = "\n  UNION ALL\n  ".join(texts)
    text = f"SELECT DISTINCT subject, now FROM (\n  {possible}\n) AS possible\nWHERE now <= {until}"
    return Part(
        "moments",
        text,
        "The moments at which its answer may change: a mark appears, goes, or its time is up.",
    )


def _from_seen_to_holds(pattern: Pattern, label: Labels) -> list[Part]:
    seen = Part(
        "seen",
        """
        SELECT moments.now, read.*
        FROM moments
        JOIN read ON read.subject = moments.subject
          AND read.known <= moments.now
          AND read.happened <= moments.now
          AND (read.gone IS NULL OR read.gone > moments.now)""",
        "What was to be seen at each moment: it had happened, we had been told, and it still stood.",
    )
    parts = [seen]
    for n, one in enumerate(comparisons(pattern.condition), 1):
        first, *others = parts_of(one.term, n)
        said = f"{n}. {describe_comparison(one, label)}.\n{first.says}"
        parts += [Part(first.name, first.text, said, begins=True), *others]
    return [*parts, _answers(pattern), _holds(pattern.condition)]


def _answers(pattern: Pattern) -> Part:
    asked = list(enumerate(comparisons(pattern.condition), 1))
    columns = [
        f"{'1 - ' if isinstance(one.term, Lacks) else ''}COALESCE(term_{n}.value, 0) AS value_{n}"
        for n, one in asked
    ]
    joins = [
        f"LEFT JOIN term_{n} ON term_{n}.subject = moments.subject AND term_{n}.now = moments.now"
        for n, _ in asked
    ]
    text = "SELECT moments.subject, moments.now"
    text += "".join(f",\n  {column}" for column in columns) + "\nFROM moments\n" + "\n".join(joins)
    return Part("answers", text, "What each comparison comes to; nothing counted is nought.", begins=True)


def _holds(condition: Condition) -> Part:
    numbers = iter(range(1, len(comparisons(condition)) + 1))
    text = f"SELECT subject, now,\n  {_truth(condition, numbers)} AS is_true\nFROM answers"
    return Part("holds", text, "Whether the whole is true.")


def _truth(condition: Condition, numbers: Iterator[int]) -> str:
    if isinstance(condition, Comparison):
        return f"value_{next(numbers)} >= {condition.at_least}"
    joint = " AND " if isinstance(condition, AllOf) else " OR "
    parts = [_truth(part, numbers) for part in condition.parts]
    nothing = "1 = 1" if isinstance(condition, AllOf) else "1 = 0"
    return f"({joint.join(parts) or nothing})"
