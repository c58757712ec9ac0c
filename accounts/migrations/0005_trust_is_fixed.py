"""Levels are computed from now on; those that somebody gave by hand stay."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep_given_levels(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("accounts", "User").objects.exclude(trust="new").update(trust_is_fixed=True)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_play_week")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="trust_is_fixed",
            field=models.BooleanField(
                default=False,
                help_text="Untick it to let the rules of moderation decide again.",
                verbose_name="level given by hand",
            ),
        ),
        migrations.RunPython(keep_given_levels, migrations.RunPython.noop),
    ]
