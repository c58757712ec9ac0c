"""The site's addresses with the development mailbox among them."""

from django.urls import include, path

from config.urls import urlpatterns as site_urls

urlpatterns = [path("dev/", include("mailing.urls")), *site_urls]

handler404 = "home.errors.not_found"
