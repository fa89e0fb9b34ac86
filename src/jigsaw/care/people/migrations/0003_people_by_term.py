from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_how_addresses_are_placed")]

    operations = [
        migrations.AddIndex(
            model_name="searchterm",
            index=models.Index(fields=["kind", "term", "person"], name="people_by_term"),
        ),
    ]
