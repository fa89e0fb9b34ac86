"""Telling those who met the wrong person by other ways than a look at that person. Callers hold the transaction."""

from jigsaw.care.conversations.queries import who_talks_about
from jigsaw.care.linkage import actions as linkage
from jigsaw.care.linkage.settling import Changed
from jigsaw.care.linkage.telling import wrong_since
from jigsaw.care.reasons.meeting import who_met_in_reasons
from jigsaw.foundation.core.viewer import JIGSAW, Viewer


def tell_others(by: Viewer, changed: Changed) -> None:
    """Tell who looked at or decided about a reason about somebody who changed, and who talks about them.

    Those who talk about somebody act on them, whether their own agency's look is in the audit or not.
    """
    for change in changed.changes:
        if since := wrong_since(change):
            met = [*who_talks_about(JIGSAW, since), *who_met_in_reasons(JIGSAW, since)]
            linkage.tell_also(by=by, change=change, met=sorted(met, key=lambda one: not one.acted))
