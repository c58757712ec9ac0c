"""Addresses under /my/messages/; a conversation has the id of its response."""

from django.urls import path

from responses.views import deals, messages

app_name = "threads"

urlpatterns = [
    path("", messages.conversation_list, name="list"),
    path("<int:response_id>/", messages.conversation, name="one"),
    path("<int:response_id>/read/", messages.read, name="read"),
    path("<int:response_id>/fresh/", messages.fresh, name="fresh"),
    path("<int:response_id>/deal/", deals.propose, name="propose_deal"),
    path("<int:response_id>/deal/confirm/", deals.confirm, name="confirm_deal"),
]
