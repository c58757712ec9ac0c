"""What of the news Wagtail doesn't serve itself."""

from django.urls import path

from newsletter.views.feed import NewsFeed

app_name = "news"

urlpatterns = [path("feed/", NewsFeed(), name="feed")]
