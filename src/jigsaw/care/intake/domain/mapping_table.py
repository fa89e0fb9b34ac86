"""Taking typed values out of a TOML table, noting every fault instead of stopping at the first."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from jigsaw.care.intake.domain.mapping import FEED_FILE, NO_CODES, Codes, Columns, MappingFault


def nearest(word: str, known: Iterable[str]) -> str:
    """A question that offers the nearest known word, or nothing when none is near."""
    by_fold = {one.casefold(): one for one in known}
    found = get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return f"Did you mean '{by_fold[found[0]]}'?" if found else ""


class Table:
    """One TOML table. What is asked of it is noted, so that `finish` can name the keys nobody asked for."""

    def __init__(self, said: Mapping[str, Any], path: str, faults: list[MappingFault]) -> None:
        self._said = said
        self._asked: set[str] = set()
        self.path = path
        self._faults = faults

    def fault(self, key: str, why: str, mend: str) -> None:
        """Note a fault at a key of this table."""
        self._faults.append(MappingFault(FEED_FILE, f"{self.path}.{key}".strip("."), why, mend))

    def text(self, key: str, *, required: bool = False, most: int = 120) -> str:
        """A text; empty when absent."""
        value = self._take(key, "")
        if not isinstance(value, str):
            self.fault(key, "it should be text", "Put it between quotation marks")
        elif required and not value.strip():
            self.fault(key, "it is missing", f'Add {key} = "…"')
        elif len(value) > most:
            self.fault(key, f"it is longer than {most} letters", "Shorten it")
        else:
            return value.strip()
        return ""

    def flag(self, key: str) -> bool:
        """Yes or no; no when absent."""
        value = self._take(key, False)
        if not isinstance(value, bool):
            self.fault(key, "it should be true or false", f"Write {key} = true")
            return False
        return value

    def raw(self, key: str) -> Any:
        """A value as it stands, whatever it is; None when absent."""
        return self._take(key, None)

    def choice(self, key: str, options: Iterable[str], *, required: bool = True) -> str:
        """One of a few words; the first fault for another."""
        value = self.text(key, required=required)
        if value and value not in (known := list(options)):
            mend = nearest(value, known) or f"Use one of: {', '.join(known)}"
            self.fault(key, f"'{value}' is not one of its words", mend)
        return value

    def number(self, key: str, default: int) -> int:
        """A whole number from 1."""
        value = self._take(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            self.fault(key, "it should be a whole number from 1", f"Write {key} = {default}")
            return default
        return value

    def columns(self, key: str, *, required: bool = False) -> Columns:
        """A column's name, or a list of them; empty when absent."""
        value = self._take(key, [])
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            self.fault(key, "it should be a column's name or a list of them", f'Write {key} = "Column"')
            return ()
        if required and not any(names):
            self.fault(key, "it is missing", f'Add {key} = "Column", the column that holds it')
        return tuple(name.strip() for name in names if name.strip())

    def codes(self, key: str) -> Codes:
        """A table from the agency's codes to our words."""
        value = self._take(key, NO_CODES)
        if not isinstance(value, Mapping) or not all(isinstance(one, str) for one in value.values()):
            self.fault(key, "it should map codes to words", f'Write {key} = {{ "CODE" = "word" }}')
            return NO_CODES
        return {code.strip(): word.strip() for code, word in value.items()}

    def choices_by_column(self, key: str) -> dict[str, frozenset[str]]:
        """A table from columns to the values that count."""
        value = self._take(key, {})
        lists = {name: [one] if isinstance(one, str) else one for name, one in _items(value)}
        if not isinstance(value, Mapping) or not all(_is_texts(one) for one in lists.values()):
            self.fault(
                key, "it should map columns to lists of values", f'Write {key} = {{ "Column" = ["A"] }}'
            )
            return {}
        return {name: frozenset(one) for name, one in lists.items()}

    def texts(self, key: str) -> frozenset[str]:
        """A list of texts."""
        value = self._take(key, [])
        if not _is_texts(value):
            self.fault(key, "it should be a list of texts", f'Write {key} = ["NULL"]')
            return frozenset()
        return frozenset(value)

    def table(self, key: str) -> "Table | None":
        """A table within this one; None when absent."""
        value = self._take(key, None)
        if value is not None and not isinstance(value, Mapping):
            self.fault(key, "it should be a table", f"Write it as [{self.path}.{key}]".replace("[.", "["))
            return None
        return None if value is None else Table(value, f"{self.path}.{key}".strip("."), self._faults)

    def tables(self, key: str, name_by: str = "") -> Iterator["Table"]:
        """Each table of a list of tables, its path ending in a name of its own or its place in the list."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
            self.fault(key, "it should be a list of tables", f"Write each as [[{key}]]")
            return
        for at, one in enumerate(value, 1):
            label = one.get(name_by) or at
            yield Table(one, f"{self.path}.{key}[{label}]".strip("."), self._faults)

    def names(self) -> tuple[str, ...]:
        """The table's own keys, for tables whose keys are the agency's to choose."""
        return tuple(self._said)

    def finish(self) -> None:
        """Note a fault for each key that this table should not have."""
        for key in self._said:
            if key not in self._asked:
                mend = (
                    nearest(key, self._asked)
                    or f"Take it out, or use one of: {', '.join(sorted(self._asked))}"
                )
                self.fault(key, "there is no such key here", mend)

    def _take(self, key: str, default: Any) -> Any:
        self._asked.add(key)
        return self._said.get(key, default)


def _items(value: Any) -> Iterable[tuple[str, Any]]:
    return value.items() if isinstance(value, Mapping) else ()


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
