from django.db import migrations, models

import pendopo.ledger.region


# Reports that were there before are counted here; later ones as their facts are read.
_FILL = """
UPDATE voice_report SET counted = CASE WHEN visibility = 'secret' THEN 0 ELSE
    CASE status WHEN 'confirmed' THEN 2 WHEN 'unconfirmed' THEN 3 WHEN 'not_ours' THEN 4
        WHEN 'archived' THEN 4 WHEN 'withdrawn' THEN 4 ELSE 1 END
    + CASE WHEN verify_late OR answer_late THEN 8 ELSE 0 END
END;
INSERT INTO voice_square
    (region_code, district, lat, lon, sort, standing, count, late, changed_at)
SELECT region_code, district, floor(cell_lat::numeric / 5)::integer * 5,
    floor(cell_lon::numeric / 5)::integer * 5, sort, counted % 8, count(*),
    count(*) FILTER (WHERE counted >= 8), clock_timestamp()
FROM voice_report WHERE counted > 0 GROUP BY 1, 2, 3, 4, 5, 6;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("voice", "0005_reputation"),
    ]

    operations = [
        migrations.AddField(
            model_name='report',
            name='counted',
            field=models.SmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['region_code', 'topic', 'reported_at'], name='voice_report_topic'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['region_code', 'district', 'village'], name='voice_report_area'),
        ),
        migrations.CreateModel(
            name='Square',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region_code', models.CharField(default=pendopo.ledger.region.current_region, max_length=13)),
                ('district', models.CharField(max_length=13, null=True)),
                ('lat', models.IntegerField(null=True)),
                ('lon', models.IntegerField(null=True)),
                ('sort', models.CharField(max_length=12)),
                ('standing', models.SmallIntegerField()),
                ('count', models.IntegerField()),
                ('late', models.IntegerField()),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['region_code', '-changed_at'], name='voice_square_changed')],
                'constraints': [models.UniqueConstraint(fields=('region_code', 'district', 'lat', 'lon', 'sort', 'standing'), name='voice_square_once', nulls_distinct=False)],
            },
        ),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
    ]
