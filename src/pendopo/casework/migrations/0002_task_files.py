"""Files of tasks, and several people looking at one task.

An opening is forgotten within minutes, so its table is made anew.
"""

import django.db.models.deletion
from django.db import migrations, models

import pendopo.ledger.api


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="task",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="casework.task",
            ),
        ),
        migrations.DeleteModel(name="Opening"),
        migrations.CreateModel(
            name="Opening",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "region_code",
                    models.CharField(
                        default=pendopo.ledger.api.current_region, max_length=13
                    ),
                ),
                ("account_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="casework.task",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["task", "account_id"], name="casework_opening_once"
                    )
                ]
            },
        ),
    ]
