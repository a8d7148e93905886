from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('voice', '0001_voice'),
    ]

    operations = [
        migrations.AddField(
            model_name='report',
            name='words',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='report',
            name='words_key',
            field=models.UUIDField(null=True),
        ),
    ]
