"""Each term of the language as steps of a statement. What each term means is written in `naive`.

Every step reads `seen`: for each subject and each moment `now`, the marks to be seen then; `thing` is what a mark
counts as one of (its incident, or its piece). For the term numbered n, `counted_n` holds the marks that it counts and
`term_n` its value, for each subject and moment at which that is not nought.
"""

from jigsaw.engine.patterns.language import (
    Absent,
    Agencies,
    Flag,
    Followed,
    KindSet,
    Number,
    People,
    Points,
    Rate,
    Run,
    Term,
    Weighted,
)
from jigsaw.engine.patterns.sql.parts import Part, any_of, lasting, quoted

Parts = list[Part]


def parts_of(term: Term, n: int) -> Parts:
    """The steps for one term. The value of lacks is that of its flag: 1 minus it is the answer."""
    match term:
        case Number():
            return [_inside(term.of, term.within, n), *_number(f"counted_{n}", f"term_{n}", n, term.apart)]
        case Agencies():
            return [_inside(term.of, term.within, n), _different("agency", n)]
        case People():
            return [_inside(term.of, term.within, n), _different("person", n)]
        case Absent():
            return _absent(term, n)
        case Followed():
            return _followed(term, n)
        case Rate():
            return _rate(term, n)
        case Flag():
            return _flag(term, n)
        case Points():
            return _points(term, n)
        case Run():
            return _run(term, n)


def _inside(of: KindSet, within: int, n: int) -> Part:
    return Part(
        f"counted_{n}",
        f"SELECT * FROM seen\nWHERE {any_of(of.kinds)}\n  AND happened > now - {lasting(within)}",
    )


def _number(counted: str, name: str, n: int, apart: int) -> Parts:
    """How many different things `counted` holds; with `apart`, how many episodes, earliest first."""
    if not apart:
        how_many = "COUNT(DISTINCT thing) AS value"
        return [Part(name, f"SELECT subject, now, {how_many}\nFROM {counted}\nGROUP BY subject, now")]
    times, after, episodes = f"times_of_{name}", f"next_of_{name}", f"episodes_of_{name}"
    return [
        Part(
            times,
            f"""
            SELECT subject, now, thing, MIN(happened) AS happened
            FROM {counted}
            GROUP BY subject, now, thing""",
            "Each thing at its earliest.",
        ),
        Part(
            after,
            f"""
            SELECT DISTINCT subject, now, happened,
              MIN(happened) OVER (
                PARTITION BY subject, now ORDER BY happened
                RANGE BETWEEN {lasting(apart)} FOLLOWING AND UNBOUNDED FOLLOWING
              ) AS next_at
            FROM {times}""",
            "For each, the next that is no longer the same episode.",
        ),
        Part(
            episodes,
            f"""
            SELECT subject, now, MIN(happened) AS happened FROM {times} GROUP BY subject, now
            UNION ALL
            SELECT later.subject, later.now, later.next_at
            FROM {episodes} AS earlier
            JOIN {after} AS later
              ON later.subject = earlier.subject AND later.now = earlier.now AND later.happened = earlier.happened
            WHERE later.next_at IS NOT NULL""",
            "From the earliest, one episode after another.",
        ),
        Part(name, f"SELECT subject, now, COUNT(*) AS value\nFROM {episodes}\nGROUP BY subject, now"),
    ]


def _different(column: str, n: int) -> Part:
    text = f"""
    SELECT subject, now, COUNT(DISTINCT {column}) AS value
    FROM counted_{n}
    WHERE {column} <> ''
    GROUP BY subject, now"""
    return Part(f"term_{n}", text)


def _absent(term: Absent, n: int) -> Parts:
    end = "due.now" if term.late_ends else f"due.happened + {lasting(term.after)}"
    start = f"due.happened - {lasting(term.before)}" if term.before else "due.happened"
    due = f"""
    SELECT * FROM seen
    WHERE {any_of(term.of.kinds)}
      AND now - happened >= {lasting(term.after)}
      AND now - happened < {lasting(term.within)}"""
    came = f"SELECT * FROM seen\nWHERE {any_of(term.without.kinds)}"
    unmet = f"""
    SELECT * FROM due_{n} AS due
    WHERE NOT EXISTS (
      SELECT 1 FROM came_{n} AS came
      WHERE came.subject = due.subject AND came.now = due.now
        AND came.piece <> due.piece
        AND came.happened >= {start}
        AND came.happened <= {end}
    )"""
    return [
        Part(f"due_{n}", due, "What happened, for which the time is up and not yet past."),
        Part(f"came_{n}", came, "What should have come."),
        Part(f"counted_{n}", unmet, "What happened and found no answer."),
        *_number(f"counted_{n}", f"term_{n}", n, 0),
    ]


def _followed(term: Followed, n: int) -> Parts:
    starts = f"""
    SELECT subject, now, MIN(happened) AS happened FROM seen
    WHERE {any_of(term.of.kinds)}
      AND happened > now - {lasting(term.within)}
    GROUP BY subject, now"""
    first = f"""
    SELECT seen.* FROM seen
    JOIN start_{n} AS start ON start.subject = seen.subject AND start.now = seen.now AND start.happened = seen.happened
    WHERE {any_of(term.of.kinds)}"""
    since = f"""
    SELECT seen.* FROM seen
    JOIN start_{n} AS start ON start.subject = seen.subject AND start.now = seen.now AND start.happened < seen.happened
    WHERE {any_of(term.by.kinds)}
      AND NOT EXISTS (
        SELECT 1 FROM first_{n} AS first
        WHERE first.subject = seen.subject AND first.now = seen.now
          AND first.incident <> '' AND first.incident = seen.incident
      )"""
    value = (
        _number(f"since_{n}", f"term_{n}", n, term.apart)
        if term.counting == "pieces"
        else [_renamed(_different("agency", n), f"since_{n}", n)]
    )
    return [
        Part(f"start_{n}", starts, "The earliest of what is to be followed."),
        Part(f"first_{n}", first),
        Part(f"since_{n}", since, "What came after it, but for copies of its own incident."),
        Part(f"counted_{n}", f"SELECT * FROM first_{n}\nUNION ALL\nSELECT * FROM since_{n}"),
        *value,
    ]


def _renamed(part: Part, counted: str, n: int) -> Part:
    return Part(part.name, part.text.replace(f"counted_{n}", counted), part.says)


def _rate(term: Rate, n: int) -> Parts:
    long = f"SELECT * FROM seen\nWHERE {any_of(term.of.kinds)}\n  AND happened > now - {lasting(term.long)}"
    rows = " ".join(f"WHEN value <= {up_to} THEN {needed}" for up_to, needed in term.table)
    needed = f"SELECT subject, now, CASE {rows} END AS needed\nFROM usual_{n}"
    value = f"""
    SELECT recent.subject, recent.now, CASE WHEN recent.value >= needed.needed THEN 1 ELSE 0 END AS value
    FROM recent_{n} AS recent
    JOIN needed_{n} AS needed ON needed.subject = recent.subject AND needed.now = recent.now"""
    return [
        _inside(term.of, term.recent, n),
        *_number(f"counted_{n}", f"recent_{n}", n, term.apart),
        Part(f"long_{n}", long),
        *_number(f"long_{n}", f"usual_{n}", n, term.apart),
        Part(
            f"needed_{n}",
            needed,
            "How many are unusual for somebody who usually has so many; none past the last row.",
        ),
        Part(f"term_{n}", value),
    ]


def _flag(term: Flag, n: int) -> Parts:
    lasting_marks = f"""
    SELECT * FROM seen AS start
    WHERE start.kind = {quoted(term.started)}
      AND NOT EXISTS (
        SELECT 1 FROM seen AS ending
        WHERE ending.subject = start.subject AND ending.now = start.now
          AND ending.kind = {quoted(term.ended)}
          AND ending.piece = start.piece AND ending.happened >= start.happened
      )"""
    return [
        Part(f"counted_{n}", lasting_marks, "What has started and not ended."),
        Part(f"term_{n}", f"SELECT DISTINCT subject, now, 1 AS value\nFROM counted_{n}"),
    ]


def _points(term: Points, n: int) -> Parts:
    lines = "\nUNION ALL\n".join(_line(item, n) for item in term.items)
    return [
        _inside(KindSet((), term.reads), term.within, n),
        Part(f"lines_{n}", lines, "Each line's points, never more than its cap."),
        Part(
            f"term_{n}", f"SELECT subject, now, SUM(points) AS value\nFROM lines_{n}\nGROUP BY subject, now"
        ),
    ]


def _line(item: Weighted, n: int) -> str:
    sum_of = "COUNT(DISTINCT thing)" if item.weight == 1 else f"{item.weight} * COUNT(DISTINCT thing)"
    return f"""SELECT subject, now,
  CASE WHEN {sum_of} < {item.cap} THEN {sum_of} ELSE {item.cap} END AS points
FROM counted_{n}
WHERE {any_of(item.of.kinds)}
GROUP BY subject, now"""


def _run(term: Run, n: int) -> Parts:
    agency = ", agency" if term.same_agency else ""
    same = " AND broken.agency = seen.agency" if term.same_agency else ""
    broken = f"""
    SELECT subject, now{agency}, MAX(happened) AS happened FROM seen
    WHERE {any_of(term.broken_by.kinds)}
    GROUP BY subject, now{agency}"""
    since = f"""
    SELECT seen.* FROM seen
    LEFT JOIN broken_{n} AS broken
      ON broken.subject = seen.subject AND broken.now = seen.now{same}
    WHERE {any_of(term.of.kinds)}
      AND seen.happened > seen.now - {lasting(term.within)}
      AND (broken.happened IS NULL OR seen.happened > broken.happened)"""
    parts = [
        Part(f"broken_{n}", broken, "When the run was last broken."),
        Part(f"since_{n}", since, "What came since."),
    ]
    if not term.same_agency:
        return [
            *parts,
            Part(f"counted_{n}", f"SELECT * FROM since_{n}"),
            *_number(f"since_{n}", f"term_{n}", n, 0),
        ]
    runs = f"""
    SELECT subject, now, agency, COUNT(DISTINCT thing) AS value
    FROM since_{n}
    GROUP BY subject, now, agency"""
    longest = f"""
    SELECT subject, now, agency, value FROM (
      SELECT subject, now, agency, value,
        ROW_NUMBER() OVER (PARTITION BY subject, now ORDER BY value DESC, agency) AS place
      FROM runs_{n}
    ) AS ranked
    WHERE place = 1"""
    counted = f"""
    SELECT since.* FROM since_{n} AS since
    JOIN term_{n} AS longest
      ON longest.subject = since.subject AND longest.now = since.now AND longest.agency = since.agency"""
    return [
        *parts,
        Part(f"runs_{n}", runs),
        Part(f"term_{n}", longest, "The longest run, each agency looked at alone."),
        Part(f"counted_{n}", counted),
    ]
