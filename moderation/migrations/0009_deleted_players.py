"""Players leave for good: the log may lose their names, and nothing else of it may change."""

from django.db import migrations, models

ALLOW_NAMES = """
CREATE OR REPLACE FUNCTION moderation_act_is_final() RETURNS trigger AS $$
BEGIN
    -- A player who is deleted becomes a number: that name may take the place of the earlier one, and what was
    -- changed about the player (name, address) may be emptied. Who, what, when, on what and why stay.
    IF TG_OP = 'UPDATE' AND NEW IS DISTINCT FROM OLD
        AND (NEW.id, NEW.at, NEW.by_id, NEW.what, NEW.subject_type, NEW.subject_id, NEW.why)
            IS NOT DISTINCT FROM
            (OLD.id, OLD.at, OLD.by_id, OLD.what, OLD.subject_type, OLD.subject_id, OLD.why)
        AND (
            NEW.by_name = OLD.by_name
            OR EXISTS (
                SELECT 1 FROM accounts_user
                WHERE id = OLD.by_id AND erased_at IS NOT NULL AND display_name = NEW.by_name
            )
        )
        AND (
            (NEW.subject_title = OLD.subject_title AND NEW.before = OLD.before AND NEW.after = OLD.after)
            OR (
                OLD.subject_type = 'player' AND NEW.before = '{}'::jsonb AND NEW.after = '{}'::jsonb
                AND EXISTS (
                    SELECT 1 FROM accounts_user
                    WHERE id::text = OLD.subject_id AND erased_at IS NOT NULL AND display_name = NEW.subject_title
                )
            )
        )
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'moderation_moderationact is append-only: % is refused', TG_OP
        USING ERRCODE = 'restrict_violation';
END;
$$ LANGUAGE plpgsql;
"""
ALLOW_NOTHING = """
CREATE OR REPLACE FUNCTION moderation_act_is_final() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'moderation_moderationact is append-only: % is refused', TG_OP
        USING ERRCODE = 'restrict_violation';
END;
$$ LANGUAGE plpgsql;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0008_waves_and_alarms"),
        ("accounts", "0008_deleted_players"),
    ]

    operations = [
        migrations.RunSQL(ALLOW_NAMES, ALLOW_NOTHING),
        migrations.AlterField(
            model_name="moderationact",
            name="what",
            field=models.CharField(
                choices=[
                    ("listing.approve", "listing approved"),
                    ("listing.ask", "changes asked"),
                    ("listing.reject", "listing rejected"),
                    ("listing.hide", "listing hidden"),
                    ("listing.restore", "listing put back"),
                    ("listing.unpublish", "listing unpublished in the CMS"),
                    ("listing.rewrite", "listing’s text changed by staff"),
                    ("response.hide", "response hidden"),
                    ("response.restore", "response put back"),
                    ("flag.uphold", "flag upheld"),
                    ("flag.reject", "flag rejected"),
                    ("flag.abuse", "flag called abuse"),
                    ("listing.look", "listing looked at after publication"),
                    ("player.add", "player added"),
                    ("player.change", "player changed"),
                    ("player.close", "account closed"),
                    ("player.open", "account opened again"),
                    ("player.unlock", "second factor removed"),
                    ("player.erase", "player’s data deleted"),
                    ("player.warn", "player warned"),
                    ("player.mute", "player may not write"),
                    ("player.suspend", "player kept out for a time"),
                    ("player.ban", "player kept out for good"),
                    ("player.lift", "sanction lifted"),
                    ("player.stand", "sanction stands after an objection"),
                    ("newsletter.release", "newsletter released"),
                    ("settings.change", "settings changed"),
                    ("cms.add", "added in the CMS"),
                    ("cms.change", "changed in the CMS"),
                    ("cms.delete", "deleted in the CMS"),
                    ("cms.publish", "page published in the CMS"),
                    ("cms.unpublish", "page unpublished in the CMS"),
                ],
                editable=False,
                max_length=40,
                verbose_name="what",
            ),
        ),
    ]
