
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0003_wrapped_key'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='claim_lookup',
            field=models.BinaryField(null=True),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(fields=('region_code', 'claim_lookup'), name='directory_claim'),
        ),
    ]
