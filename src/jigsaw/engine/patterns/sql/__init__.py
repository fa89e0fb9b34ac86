"""Generated SQL: a second opinion on the same definition, for those who audit it.

`onsets_sql` says when a pattern became true of everybody and when it ceased to be; `lines_sql` and `pieces_sql` say of
one subject at one minute what each comparison came to and on which pieces. One text serves DuckDB, SQLite (3.28 or
later) and PostgreSQL. Every term of the language has its statement; `naive` stays the specification, and a property
test holds the two together. `second_opinion` runs the statements on one timeline, in a database in memory.
"""

from jigsaw.engine.patterns.sql.asked import SecondOpinion, second_opinion
from jigsaw.engine.patterns.sql.statements import lines_sql, onsets_sql, pieces_sql
from jigsaw.engine.patterns.sql.table import MARKS_TABLE, row_of

__all__ = [
    "MARKS_TABLE",
    "SecondOpinion",
    "lines_sql",
    "onsets_sql",
    "pieces_sql",
    "row_of",
    "second_opinion",
]
