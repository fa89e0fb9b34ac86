"""Reads of source records for readers: what each agency says of somebody, side by side."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from jigsaw.care.intake.domain.entries import RecordSaid
from jigsaw.care.intake.entries import holder
from jigsaw.care.intake.models import RecordVersion, SourceRecord
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.core.time import end_of_day
from jigsaw.foundation.core.viewer import Viewer

_FIELDS = (
    *("title", "given_names", "family_name", "known_as", "birth_date", "nhs_number", "gender", "ethnicity"),
    *("telephone", "email", "died_on"),
)


def records_said(
    viewer: Viewer, records: Collection[UUID], as_known_on: date | None = None
) -> tuple[RecordSaid, ...]:
    """What these source records say by their latest versions, as known on a day when given. Two queries.

    In the order of first receipt; none of somebody whose seal keeps them from the viewer. A record that pieces name and
    whose particulars never came says nothing.
    """
    check_may_know_of_people(viewer)
    shown = set(records) - hidden_from(viewer).records
    rows = SourceRecord.objects.filter(pk__in=shown).select_related("agency")
    versions = RecordVersion.objects.filter(record__in=shown).select_related("address").order_by("version")
    if as_known_on:
        rows = rows.filter(first_received_at__lt=end_of_day(as_known_on))
        versions = versions.filter(received_at__lt=end_of_day(as_known_on))
    latest: dict[UUID, RecordVersion] = {version.record_id: version for version in versions}
    return tuple(_said(row, latest.get(row.pk)) for row in rows.order_by("first_received_at", "pk"))


def _said(row: SourceRecord, version: RecordVersion | None) -> RecordSaid:
    start = RecordSaid(row.pk, holder(row.agency), row.local_id, row.first_received_at)
    if version is None:
        return start
    particulars = _particulars(version)
    return RecordSaid(
        row.pk,
        start.holder,
        row.local_id,
        row.first_received_at,
        version.received_at,
        version.version,
        version.retracted,
        particulars,
        bool(version.encoding and not particulars),
        version.address.home_id if version.address else None,
    )


def _particulars(version: RecordVersion) -> dict[str, str]:
    said = {field: str(getattr(version, field)) for field in _FIELDS if getattr(version, field)}
    if version.address:
        said["address"] = ", ".join(filter(None, (version.address.lines, version.address.postcode)))
    return said
