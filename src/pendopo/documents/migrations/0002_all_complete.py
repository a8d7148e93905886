from django.db import migrations

# Whether all these files are stored and belong to this owner: asked by itself, and inside the
# statements of the rooms above. It runs with the rights of who asks.
FUNCTION = """
CREATE FUNCTION documents_all_complete(owner uuid, wanted uuid[]) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
    SELECT count(*) = cardinality(wanted)
    FROM documents_storedfile WHERE owner_id = owner AND id = ANY(wanted)
$$
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_documents")]
    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION documents_all_complete(uuid, uuid[])"),
    ]
