"""The verbs of helping: an author asks, a player agrees, refuses or leaves, the author does without."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from accounts.models import User
from accounts.selectors import named_like
from ads.models import BoardEntry
from common.errors import InvalidInput
from notifications.selectors import is_blocked
from responses import notifications
from responses.errors import HasResponded, NoInvitation, NoSuchListing
from responses.limits import RECRUITERS_MAX, SIDE_NOTE_MAX
from responses.models import OPEN, Recruiter, Response, SideNote
from responses.selectors.reach import remember_helper
from responses.services.locking import lock_handled, lock_listing
from responses.services.texts import clean_text


@transaction.atomic
def invite_recruiter(*, ad_id: int, name: str, by: User) -> Recruiter:
    """Ask a player by name to help with the responses to one's own ad.

    Raises:
        NoSuchListing: there is none, or it is somebody else's.
        InvalidInput: no such player, or one who can't be asked, or enough are asked already.

    Side effects: the player is told.
    """
    entry = _lock_own(ad_id, by)
    standing = Recruiter.objects.standing().filter(ad=ad_id)
    if standing.count() >= RECRUITERS_MAX:
        raise _refused(
            ngettext(
                "At most %(count)d player can help.", "At most %(count)d players can help.", RECRUITERS_MAX
            )
            % {"count": RECRUITERS_MAX}
        )
    player = named_like(" ".join(name.split())).filter(is_active=True).first()
    if player is None:
        raise _refused(_("There is no player of that name."))
    _check_may_help(entry, player, by)
    if Recruiter.objects.filter(ad=ad_id, player=player).exists():
        raise _refused(_("This player is asked already."))
    recruiter = Recruiter.objects.create(ad_id=ad_id, player=player)
    notifications.recruiter_invited(recruiter, entry)
    return recruiter


@transaction.atomic
def accept_invitation(*, ad_id: int, by: User) -> Recruiter:
    """Agree to help with an ad's responses; agreeing again changes nothing.

    Raises:
        NoSuchListing: there is none.
        NoInvitation: nobody has asked, or not any more.
        HasResponded: one waits for an answer to that ad oneself.

    Side effects: the author is told.
    """
    entry, recruiter = _lock_invitation(ad_id, by)
    if recruiter.accepted_at is not None:
        return recruiter
    if _waits(ad_id, by):
        raise HasResponded
    recruiter.accepted_at = timezone.now()
    recruiter.save(update_fields=["accepted_at"])
    remember_helper(by)
    notifications.recruiter_answered(
        recruiter, entry, at=recruiter.accepted_at, answer=pgettext_lazy("answer of a helper", "yes")
    )
    return recruiter


@transaction.atomic
def leave_recruiting(*, ad_id: int, by: User) -> None:
    """Refuse to help with an ad, or stop helping.

    Raises:
        NoSuchListing: there is none.
        NoInvitation: nobody has asked, or not any more.

    Side effects: the author is told.
    """
    entry, recruiter = _lock_invitation(ad_id, by)
    answer = (
        pgettext_lazy("answer of a helper", "no")
        if recruiter.accepted_at is None
        else pgettext_lazy("answer of a helper", "not any longer")
    )
    now = timezone.now()
    recruiter.accepted_at, recruiter.refused_at = None, now
    recruiter.save(update_fields=["accepted_at", "refused_at"])
    notifications.recruiter_answered(recruiter, entry, at=now, answer=answer)


@transaction.atomic
def remove_recruiter(*, ad_id: int, player_id: int, by: User) -> None:
    """Do without a helper of one's own ad, from this moment on; one who isn't there is no error.

    Raises:
        NoSuchListing: there is none, or it is somebody else's.
    """
    _lock_own(ad_id, by)
    Recruiter.objects.filter(ad=ad_id, player=player_id).delete()


@transaction.atomic
def write_side_note(*, response_id: int, text: str, by: User) -> SideNote:
    """Note something about a response for the author and the helpers.

    Raises:
        NoSuchResponse: there is none, or it isn't one's to handle.
        NotReceiver: one has sent it oneself.
        InvalidInput: the text is empty or too long.
    """
    response = lock_handled(response_id, by)
    if not text.strip():
        raise InvalidInput(field_errors={"text": [_("Write something first.")]})
    cleaned = clean_text(text)
    if len(cleaned) > SIDE_NOTE_MAX:
        sentence = _("Too long: %(length)d characters, and %(limit)d fit. Shorten it a little.")
        raise InvalidInput(
            field_errors={"text": [sentence % {"length": len(cleaned), "limit": SIDE_NOTE_MAX}]}
        )
    return SideNote.objects.create(response=response, by=by, text=cleaned)


def _lock_own(ad_id: int, by: User) -> BoardEntry:
    entry = lock_listing(ad_id)
    if entry.author_id != by.pk:
        raise NoSuchListing
    return entry


def _lock_invitation(ad_id: int, by: User) -> tuple[BoardEntry, Recruiter]:
    entry = lock_listing(ad_id)
    recruiter = Recruiter.objects.standing().filter(ad=ad_id, player=by).first()
    if recruiter is None:
        raise NoInvitation
    return entry, recruiter


def _check_may_help(entry: BoardEntry, player: User, by: User) -> None:
    if player.pk == entry.author_id:
        raise _refused(_("That is you."))
    if is_blocked(by=by, of=player):
        raise _refused(_("You have blocked this player; lift that to ask for help."))
    if is_blocked(by=player, of=by):
        # Who is blocked isn't told so.
        raise _refused(_("This player can't be asked."))
    if _waits(entry.pk, player):
        raise _refused(_("This player waits for an answer to this very listing."))


def _waits(ad_id: int, player: User) -> bool:
    return Response.objects.filter(ad=ad_id, author=player, status__in=OPEN, deleted_at=None).exists()


def _refused(sentence: str) -> InvalidInput:
    return InvalidInput(field_errors={"name": [sentence]})
