"""Ways to hear of events in place of a tick for letters; gathering, digests, quiet hours, mutes, blocks."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F, Q

CHANNELS = [
    ("at_once", "letter at once"),
    ("digest", "daily digest"),
    ("site", "on the site"),
    ("off", "never"),
]


def keep_wishes(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Who wanted no letters of a kind keeps reading of it on the site."""
    choices = apps.get_model("notifications", "ChannelChoice").objects.using(schema_editor.connection.alias)
    choices.filter(mail=False).update(channel="site")


def give_wishes_back(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    choices = apps.get_model("notifications", "ChannelChoice").objects.using(schema_editor.connection.alias)
    choices.exclude(channel="at_once").update(mail=False)


def player(related_name: str, verbose_name: str) -> Any:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE,
        related_name=related_name,
        to=settings.AUTH_USER_MODEL,
        verbose_name=verbose_name,
    )


def identity() -> Any:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("notifications", "0001_initial"),
    ]

    operations = [
        migrations.RenameModel(old_name="MailPreference", new_name="ChannelChoice"),
        migrations.AlterModelOptions(
            name="channelchoice",
            options={
                "verbose_name": "wish about notifications",
                "verbose_name_plural": "wishes about notifications",
            },
        ),
        migrations.AlterField(
            model_name="channelchoice", name="user", field=player("channel_choices", "player")
        ),
        migrations.AddField(
            model_name="channelchoice",
            name="channel",
            field=models.CharField(choices=CHANNELS, default="at_once", max_length=10, verbose_name="way"),
        ),
        migrations.RunPython(keep_wishes, give_wishes_back),
        migrations.RemoveField(model_name="channelchoice", name="mail"),
        migrations.RemoveConstraint(model_name="channelchoice", name="mail_preference_once"),
        migrations.AddConstraint(
            model_name="channelchoice",
            constraint=models.UniqueConstraint(fields=("user", "kind"), name="channel_choice_once"),
        ),
        migrations.AddConstraint(
            model_name="channelchoice",
            constraint=models.CheckConstraint(
                condition=Q(channel__in=["at_once", "digest", "site", "off"]), name="channel_choice_is_known"
            ),
        ),
        migrations.CreateModel(
            name="Mute",
            fields=[
                ("id", identity()),
                ("listing_id", models.BigIntegerField(verbose_name="listing")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="since")),
                ("user", player("mutes", "player")),
            ],
            options={
                "verbose_name": "muted listing",
                "verbose_name_plural": "muted listings",
                "constraints": [models.UniqueConstraint(fields=("user", "listing_id"), name="mute_once")],
            },
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                ("id", identity()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="since")),
                ("blocked", player("+", "who is blocked")),
                ("blocker", player("blocks", "who blocks")),
            ],
            options={
                "verbose_name": "blocked player",
                "verbose_name_plural": "blocked players",
                "constraints": [
                    models.UniqueConstraint(fields=("blocker", "blocked"), name="block_once"),
                    models.CheckConstraint(condition=~Q(blocker=F("blocked")), name="block_is_of_another"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rhythm",
            fields=[
                (
                    "player",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="rhythm",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="player",
                    ),
                ),
                (
                    "quiet_from",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="quiet from"),
                ),
                (
                    "quiet_until",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="quiet until"),
                ),
                (
                    "digest_hour",
                    models.PositiveSmallIntegerField(default=18, verbose_name="hour of the digest"),
                ),
                (
                    "next_digest_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="next digest"),
                ),
            ],
            options={
                "verbose_name": "rhythm of letters",
                "verbose_name_plural": "rhythms of letters",
                "indexes": [
                    models.Index(
                        condition=Q(next_digest_at__isnull=False),
                        fields=["next_digest_at"],
                        name="rhythm_next_digest",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(quiet_from=None, quiet_until=None)
                        | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                        name="rhythm_quiet_from_until",
                    ),
                    models.CheckConstraint(
                        condition=(Q(quiet_from=None) | Q(quiet_from__lt=24, quiet_until__lt=24))
                        & Q(digest_hour__lt=24),
                        name="rhythm_hours_of_a_day",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="notification",
            name="actor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who did it",
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="listing_id",
            field=models.BigIntegerField(blank=True, null=True, verbose_name="listing"),
        ),
        migrations.AddField(
            model_name="notification",
            name="group",
            field=models.CharField(blank=True, default="", max_length=60, verbose_name="group"),
        ),
        migrations.AddField(
            model_name="notification",
            name="gathered_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="gathered",
                to="notifications.notification",
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="count",
            field=models.PositiveIntegerField(default=1, verbose_name="events"),
        ),
        migrations.AddField(
            model_name="notification",
            name="mailed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="letter posted"),
        ),
        migrations.AddField(
            model_name="notification",
            name="awaits_digest",
            field=models.BooleanField(default=False, verbose_name="waits for the digest"),
        ),
        migrations.AddField(
            model_name="notification",
            name="digest_day",
            field=models.DateField(blank=True, null=True, verbose_name="in the digest of"),
        ),
        migrations.RemoveIndex(model_name="notification", name="notification_unread"),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=Q(read_at=None, gathered_into=None),
                fields=["recipient", "due_at"],
                name="notification_unread",
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=Q(mailed_at__isnull=False),
                fields=["recipient", "mailed_at"],
                name="notification_mailed",
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=Q(awaits_digest=True), fields=["recipient"], name="notification_digest"
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.CheckConstraint(
                condition=Q(mailed_at=None) | Q(awaits_digest=False, digest_day=None),
                name="notification_one_way_by_mail",
            ),
        ),
    ]
