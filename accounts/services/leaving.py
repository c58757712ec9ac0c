"""Going for good: asked for, thought over, taken back or done."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import letters
from accounts.models import User
from accounts.personal_data import keepers
from common.errors import IllegalTransition, NotAllowed
from common.page_cache import forget_pages


@transaction.atomic
def ask_to_leave(*, by: User) -> User:
    """Ask to be deleted when the days of regret are over; until then nothing of the player is on the board.

    Raises:
        NotAllowed: the player has a role on the board, which somebody else takes over first.
        IllegalTransition: the player has asked already.

    Side effects: profile and listings are off the board; a letter says how to take it back.
    """
    player = User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    if player.has_power:
        raise NotAllowed(_("You have a role on the board. Ask an administrator to take it over, then go."))
    if player.is_leaving:
        raise IllegalTransition(_("You have asked for that already."))
    player.leaves_at = timezone.now() + timedelta(days=settings.REGRET_DAYS)
    player.taken_down = {keeper.slug: memo for keeper in keepers() if (memo := keeper.take_down(player))}
    player.save(update_fields=["leaves_at", "taken_down"])
    letters.post_leaving(player)
    forget_pages()
    return player


@transaction.atomic
def stay(*, by: User) -> list[str]:
    """Take back one's wish to be deleted: what was on the board is there again.

    Returns sentences for the player about what isn't as it was.

    Raises:
        IllegalTransition: there is nothing to take back.
    """
    player = User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    if not player.is_leaving:
        raise IllegalTransition(_("Your account isn’t going to be deleted."))
    said: list[str] = []
    for keeper in reversed(keepers()):
        if keeper.slug in player.taken_down:
            said += keeper.put_back(player, player.taken_down[keeper.slug])
    player.leaves_at, player.taken_down = None, {}
    player.save(update_fields=["leaves_at", "taken_down"])
    forget_pages()
    return said
