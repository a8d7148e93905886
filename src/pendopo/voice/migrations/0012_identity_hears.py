from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("voice", "0011_answers_brought")]

    operations = [
        migrations.AddField(
            model_name="identity",
            name="hears",
            field=models.CharField(db_default="", default="", max_length=8),
        ),
    ]
