from django.db import migrations


class Migration(migrations.Migration):
    # Put back, with the state "under way" in them, by the migration that follows.

    dependencies = [
        ("conversations", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="conversation",
            name="held_conversation_has_its_time",
        ),
        migrations.RemoveConstraint(
            model_name="conversation",
            name="ended_conversation_has_its_time",
        ),
        migrations.RemoveConstraint(
            model_name="conversation",
            name="one_open_conversation_about_it",
        ),
        migrations.RemoveConstraint(
            model_name="conversation",
            name="one_open_conversation_about_a_pair",
        ),
    ]
