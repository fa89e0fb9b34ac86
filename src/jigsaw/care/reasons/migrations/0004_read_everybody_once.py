"""Everybody is read once more: only then is it known when the clock alone changes what is found of them."""

from django.db import migrations


def read_everybody(apps, schema_editor):
    """Put every person and home in the queue of those to read."""
    waiting = apps.get_model("reasons", "SubjectToRead")
    for kind, model in (("person", "Person"), ("home", "Home")):
        keys = apps.get_model("people", model).objects.values_list("pk", flat=True)
        rows = (waiting(subject_kind=kind, subject=key) for key in keys.iterator())
        waiting.objects.bulk_create(rows, batch_size=1_000, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("reasons", "0003_told_quiet_and_next_moments"),
    ]

    operations = [migrations.RunPython(read_everybody, migrations.RunPython.noop)]
