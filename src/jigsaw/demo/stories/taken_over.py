"""A tenant ends their support; others move in; each agency holds one sign, and much is under another's name."""

from jigsaw.demo.clock import DAY
from jigsaw.demo.people import Person
from jigsaw.demo.signins import workers
from jigsaw.demo.stories.cast import Cast

# Days ago, agency, kind: signs at the home, each held where it would be.
SIGNS = (
    (58, "housing", "antisocial-behaviour-report"), (47, "housing", "rent-arrears"), (36, "police", "visitors-report"),
    (31, "gp", "gp-weight-loss"), (27, "housing", "property-damage"), (22, "police", "drug-activity-report"),
    (19, "housing", "antisocial-behaviour-report"), (15, "housing", "rent-arrears"), (13, "police", "visitors-report"),
)  # fmt: skip
URGENT = (
    (92, "gp", "out-of-hours-contact"), (66, "hospital", "injury-without-explanation"),
    (34, "gp", "out-of-hours-contact"), (9, "hospital", "injury-without-explanation"),
)  # fmt: skip


def tell(cast: Cast, number: int) -> None:
    """The tenant, and the visitor under whose name the calls are logged."""
    tenant = cast.take(28, 66, alone=True, shape="flat")
    visitor = cast.take(21, 40)
    cast.part("home-taken-over", number, "tenant", tenant, 420, "R03 R04 R05 R06 R07")
    cast.part("home-taken-over", number, "visitor", visitor, 130, "R01", tenant.homes[-1][1])
    support_that_ended(cast, tenant)
    signs(cast, tenant)
    under_another_name(cast, tenant, visitor)


def support_that_ended(cast: Cast, tenant: Person) -> None:
    """Two hours a week, ended at the tenant's own request; nobody asked why."""
    home, teller = tenant.homes[-1][1], cast.teller
    officer, social_worker = workers("neighbourhoods")[0], workers("adults")[0]
    if not home.social:
        home.social = True
        teller.tell("housing", "tenancy", tenant, cast.minute(800, "office"), home=home, extras=officer)
    ended = {"ended_reason": "own-request", "ended_by": "person", "hours": "2"}
    start, end = cast.minute(420, "office"), cast.minute(150, "office")
    teller.tell("council", "care-package", tenant, start, until=end, extras=social_worker | ended)
    words = "Rang to say the visits are no longer wanted. Case closed."
    teller.tell("council", "support-declined", tenant, end + DAY, words=words)
    teller.tell("council", "concern-below-section-42", tenant, cast.minute(61, "office"))


def signs(cast: Cast, tenant: Person) -> None:
    """What each agency saw at the home."""
    for days_ago, agency, kind in SIGNS:
        home = tenant.homes[-1][1] if agency != "gp" else None
        cast.teller.tell(agency, kind, tenant, cast.minute(days_ago, "office"), home=home)
    for days_ago, agency, kind in URGENT:
        cast.teller.tell(agency, kind, tenant, cast.minute(days_ago, "late"))
    journey = cast.minute(9, "late")
    cast.teller.tell("ambulance", "ambulance-conveyance", tenant, journey, home=tenant.homes[-1][1])


def under_another_name(cast: Cast, tenant: Person, visitor: Person) -> None:
    """Calls by the visitor to the tenant's home, a marker about the visitor, the tenant's own calls to the police."""
    home, teller = tenant.homes[-1][1], cast.teller
    for days_ago in (128, 117, 101, 84, 63, 51, 38, 24, 20, 17, 11, 6):
        teller.tell("ambulance", "ambulance-call", visitor, cast.minute(days_ago, "late"), home=home)
    marker = {"value": "attend-with-police", "author": "Operations manager", "review": "12 months"}
    words = "Crew threatened at this address. Attend with police only."
    set_at = cast.minute(74, "office")
    teller.tell("ambulance", "warning-marker", visitor, set_at, home=home, words=words, extras=marker)
    for days_ago in (109, 79, 55, 29, 12):
        minute = cast.minute(days_ago, "late")
        teller.tell("police", "police-call", tenant, minute, home=home, other=visitor, role="alleged")
    says = {"value": "says-friend"}
    teller.tell(
        "council", "relationship", tenant, cast.minute(61), other=visitor, role="relative", extras=says
    )
