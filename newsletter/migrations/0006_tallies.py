"""Running sums of a mailing's letters, kept by the database with whatever changes a letter's state."""

import django.db.models.deletion
from django.db import migrations, models

# Letters that wait or are in flight aren't counted: they are what is left of the total.
COUNT = """
CREATE FUNCTION newsletter_tally_letters() RETURNS trigger AS $$
BEGIN
    INSERT INTO newsletter_tally (mailing_id, status, session, count)
    SELECT mailing_id, status, pg_backend_pid(), sum(change)
    FROM (
        SELECT mailing_id, status, -1 AS change FROM before
        UNION ALL
        SELECT mailing_id, status, 1 FROM after
    ) AS moves
    WHERE status NOT IN ('queued', 'sending')
    GROUP BY mailing_id, status
    HAVING sum(change) <> 0
    ON CONFLICT (mailing_id, status, session)
        DO UPDATE SET count = newsletter_tally.count + excluded.count;
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER newsletter_tally_letters
    AFTER UPDATE ON newsletter_delivery
    REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION newsletter_tally_letters();
"""
COUNT_NO_MORE = """
DROP TRIGGER newsletter_tally_letters ON newsletter_delivery;
DROP FUNCTION newsletter_tally_letters();
"""
# Mailings that are under way begin with what is so far.
BEGIN = """
INSERT INTO newsletter_tally (mailing_id, status, session, count)
SELECT letter.mailing_id, letter.status, 0, count(*)
FROM newsletter_delivery AS letter
JOIN newsletter_mailing AS mailing ON mailing.id = letter.mailing_id
WHERE mailing.finished_at IS NULL AND letter.status NOT IN ('queued', 'sending')
GROUP BY letter.mailing_id, letter.status;
UPDATE newsletter_mailing SET sent = 0, failed = 0, skipped = 0, uncertain = 0, cancelled = 0
WHERE finished_at IS NULL;
"""
STATUSES = [
    ("queued", "waiting"),
    ("sending", "being sent"),
    ("sent", "sent"),
    ("failed", "failed"),
    ("skipped", "skipped"),
    ("uncertain", "uncertain"),
    ("cancelled", "cancelled"),
]


class Migration(migrations.Migration):
    dependencies = [("newsletter", "0005_first_topics")]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("status", models.CharField(choices=STATUSES, max_length=10)),
                ("session", models.IntegerField()),
                ("count", models.IntegerField()),
                (
                    "mailing",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tallies",
                        to="newsletter.mailing",
                    ),
                ),
            ],
            options={"default_permissions": ()},
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.UniqueConstraint(
                fields=("mailing", "status", "session"), name="newsletter_tally_one_per_session"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("status__in", ("failed", "skipped", "uncertain", "cancelled"))),
                fields=["mailing", "status", "subscriber"],
                name="delivery_otherwise",
            ),
        ),
        migrations.RunSQL(COUNT, COUNT_NO_MORE),
        migrations.RunSQL(BEGIN, migrations.RunSQL.noop),
    ]
