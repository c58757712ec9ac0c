"""Addresses of the responses' API."""

from django.urls import path

from responses.api import inbox, lists, threads, views

urlpatterns = [
    path("listings/<int:ad_id>/responses/", views.SendResponse.as_view(), name="listing-responses"),
    path("responses/inbox/", inbox.InboxList.as_view(), name="responses-inbox"),
    path("responses/inbox/counts/", inbox.InboxNumbers.as_view(), name="responses-inbox-counts"),
    path("responses/bulk/", inbox.BulkMove.as_view(), name="responses-bulk"),
    path("responses/answers/", inbox.ReadyAnswers.as_view(), name="responses-answers"),
    path("responses/sent/", lists.SentList.as_view(), name="responses-sent"),
    path("responses/<int:response_id>/", views.OneResponse.as_view(), name="response"),
    path("responses/<int:response_id>/<slug:move>/", views.ResponseMove.as_view(), name="response-move"),
    path("threads/", threads.ThreadList.as_view(), name="threads"),
    path("threads/<int:response_id>/messages/", threads.ThreadMessages.as_view(), name="thread-messages"),
    path("threads/<int:response_id>/read/", threads.ThreadRead.as_view(), name="thread-read"),
]
