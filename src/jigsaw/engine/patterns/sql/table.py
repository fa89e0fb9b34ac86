"""The one table that the generated SQL reads: every mark of every timeline."""

from jigsaw.engine.patterns.timeline import Mark

MARKS_TABLE = """\
-- Every mark of every timeline. Times are whole minutes since 1970 in UTC.
CREATE TABLE marks (
  subject  VARCHAR NOT NULL,  -- whose timeline: a person, a home or a pair of people
  happened BIGINT  NOT NULL,  -- when it did
  known    BIGINT  NOT NULL,  -- when we were told
  gone     BIGINT,            -- when it was retracted or superseded, if it was
  kind     VARCHAR NOT NULL,
  agency   VARCHAR NOT NULL,  -- '' where it is nobody's
  piece    VARCHAR NOT NULL,  -- '' for a mark made from no piece (age)
  person   VARCHAR NOT NULL,  -- whom it is about, '' for nobody
  incident VARCHAR NOT NULL   -- what several pieces are copies of, '' where none was given
)"""

COLUMNS = ("subject", "happened", "known", "gone", "kind", "agency", "piece", "person", "incident")

Row = tuple[str, int, int, int | None, str, str, str, str, str]


def row_of(mark: Mark, subject: str) -> Row:
    """A mark as the table's row, in the order of its columns."""
    return (
        *(subject, mark.at, mark.known, mark.gone, mark.kind),
        *(mark.agency, mark.piece, mark.person, mark.incident),
    )
