from django.db import migrations, models

from jigsaw.engine.addresses.parse import parse


def fill_premises(apps, editor):
    """House number and street of the addresses that are there; a rebuild then gives them their homes."""
    rows = apps.get_model("people", "Address").objects
    for pk, lines, postcode in rows.values_list("pk", "lines", "postcode").iterator():
        rows.filter(pk=pk).update(premises=parse(lines, postcode).premises[:300])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="address",
            name="premises",
            field=models.CharField(
                blank=True, db_index=True, help_text="House number and street", max_length=300
            ),
        ),
        migrations.AddField(
            model_name="address",
            name="why",
            field=models.CharField(blank=True, help_text="Why it is at this home, in words", max_length=200),
        ),
        migrations.AddField(
            model_name="home",
            name="many",
            field=models.BooleanField(
                default=False, help_text="Many people of several families lived here at once"
            ),
        ),
        migrations.AddField(
            model_name="home",
            name="shared",
            field=models.CharField(
                blank=True,
                help_text="What its address says of a place that many share: a hostel",
                max_length=40,
            ),
        ),
        migrations.AddField(
            model_name="residence",
            name="end_known_at",
            field=models.DateTimeField(help_text="When the end was received", null=True),
        ),
        migrations.AlterField(
            model_name="address",
            name="postcode",
            field=models.CharField(blank=True, db_index=True, max_length=10),
        ),
        migrations.AlterField(
            model_name="home",
            name="key",
            field=models.CharField(max_length=320, unique=True),
        ),
        migrations.AlterField(
            model_name="home",
            name="why",
            field=models.CharField(help_text="How it is known, in words", max_length=200),
        ),
        migrations.RunPython(fill_premises, migrations.RunPython.noop),
    ]
