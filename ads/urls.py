"""The public board."""

from django.urls import path, re_path, register_converter

from ads.models import Category
from ads.views import board, feed, listing


class CategoryConverter:
    """One of the ten slugs; anything else is no address of ours."""

    regex = "|".join(Category.values)

    def to_python(self, value: str) -> Category:
        return Category(value)

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(CategoryConverter, "category")

app_name = "board"

urlpatterns = [
    path("", board.index, name="index"),
    path("feed/", feed.BoardFeed(), name="feed"),
    path("<category:category>/", board.category, name="category"),
    re_path(r"^(?P<ad_id>[0-9]{1,18})-(?P<slug>[^/]*)/$", listing.show, name="listing"),
    re_path(r"^(?P<ad_id>[0-9]{1,18})/$", listing.show, name="listing-by-id"),
]
