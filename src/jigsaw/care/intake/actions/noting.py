"""Writes of who sends what: an agency, its feeds and its mapping."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from jigsaw.care.intake.domain.mapping import FileMapping
from jigsaw.care.intake.domain.mapping_check import CheckedFolder
from jigsaw.care.intake.models import Feed, FeedMapping
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.organisations.actions import note_agency
from jigsaw.foundation.organisations.queries import gives_one_id_each


@dataclass(frozen=True, slots=True)
class NotedFolder:
    """An agency's folder as it is known now: the agency's key, its mapping's version, and its feeds by key.

    is_mended: whether the mapping is another than that by which its files were read before. counts_otherwise: whether
    it says now, and did not before, that the agency gives nobody two ids, or the other way about.
    """

    agency: str
    mapping: FeedMapping
    feeds: Mapping[str, Feed]
    is_mended: bool = False
    counts_otherwise: bool = False


@transaction.atomic
def note_folder(*, by: Viewer, checked: CheckedFolder) -> NotedFolder:
    """Note the agency, its feeds and this version of its mapping; what is known already is brought up to date."""
    said = checked.mapping.agency
    gave_one_each = gives_one_id_each(by, said.key)
    agency = note_agency(
        by=by,
        key=said.key,
        name=said.name,
        kind=said.kind,
        ods_code=said.ods_code,
        telephone=said.telephone,
        contact=said.contact,
        one_id_each=said.one_id_each,
    )
    fingerprint = hashlib.sha256(checked.text.encode()).hexdigest()
    mapping, is_new = FeedMapping.objects.get_or_create(
        agency=agency, fingerprint=fingerprint, defaults={"text": checked.text}
    )
    feeds = {key: _note_feed(agency.pk, key, checked.mapping.files) for key in _feed_keys(checked)}
    if is_new:
        record_act(by=by, act="took up a mapping", subject_kind="mapping", subject_id=mapping.pk)
    is_mended = is_new and FeedMapping.objects.filter(agency=agency).exclude(pk=mapping.pk).exists()
    return NotedFolder(agency.pk, mapping, feeds, is_mended, said.one_id_each != gave_one_each)


def _feed_keys(checked: CheckedFolder) -> list[str]:
    return list(dict.fromkeys(one.feed for one in checked.mapping.files))


def _note_feed(agency: str, key: str, files: Iterable[FileMapping]) -> Feed:
    of_feed = [one for one in files if one.feed == key]
    kinds = sorted(frozenset().union(*(one.all_kinds for one in of_feed)))
    told = {
        "name": key.replace("-", " ").capitalize(),
        "every_minutes": min((one.every_minutes for one in of_feed if one.every_minutes), default=None),
        "holds_records": any(one.record is not None for one in of_feed),
        "kinds": kinds,
    }
    feed, _ = Feed.objects.update_or_create(agency_id=agency, key=key, defaults=told)
    return feed
