"""Every address of the workspace."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from jigsaw.interfaces.workspace import (
    front,
    glass,
    homes,
    intake,
    person,
    restricting,
    sealed,
    search,
    supporters,
    wishes,
)
from jigsaw.interfaces.workspace.joins import again, agreement, compare, decisions, queue, why
from jigsaw.interfaces.workspace.patterns import listing, switching, trying
from jigsaw.interfaces.workspace.patterns import why as why_pattern

# The pages of each capability, under its own part of the address.
CAPABILITIES = {
    "reasons": "jigsaw.care.reasons.urls",
    "conversations": "jigsaw.care.conversations.urls",
    "sharing": "jigsaw.care.sharing.urls",
    "reviews": "jigsaw.care.reviews.urls",
    "panels": "jigsaw.care.panels.urls",
    "messages": "jigsaw.foundation.outbox.urls",
    "your-record": "jigsaw.interfaces.own.urls",
    "supporting": "jigsaw.interfaces.own.supporting_urls",
    "design": "jigsaw.foundation.design.urls",
    "health": "jigsaw.interfaces.health.urls",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.front, name="home"),
    path("", include("jigsaw.interfaces.workspace.signing_in.urls")),
    path("", include("jigsaw.interfaces.own.staff_urls")),
    path("search", search.search, name="search"),
    path("people/<uuid:key>", person.story, name="person"),
    path("people/<uuid:key>/network", person.network, name="person_network"),
    path("people/<uuid:key>/records", person.records, name="person_records"),
    path("people/<uuid:key>/looks", person.looks, name="person_looks"),
    path("people/<uuid:key>/wishes", wishes.wishes, name="wishes"),
    path("people/<uuid:key>/supporters", supporters.listing, name="supporters"),
    path("people/<uuid:key>/supporters/<uuid:supporter>", supporters.one, name="supporter"),
    path("people/<uuid:key>/break-glass", glass.break_it, name="break_glass"),
    path("pieces/<uuid:key>/others-see", restricting.decide, name="restrict_piece"),
    path("broken-glass", glass.listing, name="broken_glass"),
    path("broken-glass/<uuid:key>", glass.review, name="review_glass"),
    path("people/<uuid:key>/seal", sealed.seal, name="seal_person"),
    path("sealed-people", sealed.listing, name="sealed_people"),
    path("sealed-people/<uuid:key>", sealed.lift, name="lift_seal"),
    path("homes/<uuid:key>", homes.story, name="home_story"),
    path("feeds", intake.feeds, name="feeds"),
    path("quarantine", intake.quarantine, name="quarantine"),
    path("quarantine/<int:key>", intake.mend_row, name="mend_row"),
    path("quarantine/<int:key>/set-aside", intake.set_aside, name="set_aside_row"),
    path("notices/<int:key>/read", front.read_notice, name="read_notice"),
    path("joins", queue.joins, name="joins"),
    path("joins/next", queue.next_join, name="next_join"),
    path("joins/<uuid:left>/<uuid:right>", compare.join, name="join"),
    path("joins/why", why.why_apart, name="why_apart"),
    path("joins/decisions", decisions.decisions, name="join_decisions"),
    path("joins/decisions/<int:key>/undo", decisions.undo, name="undo_join"),
    path("joins/again", again.looks_again, name="looks_again"),
    path("joins/again/<int:key>", again.look_again, name="look_again"),
    path("joins/again/<int:key>/talk", again.talk_over, name="talk_over"),
    path("joins/agreement", agreement.agreement, name="agreement"),
    path("joins/reviews/<int:key>", agreement.review, name="review"),
    path("joins/reviews/<int:key>/next", agreement.review_pair, name="review_pair"),
    path("patterns", listing.patterns, name="patterns"),
    path("patterns/trials/<int:key>", trying.trial, name="pattern_trial"),
    path("patterns/<slug:key>", listing.pattern, name="pattern"),
    path("patterns/<slug:key>/try", trying.try_pattern, name="try_pattern"),
    path("patterns/<slug:key>/stop", switching.stop, name="stop_pattern"),
    path("patterns/<slug:key>/start", switching.start, name="start_pattern"),
    path("people/<uuid:key>/patterns", why_pattern.person, name="person_patterns"),
    path("people/<uuid:key>/patterns/<slug:pattern>", why_pattern.person, name="person_pattern"),
    path("homes/<uuid:key>/patterns", why_pattern.home, name="home_patterns"),
    path("homes/<uuid:key>/patterns/<slug:pattern>", why_pattern.home, name="home_pattern"),
    path("homes/<uuid:key>/looks", homes.looks, name="home_looks"),
    *[path(part, include(module)) for part, module in CAPABILITIES.items() if find_spec(module)],
]
