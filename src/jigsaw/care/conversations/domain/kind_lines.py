"""In which line of a kind's file something stands, so that a fault can be found at once."""

import re


def line_of(words: str, table: str, number: int, key: str) -> int:
    """The line of a key, counted from 1.

    table: the table it stands in ("question", "agenda", "limits"), empty at the top; number: which of several, from 0.
    Where the key is missing: the line of its table's heading, or 1.
    """
    lines = words.splitlines()
    begin, end = _stretch(lines, table, number)
    for at in range(begin, end):
        if re.match(rf"\s*{re.escape(key)}\s*=", lines[at]):
            return at + 1
    return max(begin, 1) if table else 1


def _stretch(lines: list[str], table: str, number: int) -> tuple[int, int]:
    heads = [at for at, line in enumerate(lines) if line.lstrip().startswith("[")]
    if not table:
        return 0, heads[0] if heads else len(lines)
    mine = [at for at in heads if lines[at].strip().strip("[]").strip() == table]
    if number >= len(mine):
        return 0, 0
    begin = mine[number]
    return begin + 1, next((at for at in heads if at > begin), len(lines))
