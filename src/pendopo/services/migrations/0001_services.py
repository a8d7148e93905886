import pendopo.ledger.api
from django.db import migrations, models

# A published version is what running cases rest on: rows are added, never changed or removed.
IMMUTABLE = """
CREATE FUNCTION services_version_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published service version is never changed'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER services_version_is_final BEFORE UPDATE OR DELETE ON services_serviceversion
    FOR EACH ROW EXECUTE FUNCTION services_version_is_final();
"""
MUTABLE = """
DROP TRIGGER services_version_is_final ON services_serviceversion;
DROP FUNCTION services_version_is_final();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="ServiceVersion",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "region_code",
                    models.CharField(default=pendopo.ledger.api.current_region, max_length=13),
                ),
                ("slug", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                ("valid_from", models.DateTimeField()),
                ("valid_to", models.DateTimeField(null=True)),
                ("files", models.BinaryField()),
                ("created", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["region_code", "slug", "valid_from"],
                        name="service_version_in_force",
                    ),
                    models.Index(fields=["region_code", "hash"], name="service_version_hash"),
                ],
            },
        ),
        migrations.RunSQL(IMMUTABLE, MUTABLE),
    ]
