import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("responses", "0003_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CannedAnswers",
            fields=[
                (
                    "owner",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="canned_answers",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="player",
                    ),
                ),
                (
                    "texts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), default=list, size=20
                    ),
                ),
            ],
            options={"verbose_name": "ready answers", "verbose_name_plural": "ready answers"},
        ),
        migrations.AddField(
            model_name="response",
            name="decision_note",
            field=models.CharField(blank=True, default="", max_length=300, verbose_name="author's words"),
        ),
        migrations.AddIndex(
            model_name="response",
            index=models.Index(
                condition=models.Q(("deleted_at", None)),
                fields=["recipient", "ad", "status", "seen_at"],
                name="response_inbox_counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decision_note", ""), ("status__in", ["accepted", "declined"]), _connector="OR"
                ),
                name="response_note_means_decided",
            ),
        ),
    ]
