"""The English name of a choice of the facts, for the English pages."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("board", "0015_authors_by_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="levelrange",
            name="name_en",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="What the English pages say. Left empty, they say the name above.",
                max_length=60,
                verbose_name="name in English",
            ),
        ),
        migrations.AddField(
            model_name="playhours",
            name="name_en",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="What the English pages say. Left empty, they say the name above.",
                max_length=60,
                verbose_name="name in English",
            ),
        ),
        migrations.AddField(
            model_name="server",
            name="name_en",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="What the English pages say. Left empty, they say the name above.",
                max_length=60,
                verbose_name="name in English",
            ),
        ),
    ]
