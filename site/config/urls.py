"""Every address of the site. Order matters: ours before Wagtail's."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern
from wagtail.views import serve

from common.api.nothing import nothing_here

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("common.urls")),
    path("", include("home.urls")),
    path("", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("_allauth/", include("allauth.headless.urls")),
    path("my/notifications/", include("notifications.urls")),
    path("my/responses/", include("responses.urls")),
    path("my/messages/", include("responses.message_urls")),
    path("my/listings/", include("ads.my_urls")),
    path("my/standing/", include("moderation.my_urls")),
    path("board/", include("ads.urls")),
    path("flag/", include("moderation.flag_urls")),
    path("search/", include("search.urls")),
    path("unsubscribe/", include("newsletter.urls")),
    path("news/", include("newsletter.news_urls")),
    path("api/v1/", include("config.api_urls")),
    # Ahead of Wagtail's pages, which are asked for a token before anybody looks whether they exist.
    re_path(r"^api/(?:.*/)?$", nothing_here),
    path("cms/", include("moderation.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]
if settings.DEV_MAILBOX:
    urlpatterns.insert(0, path("dev/", include("mailing.urls")))
if settings.SERVE_MEDIA:
    from common.media import serve_media

    urlpatterns.insert(0, re_path(r"^media/(?P<path>.+)$", serve_media))
# Of Wagtail's own addresses this one alone: another is a log-in that asks for a password and nothing more
# (`accounts.urls` has its name).
urlpatterns.append(re_path(serve_pattern, serve, name="wagtail_serve"))

handler400 = "home.errors.bad_request"
handler403 = "home.errors.forbidden"
handler404 = "home.errors.not_found"
handler500 = "home.errors.server_error"
