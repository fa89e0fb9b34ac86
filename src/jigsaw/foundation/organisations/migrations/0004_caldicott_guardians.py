from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_privacy_officers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="practitioner",
            name="role",
            field=models.CharField(
                choices=[
                    ("practitioner", "Practitioner"),
                    ("steward", "Records steward"),
                    ("manager", "Manager"),
                    ("analyst", "Analyst"),
                    ("caldicott-guardian", "Caldicott Guardian"),
                    ("privacy-officer", "Privacy officer"),
                ],
                default="practitioner",
                max_length=20,
            ),
        ),
    ]
