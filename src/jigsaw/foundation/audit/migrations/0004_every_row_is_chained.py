"""From here on each row has a place in the chain, and no two the same."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_chain_what_is_there")]

    operations = [
        migrations.AlterField("auditevent", "lane", models.PositiveSmallIntegerField()),
        migrations.AlterField("auditevent", "number", models.PositiveBigIntegerField()),
        migrations.AlterField("auditevent", "fingerprint", models.CharField(max_length=64)),
        migrations.AddConstraint(
            "auditevent",
            models.UniqueConstraint(fields=["lane", "number"], name="audit_row_has_a_place_of_its_own"),
        ),
    ]
