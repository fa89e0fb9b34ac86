"""Which tables a request wrote to, seen where every statement passes; what was rolled back does not count."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_WRITES = re.compile(r'(?i)\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)"?')
_BEGINS = re.compile(r'(?i)\s*SAVEPOINT "?(\w+)"?')
_TAKES_BACK = re.compile(r'(?i)\s*ROLLBACK TO SAVEPOINT "?(\w+)"?')


@contextmanager
def written() -> Iterator[list[str]]:
    """The tables, one for each statement that wrote and stayed, in order."""
    tables: list[str] = []
    began: dict[str, int] = {}

    def pass_on(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if found := _WRITES.match(sql):
            tables.append(found[1])
        elif found := _BEGINS.match(sql):
            began[found[1]] = len(tables)
        elif found := _TAKES_BACK.match(sql):
            del tables[began[found[1]] :]
        return answer

    with connection.execute_wrapper(pass_on):
        yield tables
