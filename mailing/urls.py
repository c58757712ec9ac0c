"""The development mailbox; config.urls includes it in the one-command run only."""

from django.urls import path

from mailing import views

app_name = "dev"

urlpatterns = [
    path("mail/", views.mail, name="mail"),
    path("mail/<slug:name>/", views.letter, name="letter"),
    path("mail/<slug:name>/html/", views.letter_html, name="letter-html"),
]
