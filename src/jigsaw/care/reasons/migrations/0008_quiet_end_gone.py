from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("reasons", "0007_what_was_decided_follows_too"),
    ]

    operations = [migrations.DeleteModel(name="QuietEnd")]
