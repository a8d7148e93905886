from django.db import migrations

# For statements of the rooms above that need a key together with their own row. It runs with the
# rights of who asks: row-level security sees the current region's keys only.
FUNCTION = """
CREATE FUNCTION directory_wrapped_key(wanted uuid) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
    SELECT wrapped FROM directory_datakey WHERE id = wanted
$$
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_days")]
    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION directory_wrapped_key(uuid)"),
    ]
