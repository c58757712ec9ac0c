"""Triggers: a subscription knows whether its player is active, confirmed and let in, and which language they read.

Counting an audience of a million then reads one table. Whoever changes a player or an address, in whatever way,
changes the subscription with it.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION newsletter_fill_reach() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT player.is_active AND EXISTS (
               SELECT FROM account_emailaddress AS address
               WHERE address.user_id = player.id AND address.verified
                     AND lower(address.email) = lower(player.email)
           ),
           player.suspended_until,
           player.language
    INTO NEW.reachable, NEW.kept_out_until, NEW.language
    FROM accounts_user AS player WHERE player.id = NEW.user_id;
    RETURN NEW;
END $$;

CREATE TRIGGER newsletter_reach BEFORE INSERT OR UPDATE OF reachable, kept_out_until, language
ON newsletter_subscription FOR EACH ROW EXECUTE FUNCTION newsletter_fill_reach();

CREATE FUNCTION newsletter_follow_player() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE newsletter_subscription SET reachable = reachable WHERE user_id = NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER newsletter_follow_player AFTER UPDATE OF is_active, email, suspended_until, language
ON accounts_user FOR EACH ROW
WHEN ((OLD.is_active, OLD.email, OLD.suspended_until, OLD.language)
      IS DISTINCT FROM (NEW.is_active, NEW.email, NEW.suspended_until, NEW.language))
EXECUTE FUNCTION newsletter_follow_player();

CREATE FUNCTION newsletter_follow_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE newsletter_subscription SET reachable = reachable
    WHERE user_id = CASE WHEN TG_OP = 'DELETE' THEN OLD.user_id ELSE NEW.user_id END;
    RETURN NULL;
END $$;

CREATE TRIGGER newsletter_follow_address AFTER INSERT OR DELETE OR UPDATE OF email, verified, user_id
ON account_emailaddress FOR EACH ROW EXECUTE FUNCTION newsletter_follow_address();

UPDATE newsletter_subscription SET reachable = reachable;
"""
BACKWARDS = """
DROP TRIGGER newsletter_follow_address ON account_emailaddress;
DROP TRIGGER newsletter_follow_player ON accounts_user;
DROP TRIGGER newsletter_reach ON newsletter_subscription;
DROP FUNCTION newsletter_follow_address();
DROP FUNCTION newsletter_follow_player();
DROP FUNCTION newsletter_fill_reach();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("newsletter", "0007_reach_of_subscribers"),
        ("accounts", "0006_sanctions_state"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
