"""Addresses under /my/responses/."""

from django.urls import path

from responses.views import answers, bulk, helpers, history, lists, moves, own, send, triage

app_name = "responses"

urlpatterns = [
    path("", lists.inbox, name="inbox"),
    path("sent/", lists.sent, name="sent"),
    path("sent/<int:response_id>/", own.sent_one, name="sent_one"),
    path("sent/<int:response_id>/edit/", own.edit, name="edit"),
    path("triage/", triage.triage, name="triage"),
    path("answers/", answers.answers, name="answers"),
    path("bulk/", bulk.bulk, name="bulk"),
    path("helpers/<int:ad_id>/", helpers.helpers, name="helpers"),
    path("helpers/<int:ad_id>/<int:player_id>/remove/", helpers.remove, name="remove-helper"),
    path("helping/<int:ad_id>/", helpers.helping, name="helping"),
    path("helping/<int:ad_id>/accept/", helpers.accept, name="accept-helping"),
    path("helping/<int:ad_id>/leave/", helpers.leave, name="leave-helping"),
    path("<int:response_id>/history/", history.history, name="history"),
    path("to/<int:ad_id>/", send.send, name="send"),
    path("<int:response_id>/seen/", moves.seen, name="seen"),
    path("<int:response_id>/accept/", moves.accept, name="accept"),
    path("<int:response_id>/decline/", moves.decline, name="decline"),
    path("<int:response_id>/shortlist/", moves.shortlist, name="shortlist"),
    path("<int:response_id>/allow/", moves.allow, name="allow"),
    path("<int:response_id>/undo/", moves.undo, name="undo"),
    path("<int:response_id>/free/", moves.free, name="free"),
    path("<int:response_id>/delete/", moves.delete, name="delete"),
    path("<int:response_id>/restore/", moves.restore, name="restore"),
    path("<int:response_id>/withdraw/", moves.withdraw, name="withdraw"),
]
