"""A patch is published, or taken back; no listing's row changes (ADR 17)."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.signals import tell_of_power
from ads.errors import NotPatchPublisher
from ads.models import Patch
from ads.models.patches import forget_patch
from ads.nudges import nudge_for_patches
from ads.rights import PUBLISH_PATCH
from ads.services.cards import forget_board
from common.errors import InvalidInput
from content.characters import title_line


@transaction.atomic
def publish_patch(*, name: str, by: User, link: str = "", notes: str = "") -> Patch:
    """Say that a patch is out as of now: texts confirmed before it bear its stamp.

    Raises:
        NotPatchPublisher: `by` isn't an administrator.
        InvalidInput: a patch of this name stands already.

    Side effects: a line in the log; cached pages are dropped; a worker tells the authors of live listings.
    """
    _check_may_publish(by)
    patch = Patch(name=title_line(name), link=link, notes=notes.strip(), at=timezone.now(), by=by)
    try:
        with transaction.atomic():
            patch.save()
    except IntegrityError as error:
        raise InvalidInput(field_errors={"name": [_("This patch is published already.")]}) from error
    tell_of_power("patch.publish", patch, by=by, after={"link": patch.link, "notes": patch.notes})
    _announce()
    return patch


@transaction.atomic
def withdraw_patch(*, patch_id: int, by: User) -> Patch:
    """Take a patch back, published by mistake: the one before it counts again. Twice is once.

    Raises:
        NotPatchPublisher: `by` isn't an administrator.
        Patch.DoesNotExist: there is no such patch.

    Side effects: a line in the log; cached pages are dropped; a worker deletes the notices that nobody read.
    """
    _check_may_publish(by)
    patch = Patch.objects.select_for_update(of=("self",)).get(pk=patch_id)
    if patch.withdrawn_at is None:
        patch.withdrawn_at, patch.withdrawn_by = timezone.now(), by
        patch.save(update_fields=["withdrawn_at", "withdrawn_by"])
        tell_of_power("patch.withdraw", patch, by=by)
        _announce()
    return patch


def _check_may_publish(by: User) -> None:
    """Let administrators pass.

    Raises:
        NotPatchPublisher: the person isn't one.
    """
    if not by.has_perm(PUBLISH_PATCH):
        raise NotPatchPublisher


def _announce() -> None:
    """Show every page with what counts now; pages are dropped after the cached patch, in this order."""
    forget_patch()
    forget_board()
    nudge_for_patches()
