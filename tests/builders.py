"""A small borough for tests: agencies that share, practitioners, people with records, homes and pieces.

Rows are made by the models' own constructors, so that a test depends on what is stored and not on how it is
loaded.
"""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from jigsaw.care.intake.models import (
    Delivery,
    Feed,
    FeedMapping,
    Piece,
    PieceEnding,
    PieceSubject,
    RecordVersion,
    SourceRecord,
)
from jigsaw.care.linkage.models import Link
from jigsaw.care.people.actions import refresh_search
from jigsaw.care.people.models import Address, Home, Person, Residence
from jigsaw.foundation.access.models import AgreementParty, SharingAgreement
from jigsaw.foundation.core.identity import home_id, piece_id, record_id
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.organisations.models import Agency, Practitioner, Team
from jigsaw.foundation.organisations.queries import viewer_of

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
PASSWORD = "one-story"


def day(text):
    """Nine in the morning (UTC) of an ISO day."""
    return datetime.fromisoformat(text).replace(hour=9, tzinfo=UTC)


class Borough:
    """What a test puts together. Each method returns what it made."""

    def __init__(self):
        self.agreement = SharingAgreement.objects.create(
            key="borough",
            name="Borough",
            purpose="p",
            basis="b",
            starts_on=date(2000, 1, 1),
            ends_on=date(2099, 1, 1),
        )
        self.made = 0

    def agency(self, key, kind="council", *, shares=True, telephone="01632 960999", contact="Duty officer"):
        """An agency, party to the agreement unless it is an outsider."""
        told = {
            "name": key.replace("-", " ").capitalize(),
            "kind": kind,
            "telephone": telephone,
            "contact": contact,
        }
        agency, is_new = Agency.objects.get_or_create(key=key, defaults=told)
        if is_new and shares:
            AgreementParty.objects.create(agreement=self.agreement, agency=agency)
        return agency

    def practitioner(self, username, agency, role="practitioner"):
        """Somebody who signs in."""
        team, _ = Team.objects.get_or_create(agency=agency, name="Duty team")
        made = Practitioner(
            username=username, name=username.capitalize(), agency=agency, team=team, role=role
        )
        made.set_password(PASSWORD)
        made.save()
        return made

    def viewer(self, agency, role="practitioner"):
        """A viewer of this agency."""
        return viewer_of(self.practitioner(f"user{Practitioner.objects.count()}", agency, role))

    def feed(self, agency, key="main", *, kinds=(), came=None, every_minutes=1440):
        """A feed, with one delivery."""
        told = {"name": f"{key} feed", "kinds": list(kinds), "every_minutes": every_minutes}
        feed, _ = Feed.objects.get_or_create(agency=agency, key=key, defaults=told)
        mapping, _ = FeedMapping.objects.get_or_create(agency=agency, fingerprint="f", defaults={"text": ""})
        if not feed.deliveries.exists():
            at = came or datetime.now(UTC)
            told = {"file_name": "f.csv", "file_sha256": "0", "finished_at": at, "latest_received_at": at}
            Delivery.objects.create(feed=feed, mapping=mapping, **told)
        return feed

    def person(self, name="Steven Marsh", *, birth_date="1966-03-12", nhs_number="", **particulars):
        """A person without records."""
        given, _, family = name.rpartition(" ")
        return Person.objects.create(
            id=uuid4(), name=name, given_names=given, family_name=family, birth_date=birth_date,
            nhs_number=nhs_number, changed_at=datetime.now(UTC), **particulars,
        )  # fmt: skip

    def record(self, person, agency, *, address=None, received=None, why="Same NHS number", **said):
        """A source record of the person, with one version and its join."""
        self.made += 1
        feed, local, at = self.feed(agency), f"L{self.made}", received or day("2020-01-06")
        told = {"given_names": person.given_names, "family_name": person.family_name}
        told |= {"birth_date": person.birth_date, "nhs_number": person.nhs_number} | said
        row = SourceRecord.objects.create(
            id=record_id(agency.key, local), agency=agency, local_id=local, first_received_at=at
        )
        RecordVersion.objects.create(
            record=row,
            version=1,
            delivery=feed.deliveries.first(),
            received_at=at,
            fingerprint="f",
            address=address,
            **told,
        )
        Link.objects.create(record=row, person=person, why=why)
        refresh_search(by=JIGSAW, people=[person.pk])
        return row

    def home(self, lines="14 Mill Lane", postcode="ZZ1 2AB", uprn="100"):
        """A home with one written address."""
        home = Home.objects.create(
            id=home_id(f"uprn:{uprn}"), key=f"uprn:{uprn}", label=f"{lines}, {postcode}", postcode=postcode, uprn=uprn,
            why="Same UPRN",
        )  # fmt: skip
        normal = f"{lines.upper()} {postcode}"
        return Address.objects.create(uprn=uprn, normal=normal, lines=lines, postcode=postcode, home=home)

    def lives(self, person, address, agency, *, since="2020-01-06", until=None):
        """The agency says that the person lives there."""
        return Residence.objects.create(
            person=person, home=address.home, agency=agency, since=day(since), until=day(until) if until else None,
            known_at=day(since),
        )  # fmt: skip

    def piece(
        self, *about, kind="gp-contact", at="2026-01-05", shape="event", received=None, feed=None, **told
    ):
        """A piece about source records; (record, role) for another role than subject."""
        first = about[0][0] if isinstance(about[0], tuple) else about[0]
        self.made += 1
        agency = told.pop("agency", first.agency)
        feed = feed or self.feed(agency)
        reference, version = told.pop("source_reference", f"R{self.made}"), told.pop("version", 1)
        instant = at if isinstance(at, datetime) else day(at)
        piece = Piece.objects.create(
            id=piece_id(agency.key, feed.key, reference, version), agency=agency, feed=feed,
            delivery=feed.deliveries.first(), source_reference=reference, version=version, fingerprint="f", shape=shape,
            kind=kind, at=instant, at_accuracy=told.pop("accuracy", "minute"),
            received_at=day(received) if isinstance(received, str) else received or instant + timedelta(hours=1),
            **told,
        )  # fmt: skip
        for one in about:
            record, role = one if isinstance(one, tuple) else (one, "subject")
            PieceSubject.objects.create(piece=piece, record=record, role=role)
        return piece

    def supersede(self, piece, *about, on, reason="Corrected", **told):
        """A newer version of a piece, received on a day."""
        told |= {"feed": piece.feed, "source_reference": piece.source_reference, "version": piece.version + 1}
        later = self.piece(*about, received=on, **told)
        PieceEnding.objects.create(piece=piece, kind="superseded", at=day(on), by_piece=later, reason=reason)
        return later

    def retract(self, piece, *, on, reason="Entered in error"):
        """Its agency takes a piece back."""
        return PieceEnding.objects.create(piece=piece, kind="retracted", at=day(on), reason=reason)
