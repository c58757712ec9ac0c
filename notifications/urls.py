"""Addresses under /my/notifications/."""

from django.urls import path

from notifications.stop_view import stop_letters
from notifications.views import centre, silencing

app_name = "notifications"

urlpatterns = [
    path("stop/<str:token>/", stop_letters, name="stop"),
    path("", centre.notification_list, name="list"),
    path("read/", centre.mark_all_read, name="mark_all_read"),
    path("<int:notification_id>/read/", centre.mark_read, name="mark_read"),
    path("<int:notification_id>/open/", centre.open_notification, name="open"),
    path("listings/<int:listing_id>/mute/", silencing.mute, name="mute"),
    path("listings/<int:listing_id>/unmute/", silencing.unmute, name="unmute"),
    path("players/<int:player_id>/block/", silencing.block, name="block"),
    path("players/<int:player_id>/unblock/", silencing.unblock, name="unblock"),
]
