from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("intake", "0005_open_involvements")]

    operations = [migrations.RemoveIndex(model_name="piece", name="involvements_of_an_agency")]
