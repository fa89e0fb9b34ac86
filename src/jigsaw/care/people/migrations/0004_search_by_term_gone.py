from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0003_people_by_term")]

    operations = [migrations.RemoveIndex(model_name="searchterm", name="search_by_term")]
