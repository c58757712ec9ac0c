"""The log is append-only for everybody who speaks to the database as the site does."""

from django.db import migrations

FORBID = """
CREATE FUNCTION moderation_act_is_final() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'moderation_moderationact is append-only: % is refused', TG_OP
        USING ERRCODE = 'restrict_violation';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER moderation_act_is_final
    BEFORE UPDATE OR DELETE ON moderation_moderationact
    FOR EACH ROW EXECUTE FUNCTION moderation_act_is_final();
"""
ALLOW = """
DROP TRIGGER moderation_act_is_final ON moderation_moderationact;
DROP FUNCTION moderation_act_is_final();
"""


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_acts")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
