"""Addresses of the responses' API."""

from django.urls import path

from responses.api import threads, views

urlpatterns = [
    path("listings/<int:ad_id>/responses/", views.SendResponse.as_view(), name="listing-responses"),
    path("responses/inbox/", views.InboxList.as_view(), name="responses-inbox"),
    path("responses/sent/", views.SentList.as_view(), name="responses-sent"),
    path("responses/<int:response_id>/", views.ReceivedResponse.as_view(), name="response"),
    path("responses/<int:response_id>/<slug:move>/", views.ResponseMove.as_view(), name="response-move"),
    path("threads/", threads.ThreadList.as_view(), name="threads"),
    path("threads/<int:response_id>/messages/", threads.ThreadMessages.as_view(), name="thread-messages"),
    path("threads/<int:response_id>/read/", threads.ThreadRead.as_view(), name="thread-read"),
]
