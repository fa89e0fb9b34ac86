from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_encoded_identities")]

    operations = [
        migrations.AddIndex(
            model_name="piece",
            index=models.Index(
                condition=models.Q(("shape", "involvement"), ("until__isnull", True)),
                fields=["agency", "kind"],
                name="open_involvements",
            ),
        ),
    ]
