"""The log of power: who decided what, on which object, why, and what was before and after."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Deed(models.TextChoices):
    """What can be done by those with power; the verbs of all apps name these words."""

    LISTING_APPROVE = "listing.approve", _("listing approved")
    LISTING_ASK = "listing.ask", _("changes asked")
    LISTING_REJECT = "listing.reject", _("listing rejected")
    LISTING_HIDE = "listing.hide", _("listing hidden")
    LISTING_RESTORE = "listing.restore", _("listing put back")
    LISTING_UNPUBLISH = "listing.unpublish", _("listing unpublished in the CMS")
    LISTING_REWRITE = "listing.rewrite", _("listing’s text changed by staff")
    RESPONSE_HIDE = "response.hide", _("response hidden")
    RESPONSE_RESTORE = "response.restore", _("response put back")
    FLAG_UPHOLD = "flag.uphold", _("flag upheld")
    FLAG_REJECT = "flag.reject", _("flag rejected")
    FLAG_ABUSE = "flag.abuse", _("flag called abuse")
    FLAG_OPEN = "flag.open", _("cases opened for what a rule finds")
    LISTING_LOOK = "listing.look", _("listing looked at after publication")
    PLAYER_ADD = "player.add", _("player added")
    PLAYER_CHANGE = "player.change", _("player changed")
    PLAYER_CLOSE = "player.close", _("account closed")
    PLAYER_OPEN = "player.open", _("account opened again")
    PLAYER_UNLOCK = "player.unlock", _("second factor removed")
    PLAYER_ERASE = "player.erase", _("player’s data deleted")
    PLAYER_WARN = "player.warn", _("player warned")
    PLAYER_MUTE = "player.mute", _("player may not write")
    PLAYER_SUSPEND = "player.suspend", _("player kept out for a time")
    PLAYER_BAN = "player.ban", _("player kept out for good")
    PLAYER_LIFT = "player.lift", _("sanction lifted")
    PLAYER_STAND = "player.stand", _("sanction stands after an objection")
    PLAYER_LET = "player.let", _("new player let write")
    ALARM_RAISE = "alarm.raise", _("alarm raised")
    ALARM_END = "alarm.end", _("alarm ended")
    WAVE_SWEEP = "wave.sweep", _("wave of accounts swept away")
    WAVE_UNDO = "wave.undo", _("sweep of a wave undone")
    NEWSLETTER_RELEASE = "newsletter.release", _("newsletter released")
    NEWSLETTER_START = "newsletter.start", _("scheduled newsletter started by hand")
    NEWSLETTER_RESCHEDULE = "newsletter.reschedule", _("newsletter moved to another moment")
    NEWSLETTER_PAUSE = "newsletter.pause", _("newsletter paused")
    NEWSLETTER_RESUME = "newsletter.resume", _("newsletter goes on")
    NEWSLETTER_CANCEL = "newsletter.cancel", _("newsletter cancelled")
    NEWSLETTER_AGAIN = "newsletter.again", _("newsletter’s doubtful letters sent again")
    NEWSLETTER_TEST = "newsletter.test", _("newsletter’s test sent to others")
    PATCH_PUBLISH = "patch.publish", _("patch published")
    PATCH_WITHDRAW = "patch.withdraw", _("patch taken back")
    SETTINGS_CHANGE = "settings.change", _("settings changed")
    CMS_ADD = "cms.add", _("added in the CMS")
    CMS_CHANGE = "cms.change", _("changed in the CMS")
    CMS_DELETE = "cms.delete", _("deleted in the CMS")
    CMS_PUBLISH = "cms.publish", _("page published in the CMS")
    CMS_UNPUBLISH = "cms.unpublish", _("page unpublished in the CMS")


class ModerationAct(models.Model):
    """One decision. Rows are only ever added: a trigger of the database refuses to change or delete one.

    Therefore nothing here hangs on another table: the one who decided may be gone, the line stays.
    """

    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("who"),
    )
    by_name = models.CharField(_("who"), max_length=150, blank=True, editable=False)
    what = models.CharField(_("what"), max_length=40, choices=Deed, editable=False)
    subject_type = models.CharField(_("on what"), max_length=60, editable=False)
    subject_id = models.CharField(_("number"), max_length=60, editable=False)
    subject_title = models.CharField(_("called"), max_length=255, blank=True, editable=False)
    why = models.TextField(_("why"), blank=True, editable=False)
    before = models.JSONField(_("before"), default=dict, editable=False)
    after = models.JSONField(_("after"), default=dict, editable=False)

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("log of decisions")
        default_permissions = ()
        indexes = [
            models.Index(fields=["-at", "-id"], name="act_newest_first"),
            models.Index(fields=["subject_type", "subject_id", "-at"], name="act_of_subject"),
            models.Index(fields=["by", "-at"], name="act_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.subject_title}"
