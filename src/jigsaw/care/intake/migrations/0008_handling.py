from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0007_incidents_that_several_tell_of"),
    ]

    operations = [
        migrations.AddField(
            model_name="piece",
            name="handling",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Words of HANDLINGS, a space between them",
                max_length=60,
            ),
        ),
        migrations.AddField(
            model_name="piece",
            name="restricted_here",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Whether somebody of its agency decided here what is shown: it then outlasts its feed",
            ),
        ),
    ]
