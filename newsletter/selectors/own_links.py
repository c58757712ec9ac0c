"""Whether addresses of this site lead anywhere that readers of a letter may see."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from wagtail.models import Page, Site

from accounts.models import User
from ads.models import BoardEntry
from newsletter.models import NewsletterPage

# Answered by the server's files, which are no business of a letter's check.
FILES = ("/static/", "/media/")


def own_path(address: str) -> str | None:
    """Return the path of an address of this site, without query and fragment; None for a foreign one."""
    if address.startswith("/"):
        return unquote(urlsplit(address).path)
    parts, home = urlsplit(address), urlsplit(settings.BASE_URL)
    if parts.scheme not in ("http", "https") or parts.netloc.lower() != home.netloc.lower():
        return None
    return unquote(parts.path) or "/"


def dead_paths(paths: Iterable[str], *, own: str | None = None) -> set[str]:
    """Return those that lead to nothing, or to what isn't public. `own` is the issue's, to be public."""
    return {path for path in set(paths) if path != own and not _leads_somewhere(path)}


def _leads_somewhere(path: str) -> bool:
    if path.startswith(FILES):
        return True
    try:
        found = resolve(path)
    except Resolver404:
        return False
    match found.view_name:
        case "board:listing":
            return BoardEntry.objects.visible().filter(pk=found.kwargs["ad_id"]).exists()
        case "accounts:player":
            return User.objects.filter(pk=found.kwargs["player_id"], is_active=True).exists()
        case "wagtail_serve":
            return _page_is_public(path)
        case _:
            return True


def _page_is_public(path: str) -> bool:
    """Whether the CMS serves a page there: published, and an issue only once it is released."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return False
    url_path = f"{site.root_page.url_path.rstrip('/')}/{path.strip('/')}".rstrip("/") + "/"
    page = Page.objects.live().public().filter(url_path=url_path).first()
    if page is None:
        return False
    if issubclass(page.specific_class or Page, NewsletterPage):
        return bool(NewsletterPage.objects.released().filter(pk=page.pk).exists())
    return True
