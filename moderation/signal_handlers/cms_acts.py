"""What is done by Wagtail's own views: settings, groups, snippets, pages. They bring no verb of ours."""

from __future__ import annotations

from typing import Any

from django.db.models import Field, Model
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.contrib.settings.models import AbstractSetting
from wagtail.models import ModelLogEntry, PageLogEntry

from accounts.models import User
from ads.models import AdPage
from moderation.models import Deed, WatchedWord
from moderation.services import about, record_act
from moderation.signal_handlers.actor import acting_person

OF_MODELS = {
    "wagtail.create": Deed.CMS_ADD,
    "wagtail.edit": Deed.CMS_CHANGE,
    "wagtail.delete": Deed.CMS_DELETE,
}
OF_PAGES = {
    "wagtail.publish": Deed.CMS_PUBLISH,
    "wagtail.unpublish": Deed.CMS_UNPUBLISH,
    "wagtail.delete": Deed.CMS_DELETE,
}
WITH_LINES_OF_OURS = (User, AbstractSetting, WatchedWord)
# What becomes of an ad otherwise, verbs of ours tell.
OF_ADS = {"wagtail.edit": Deed.LISTING_REWRITE, "wagtail.delete": Deed.CMS_DELETE}


@receiver(pre_save)
def on_settings_saved(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Record what somebody changes in a settings form of the CMS, value by value."""
    if not issubclass(sender, AbstractSetting) or (by := acting_person()) is None:
        return
    stored = sender._base_manager.filter(pk=instance.pk).first() or sender()
    old, new = values_of(stored), values_of(instance)
    changed = [name for name in new if old[name] != new[name]]
    if changed:
        record_act(
            what=Deed.SETTINGS_CHANGE,
            on=about(instance),
            by=by,
            before={name: old[name] for name in changed},
            after={name: new[name] for name in changed},
        )


def values_of(row: Model) -> dict[str, object]:
    """Return a row's values by field, as a log keeps them."""
    fields = [field for field in row._meta.concrete_fields if isinstance(field, Field)]
    return {field.name: _plain(field.value_from_object(row)) for field in fields if not field.primary_key}


def _plain(value: object) -> object:
    return value if isinstance(value, (bool, int, float, str, type(None))) else str(value)


@receiver(post_save, sender=ModelLogEntry)
def on_model_logged(instance: ModelLogEntry, **kwargs: Any) -> None:
    """Copy Wagtail's line about a group, a snippet, a workflow; some models have lines of ours."""
    what, model = OF_MODELS.get(instance.action), instance.content_type.model_class()
    if what is None or model is None or instance.user is None or issubclass(model, WITH_LINES_OF_OURS):
        return
    subject = model(pk=instance.object_id)
    record_act(what=what, on=about(subject, instance.label), by=instance.user)


@receiver(post_save, sender=PageLogEntry)
def on_page_logged(instance: PageLogEntry, **kwargs: Any) -> None:
    """Copy what staff publish, unpublish and delete; of ads only what isn't their author's own doing."""
    model, by = instance.content_type.model_class(), instance.user
    if model is None or by is None:
        return
    doings = OF_ADS if issubclass(model, AdPage) else OF_PAGES
    what = doings.get(instance.action)
    if what is None or (doings is OF_ADS and _is_author(instance)):
        return
    after = {"revision": instance.revision_id} if instance.revision_id else {}
    record_act(what=what, on=about(model(pk=instance.page_id), instance.label), by=by, after=after)


def _is_author(line: PageLogEntry) -> bool:
    return AdPage.objects.filter(pk=line.page_id, owner=line.user_id).exists()
