"""The letters of old mailings are deleted; when that was, and what only they could tell, stands in the mailing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("newsletter", "0009_local_hours_and_slow_starts")]

    operations = [
        migrations.AddField(
            model_name="mailing",
            name="letters_forgotten_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="mailing",
            name="unsubscribed",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
    ]
