"""Addresses under /my/notifications/."""

from django.urls import path

from notifications import views
from notifications.stop_view import stop_letters

app_name = "notifications"

urlpatterns = [
    path("stop/<str:token>/", stop_letters, name="stop"),
    path("", views.notification_list, name="list"),
    path("read/", views.mark_all_read, name="mark_all_read"),
    path("<int:notification_id>/read/", views.mark_read, name="mark_read"),
    path("<int:notification_id>/open/", views.open_notification, name="open"),
]
