
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0001_casework'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='for_other',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='draft',
            name='for_other',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
