"""Room for each row's place in the chain; filled by the next step."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.AddField("auditevent", "lane", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("auditevent", "number", models.PositiveBigIntegerField(null=True)),
        migrations.AddField("auditevent", "fingerprint", models.CharField(default="", max_length=64)),
    ]
