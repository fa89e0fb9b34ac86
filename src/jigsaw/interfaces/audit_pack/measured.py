"""What was measured, in sections: by chance, by group, before harm, and by kind of piece."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from jigsaw.care.intake.domain.kinds import label_of
from jigsaw.care.reasons.auditing import BEFORE, Measured
from jigsaw.engine.patterns.auditing.shares import Share, differs, ratio_to_others, shares
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.foundation.core.small_numbers import FEWEST, as_told, is_too_few
from jigsaw.interfaces.audit_pack.report import Section, Table
from jigsaw.interfaces.audit_pack.words import say

HIDDEN = "hidden"
_SUBJECTS = {"person": "people", "home": "homes", "pair": "pairs of people"}


def sections(one: Measured) -> tuple[Section, ...]:
    """All that was measured."""
    return (
        by_chance(one),
        by_group(one),
        before_harm(one),
        by_kind(one),
    )


def by_chance(one: Measured) -> Section:
    """What each pattern found, beside what it finds where the same pieces come on other dates."""
    rows, bars = [], []
    nobody = [each for each in one.pack.patterns if _finds_nobody(one, each)]
    for pattern in (each for each in one.pack.patterns if each not in nobody):
        found = len(one.tallies.raised[pattern.id])
        worlds = one.tallies.by_chance[pattern.id], one.tallies.at_a_steady_rate[pattern.id]
        looked = f"{one.tallies.looked_at[pattern.subject]:,} {_SUBJECTS[pattern.subject]}"
        share = _steady_share(found, worlds[1])
        told = "–" if share is None else f"{share:.0%}"
        rows.append((_named(pattern), looked, count(found), *(_world(found, each) for each in worlds), told))
        bars.append(share or 0.0)
    columns = (
        "Pattern", "Looked at", "Found", "Dates changed round (least to most)", "At a steady rate (least to most)",
        "At a steady rate, of what was found",
    )  # fmt: skip
    table = Table("Found, and found by chance", columns, rows, tuple(bars))
    says = say("chance", replays=one.tallies.replays)
    rest = say("found_nobody", patterns="; ".join(map(_named, nobody)) or "none")
    return Section("chance", "False alarms: what chance finds", (says, table, rest))


def _finds_nobody(one: Measured, pattern: Pattern) -> bool:
    tallies = one.tallies
    worlds = (*tallies.by_chance[pattern.id], *tallies.at_a_steady_rate[pattern.id])
    return not tallies.raised[pattern.id] and not any(worlds)


def _world(found: int, worlds: list[int]) -> str:
    mean = sum(worlds) / len(worlds)
    told = f"{mean:.0f} ({min(worlds)} to {max(worlds)})"
    return HIDDEN if is_too_few(found) or is_too_few(mean) else told


def _steady_share(found: int, worlds: list[int]) -> float | None:
    mean = sum(worlds) / len(worlds)
    return None if not found or is_too_few(found) or is_too_few(mean) else min(1.0, mean / found)


def by_group(one: Measured) -> Section:
    """The share of each group that each pattern found, and the groups that it finds more or less often than others."""
    about = [pattern for pattern in one.pack.patterns if one.people_raised(pattern.id)]
    tables, unlike = [], []
    for told_by, groups in one.groups.items():
        of = Counter(groups.values())
        names = sorted(of)
        rows = [("Anybody: any pattern", *map(percent, _shares(_anybody(one, about), groups, of)))]
        for pattern in about:
            every = _shares(one.people_raised(pattern.id), groups, of)
            rows.append((_named(pattern), *map(percent, every)))
            unlike += list(_unlike(one, pattern, told_by, every))
        tables.append(
            Table(f"By {told_by.lower()}", ("Pattern", *(f"{n} ({count(of[n])})" for n in names)), rows)
        )
    comparing = Table(
        "Where a group differs from all others, at 95 % confidence",
        (
            "Pattern",
            "Group",
            "Ratio to the others",
            "The kinds of piece behind it, and the ratio without each",
        ),
        unlike,
    )
    says: tuple[str | Table, ...] = (
        say("groups", most_hidden=FEWEST - 1),
        *tables,
        comparing if unlike else "No group differs from the others by any pattern.",
    )
    return Section("groups", "How often, in each group", says)


def how_many_differ(one: Measured) -> int:
    """How many times a pattern finds a group more or less often than all others, at 95 % confidence."""
    every = (
        _shares(one.people_raised(pattern.id), groups, Counter(groups.values()))
        for pattern in one.pack.patterns
        for groups in one.groups.values()
    )
    return sum(differs(ratio_to_others(share, told)) for told in every for share in told)


def before_harm(one: Measured) -> Section:
    """Of those with a recorded harm, the share of whom a reason was raised before it, by group."""
    kinds = ", ".join(label_of(kind).lower() for kind in one.harms)
    reached = one.reached()
    tables: list[Table] = []
    for told_by, groups in one.groups.items():
        of = Counter(groups[person] for person in one.harmed if person in groups)
        every = _shares(reached, groups, of)
        rows = [(each.group, _of(each), percent(each)) for each in every]
        tables.append(
            Table(
                f"Of those harmed, by {told_by.lower()}",
                ("Group", "People harmed", "Had a reason before"),
                rows,
            )
        )
    says: tuple[str | Table, ...] = (
        say("harm", kinds=kinds, days=BEFORE.days),
        say("harm_found", harmed=count(len(one.harmed)), reached=count(len(reached))),
        *tables,
    )
    return Section("harm", "Before harm, in each group", says)


def by_kind(one: Measured) -> Section:
    """Whom each pattern finds by one kind of piece alone, and whom that kind keeps out."""
    rows = [
        (_named(pattern), label_of(kind), count(len(without.lost)), count(len(without.gained)))
        for pattern in one.pack.patterns
        for (named, kind), without in sorted(one.tallies.without.items())
        if named == pattern.id and (without.lost or without.gained)
    ]
    says = (
        say("kinds"),
        Table("Without one kind of piece", ("Pattern", "Without", "No longer found", "Found besides"), rows),
    )
    return Section("kinds", "What each kind of piece brings", says)


def _unlike(
    one: Measured, pattern: Pattern, told_by: str, every: tuple[Share, ...]
) -> Iterator[tuple[str, str, str, str]]:
    """The groups that differ, and which kinds they differ by: those without which the ratio comes nearest to 1."""
    for share in every:
        ratio = ratio_to_others(share, every)
        if ratio is None or not differs(ratio):
            continue
        drives = []
        for (named, kind), without in one.tallies.without.items():
            if named == pattern.id and without.lost:
                left = _shares(_left(one, pattern.id, without.lost), one.groups[told_by], _sizes(every))
                other = ratio_to_others(next(each for each in left if each.group == share.group), left)
                if other is not None:
                    drives.append((abs(other.estimate - 1), f"{label_of(kind)}: {other.estimate:.2f}"))
        found = "; ".join(text for _, text in sorted(drives)[:3]) or "too few to tell"
        limits = f"{ratio.estimate:.2f} ({ratio.low:.2f} to {ratio.high:.2f})"
        yield _named(pattern), f"{share.group} ({told_by.lower()})", limits, found


def _left(one: Measured, pattern: str, lost: Collection[str]) -> set[UUID]:
    gone = {UUID(name.partition("/")[0]) for name in lost}
    return one.people_raised(pattern) - gone


def _sizes(every: Iterable[Share]) -> dict[str, int]:
    return {each.group: each.of for each in every}


def _shares(found: Iterable[UUID], groups: Mapping[UUID, str], of: Mapping[str, int]) -> tuple[Share, ...]:
    return shares(Counter(groups[person] for person in found if person in groups), of)


def _anybody(one: Measured, patterns: Iterable[Pattern]) -> set[UUID]:
    return set[UUID]().union(*(one.people_raised(pattern.id) for pattern in patterns))


def percent(share: Share) -> str:
    """A share with its limits, or that it is hidden."""
    found = share.interval
    return f"{found.estimate:.1%} ({found.low:.1%} to {found.high:.1%})" if found else HIDDEN


def count(number: int) -> str:
    """A count of people or homes, or that it is too small to tell."""
    found = as_told(number)
    return found if isinstance(found, str) else f"{found:,}"


def _of(share: Share) -> str:
    return HIDDEN if share.hidden else f"{share.of:,}"


def _named(pattern: Pattern) -> str:
    return f"{pattern.id} {pattern.name}"
