"""A dry run that the release itself made is told from one that somebody looked at."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("newsletter", "0010_letters_are_forgotten")]

    operations = [
        migrations.AddField(
            model_name="dryrun",
            name="made_at_release",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
    ]
