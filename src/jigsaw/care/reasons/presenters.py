"""Page objects of reasons: the list, one reason with its pieces, and the patterns by which reasons are found."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.forms import Form
from django.utils import timezone

from jigsaw.care.intake.domain.entries import Entry as Piece
from jigsaw.care.intake.domain.kinds import label_of
from jigsaw.care.reasons.pieces import piece_entry
from jigsaw.care.reasons.queries import ReasonSeen
from jigsaw.care.reasons.resting import Quiet
from jigsaw.engine.patterns.describe import outline
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.foundation.core.time import Moment, day_words
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.design.parts import Agency, Entry, Fact, Ring, Tag

NameOf = Callable[[str, UUID], str]


@dataclass(frozen=True)
class ReasonLine:
    """One reason in a list: its sentence, whom it is about, since when, and who holds its pieces."""

    sentence: str
    href: str
    name: str
    about: Link
    raised: Moment
    holders: tuple[Agency, ...]
    state: Tag


@dataclass(frozen=True)
class ReasonPage:
    """One reason: its sentence, pieces and holders, what is asked, where the rule comes from, what was decided."""

    shell: Shell
    sentence: str
    about: Link
    state: Tag
    asks: str
    pieces: tuple[Entry, ...]
    not_shown: int
    ring: tuple[Ring, ...]
    facts: tuple[Fact, ...]
    rule: tuple[tuple[int, str], ...]
    decisions: tuple[Fact, ...]
    call_href: str
    decide_href: str


@dataclass(frozen=True)
class DecidePage:
    """The form for deciding about a reason."""

    shell: Shell
    form: Form
    sentence: str


def reason_lines(reasons: Iterable[ReasonSeen], name_of: NameOf) -> tuple[ReasonLine, ...]:
    """Reasons as lines of a list."""
    return tuple(
        ReasonLine(
            sentence=one.sentence,
            href=f"/reasons/{one.id}",
            name=one.name,
            about=about(one, name_of),
            raised=Moment(one.raised_at),
            holders=tuple(Agency(holder.name, holder.kind) for holder in one.holders),
            state=state_tag(one),
        )
        for one in reasons
    )


def about(one: ReasonSeen, name_of: NameOf) -> Link:
    """Whom or what a reason is about, as a link to the story; a pair's is about the person who may be exposed."""
    place = "homes" if one.subject_kind == "home" else "people"
    return Link(name_of(one.subject_kind, one.subject), f"/{place}/{one.subject}?reason={one.id}")


def state_tag(one: ReasonSeen) -> Tag:
    """The reason's state, and before it that it cannot wait."""
    if one.state != "open":
        return Tag(one.state_words, "stopped" if one.state == "withdrawn" else "done")
    if one.in_hand:
        return Tag("In hand", "done")
    if one.quiet and one.quiet.holds:
        return Tag("Quiet after a conversation", "done")
    return Tag("Has a time limit", "due") if one.statutory else Tag("Open", "now")


def reason_page(
    shell: Shell,
    one: ReasonSeen,
    pieces: tuple[Piece, ...],
    not_shown: int,
    pattern: Pattern | None,
    name_of: NameOf,
) -> ReasonPage:
    """One reason as a page. not_shown: how many of its pieces have since been corrected or taken back."""
    return ReasonPage(
        shell=shell,
        sentence=one.sentence,
        about=about(one, name_of),
        state=state_tag(one),
        asks=one.asks,
        pieces=tuple(piece_entry(piece) for piece in pieces),
        not_shown=not_shown,
        ring=tuple(
            Ring(
                Agency(agency.name, agency.kind),
                agency.contact or "Ask for the duty worker",
                agency.telephone,
                "Holds a piece of this reason",
            )
            for agency in one.holders
        ),
        facts=tuple(_facts(one)),
        rule=outline(pattern.condition, label_of) if pattern else (),
        decisions=tuple(_decisions(one)),
        call_href=f"/conversations/call?reason={one.id}",
        decide_href=f"/reasons/{one.id}/decide",
    )


def _facts(one: ReasonSeen) -> Iterable[Fact]:
    yield Fact("Raised", Moment(one.raised_at))
    if one.ended_at:
        yield Fact("No longer the case since", Moment(one.ended_at))
    if one.quiet:
        yield Fact("After the conversation", quiet_words(one.quiet))
    yield Fact("Pattern", f"{one.name} ({one.pattern}, version {one.version})")
    yield Fact("Where its numbers come from", one.source)


def quiet_words(quiet: Quiet) -> str:
    """Until when a reason is quiet, or why it no longer is, in a sentence."""
    held, until = day_words(timezone.localdate(quiet.held)), day_words(quiet.until)
    if quiet.news_at is not None:
        news = day_words(timezone.localdate(quiet.news_at))
        source = f" from {quiet.agency}, which was not there before" if quiet.agency else ""
        return (
            f"People talked about this on {held}. Something new came{source} on {news}, so it is shown again."
        )
    if quiet.holds:
        new = "or until something new comes that this pattern reads"
        return f"People talked about this on {held}. It is not listed until {until}, {new}."
    return f"People talked about this on {held}. It was not listed until {until}, and is still the case."


def _decisions(one: ReasonSeen) -> Iterable[Fact]:
    for decided in one.decisions:
        until = f", until {decided.until:%-d %B %Y}" if decided.until else ""
        yield Fact(f"{decided.words}{until}", f"{decided.why} ({decided.by}, {decided.agency})")


def from_names(people: Mapping[UUID, str], homes: Mapping[UUID, str]) -> NameOf:
    """A function that names a reason's subject, from labels read beforehand."""

    def name_of(kind: str, subject: UUID) -> str:
        if kind == "home":
            return homes.get(subject, "A home that is no longer joined this way")
        return people.get(subject, "A person whose records are no longer joined this way")

    return name_of
