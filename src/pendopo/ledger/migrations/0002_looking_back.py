from django.db import migrations

FORWARD = """
CREATE INDEX ledger_fact_happened ON ledger_fact (region_code, kind, occurred_at, id);

-- The moment up to which a reader knows everything that was recorded; `at` when nothing waits.
CREATE FUNCTION ledger_fresh(reader text, at timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT least(
        at,
        (SELECT min(u.recorded_at) FROM ledger_unsequenced u),
        (SELECT s.recorded_at FROM ledger_sequence s
         WHERE s.seq = coalesce((SELECT r.next_seq FROM ledger_reader r WHERE r.name = reader), 0))
    )
$$;
"""
BACKWARD = "DROP FUNCTION ledger_fresh(text, timestamptz); DROP INDEX ledger_fact_happened;"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_ledger")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
