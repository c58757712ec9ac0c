"""A rule about words that changes is compiled anew everywhere, and what it was stands in the log."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver

from moderation.models import Deed, WatchedWord
from moderation.selectors.watched import CACHE_KEY, announce_rules
from moderation.services import about, record_act
from moderation.signal_handlers.actor import acting_person
from moderation.signal_handlers.cms_acts import values_of

BEFORE = "_before"


@receiver(pre_save, sender=WatchedWord)
def on_saving(instance: WatchedWord, **kwargs: Any) -> None:
    stored = WatchedWord.objects.filter(pk=instance.pk).first() if instance.pk else None
    setattr(instance, BEFORE, values_of(stored) if stored else None)


@receiver(post_save, sender=WatchedWord)
def on_saved(instance: WatchedWord, **kwargs: Any) -> None:
    _announce()
    before, after = getattr(instance, BEFORE, None), values_of(instance)
    if before != after and (by := acting_person()):
        what = Deed.CMS_ADD if before is None else Deed.CMS_CHANGE
        record_act(what=what, on=about(instance), by=by, before=before, after=after)


@receiver(post_delete, sender=WatchedWord)
def on_deleted(instance: WatchedWord, **kwargs: Any) -> None:
    _announce()
    if by := acting_person():
        record_act(what=Deed.CMS_DELETE, on=about(instance), by=by, before=values_of(instance))


def _announce() -> None:
    # At once for this transaction, and again for everybody once it is committed.
    cache.delete(CACHE_KEY)
    transaction.on_commit(announce_rules, robust=True)
