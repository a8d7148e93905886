import django.contrib.postgres.fields
from django.db import migrations, models

# Until now only reports have steps for auditors; those that came to one are closed to whoever had
# them before, as new ones are.
_NARROW = """
UPDATE casework_case c SET narrowed_to = found.agencies
FROM (
    SELECT t.case_id, array_agg(DISTINCT one.agency ORDER BY one.agency) AS agencies
    FROM casework_task t JOIN casework_case k ON k.id = t.case_id,
         LATERAL (VALUES (t.organisation_id), (k.organisation_id)) AS one(agency)
    WHERE t.role = 'auditor' AND one.agency IS NOT NULL
    GROUP BY t.case_id
) AS found
WHERE c.id = found.case_id;
DELETE FROM casework_raised r USING casework_case c
WHERE c.id = r.case_id AND c.narrowed_to IS NOT NULL
  AND NOT (r.organisation_id = ANY(c.narrowed_to))
  AND r.at < (SELECT min(t.opened_at) FROM casework_task t
              WHERE t.case_id = c.id AND t.role = 'auditor');
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0016_letters_from_outside")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="narrowed_to",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), null=True, size=None
            ),
        ),
        migrations.RunSQL(_NARROW, migrations.RunSQL.noop),
    ]
