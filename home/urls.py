"""The home page, the pages of information, the language switch, and what machines read."""

from django.urls import include, path
from wagtail.views import serve

from home import views
from home.sitemaps import SITEMAPS

information = [
    path("rules/", views.information, {"slug": "rules"}, name="rules"),
    path("privacy/", views.information, {"slug": "privacy"}, name="privacy"),
    path("language/<slug:code>/", views.language, name="language"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap_index, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("sitemap-<section>.xml", views.sitemap, {"sitemaps": SITEMAPS}, name="sitemap-section"),
]

urlpatterns = [
    path("", serve, {"path": ""}, name="home"),
    path("", include((information, "home"))),
]
