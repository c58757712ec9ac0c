"""What players decide about what they hear."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.errors import InvalidInput, NotAllowed
from notifications import kinds
from notifications.models import Block, Channel, ChannelChoice, Mute, Rhythm
from notifications.services.locking import lock_rhythm


def set_channel(user: User, kind: str, channel: Channel | str) -> None:
    """Choose the way by which a player hears of a kind; of the digest itself, that of all that is in it.

    Raises:
        InvalidInput: there is no such kind, or it doesn't go that way.
    """
    known = kinds.find(kind)
    if channel not in (known.channels if known else Channel if kind == kinds.DIGEST else ()):
        raise InvalidInput(_("There is no such kind of notification."))
    if known is None:
        ChannelChoice.objects.filter(user=user, channel=Channel.DIGEST).update(channel=channel)
        return
    ChannelChoice.objects.update_or_create(user=user, kind=kind, defaults={"channel": channel})


@transaction.atomic
def choose_channels(*, wanted: Mapping[str, str], by: User) -> None:
    """Keep the player's wishes: kind of notification → way; errors as of `set_channel`."""
    for kind, channel in wanted.items():
        set_channel(by, kind, channel)


@transaction.atomic
def change_rhythm(*, digest_hour: int, quiet_from: int | None, quiet_until: int | None, by: User) -> Rhythm:
    """Say at which hour the digest comes, and between which hours no letters do.

    Raises:
        InvalidInput: only one end of the quiet hours is given.
    """
    if (quiet_from is None) != (quiet_until is None):
        raise InvalidInput(
            field_errors={"quiet_until": [_("Say from when and until when, or leave both empty.")]}
        )
    rhythm = lock_rhythm(by)
    rhythm.digest_hour = digest_hour
    rhythm.quiet_from, rhythm.quiet_until = quiet_from, quiet_until
    if rhythm.next_digest_at is not None:
        rhythm.next_digest_at = rhythm.next_digest(timezone.now())
    rhythm.save()
    return rhythm


def mute_listing(*, listing_id: int, by: User) -> None:
    """Hear nothing of what players do about a listing; what moderators decide still comes."""
    Mute.objects.get_or_create(user=by, listing_id=listing_id)


def unmute_listing(*, listing_id: int, by: User) -> None:
    """Hear of a listing again."""
    Mute.objects.filter(user=by, listing_id=listing_id).delete()


def block_player(*, player_id: int, by: User) -> None:
    """Hear nothing of a player from now on: no responses, messages, notifications or letters.

    Raises:
        User.DoesNotExist: there is no such player on the board.
        NotAllowed: it is oneself.
    """
    if player_id == by.pk:
        raise NotAllowed(_("You can't block yourself."))
    Block.objects.get_or_create(blocker=by, blocked=User.objects.get(pk=player_id, is_active=True))


def unblock_player(*, player_id: int, by: User) -> None:
    """Hear of a player again."""
    Block.objects.filter(blocker=by, blocked=player_id).delete()


@transaction.atomic
def keep_silenced(*, blocked: set[int], muted: set[int], by: User) -> None:
    """Lift every block and mute that isn't named; none is added."""
    Block.objects.filter(blocker=by).exclude(blocked__in=blocked).delete()
    Mute.objects.filter(user=by).exclude(listing_id__in=muted).delete()
