"""Who uses which pictures, and how many a player has."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, OuterRef, Sum, TextField
from django.db.models.functions import Cast
from wagtail.fields import StreamField
from wagtail.models import ReferenceIndex, Revision

from accounts.models import User
from ads.models import Picture, PictureUse, WritingDraft

Pictures = Sequence[Picture]


def stored_by(player: User) -> tuple[int, int]:
    """Return the number and the bytes of a player's pictures, scaled copies not counted."""
    totals = Picture.objects.filter(uploaded_by_user=player).aggregate(
        count=Count("pk"), size=Sum("file_size", default=0)
    )
    return totals["count"], totals["size"]


def pictures_of(revision: Revision) -> set[int]:
    """Return the keys of the pictures that the texts of this revision show."""
    model = revision.content_type.model_class()
    fields = [field for field in model._meta.get_fields() if isinstance(field, StreamField)]
    texts = ((field, field.to_python(revision.content.get(field.name))) for field in fields)
    references = (found for field, text in texts for found in field.extract_references(text))
    return {int(key) for target, key, *_path in references if target is Picture}


def pictures_in_use(pictures: Pictures) -> set[int]:
    """Return the keys of those that anything in `SOURCES` uses."""
    return {key for source in SOURCES for key in source(pictures)} if pictures else set()


def _in_revisions(pictures: Pictures) -> set[int]:
    """Pages, public or drafts: every revision counts, as a moderator may read and restore it."""
    return set(PictureUse.objects.filter(picture__in=pictures).values_list("picture_id", flat=True))


def _in_reference_index(pictures: Pictures) -> set[int]:
    """Whatever else the CMS keeps: snippets, settings, pages that have no revision."""
    kind = ContentType.objects.get_for_model(Picture)
    keys = [str(picture.pk) for picture in pictures]
    references = ReferenceIndex.objects.filter(to_content_type=kind, to_object_id__in=keys)
    return {int(key) for key in references.values_list("to_object_id", flat=True)}


def _in_drafts(pictures: Pictures) -> set[int]:
    """What their author has typed and not yet saved, as the editor's raw HTML names it."""
    drafts = WritingDraft.objects.filter(author_id=OuterRef("uploaded_by_user_id"))
    naming = drafts.annotate(typed=Cast("fields", TextField())).filter(
        typed__contains=Cast(OuterRef("uid"), TextField())
    )
    shown = Picture.objects.filter(Exists(naming), pk__in=[picture.pk for picture in pictures])
    return set(shown.values_list("pk", flat=True))


# Each tells which of the pictures it uses. What keeps texts outside of pages adds itself here.
SOURCES: list[Callable[[Pictures], set[int]]] = [_in_revisions, _in_reference_index, _in_drafts]
