"""What was decided, and made quiet, before now is given the records and addresses that its subject has now."""

from django.db import migrations


def follow(apps, schema_editor):
    """Fill in what is kept beside each decision and quiet from here on; take over the news of each quiet."""
    model = {name: apps.get_model("reasons", name) for name in ("Quieting", "ReasonDecision", "Reason")}
    reasons = model["Reason"].objects
    for decision in model["ReasonDecision"].objects.all():
        reason = reasons.filter(pk=decision.reason_id).first()
        if reason:
            for name in ("pattern", "version", "subject_kind", "raised_at"):
                setattr(decision, name, getattr(reason, name))
            decision.save()
            _keep(apps, reason, decision=decision)
    news = apps.get_model("reasons", "QuietNews").objects
    for quieting in model["Quieting"].objects.select_related("end"):
        _keep(apps, quieting, quieting=quieting)
        end = getattr(quieting, "end", None)
        if end:
            about = {"subject": quieting.subject, "other": quieting.other}
            news.create(quieting=quieting, at=end.at, agency_id=end.agency_id, **about)


def _keep(apps, row, **of):
    was = apps.get_model("reasons", "SubjectWas").objects
    if row.subject_kind == "home":
        for address in apps.get_model("people", "Address").objects.filter(home=row.subject):
            was.create(address_id=address.pk, **of)
        return
    links = apps.get_model("linkage", "Link").objects
    for person in filter(None, (row.subject, row.other)):
        for link in links.filter(person=person):
            was.create(record_id=link.record_id, is_other=person == row.other, **of)


class Migration(migrations.Migration):
    dependencies = [
        ("linkage", "0003_undoing_and_telling"),
        ("reasons", "0006_decisions_follow_their_subject"),
    ]

    operations = [migrations.RunPython(follow, migrations.RunPython.noop)]
