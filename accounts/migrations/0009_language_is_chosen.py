"""Whose language is a choice of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_deleted_players"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="language_is_chosen",
            field=models.BooleanField(
                db_default=False, default=False, editable=False, verbose_name="has chosen the language"
            ),
        ),
    ]
