"""A mailing may go by each reader's clock, and begin slowly."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("newsletter", "0008_reach_follows_players"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="mailing",
            name="let_go",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="mailing",
            name="local_hour",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Each reader’s letter goes when it is so late there; empty: all of them at once.",
                null=True,
                verbose_name="hour of the reader’s day",
            ),
        ),
        migrations.AddField(
            model_name="mailing",
            name="ramp_up_from",
            field=models.PositiveIntegerField(
                default=0,
                help_text="Grows from there to the bound, twice as fast every ten minutes; 0: no slow start.",
                verbose_name="letters a minute at first",
            ),
        ),
        migrations.AddConstraint(
            model_name="mailing",
            constraint=models.CheckConstraint(
                condition=models.Q(("local_hour__lt", 24)), name="newsletter_mailing_hour_of_a_day"
            ),
        ),
    ]
