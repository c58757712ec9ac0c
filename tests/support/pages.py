"""Every page that people of the board see: who looks at it, and where it is."""

from __future__ import annotations

from tests.support.furnish import Furnished

# "nobody" is a visitor; the others are Furnished's people.
PAGES: dict[str, tuple[str, str]] = {
    "home": ("nobody", "/"),
    "board": ("nobody", "/board/"),
    "category": ("nobody", "/board/healers/"),
    "listing": ("nobody", "{live.url}"),
    "closed listing": ("nobody", "{closed.url}"),
    "profile": ("nobody", "{author.path}"),
    "news": ("nobody", "/news/"),
    "issue": ("nobody", "{issue.url}"),
    "search": ("nobody", "/search/?q=хила"),
    "search without a find": ("nobody", "/search/?q=бегемот"),
    "rules": ("nobody", "/rules/"),
    "privacy": ("nobody", "/privacy/"),
    "sign-up": ("nobody", "/accounts/signup/"),
    "log-in": ("nobody", "/accounts/login/"),
    "log-in by code": ("nobody", "/accounts/login/code/"),
    "forgotten password": ("nobody", "/accounts/password/reset/"),
    "unsubscribing": ("nobody", "/unsubscribe/{subscription.token}/"),
    "not found": ("nobody", "/nothing-here/"),
    "home of a player": ("player", "/"),
    "listing with a form": ("stranger", "{live.url}"),
    "listing responded to": ("player", "{live.url}"),
    "own listing": ("author", "{live.url}"),
    "my listings": ("author", "/my/listings/"),
    "my listings, none": ("stranger", "/my/listings/"),
    "writing": ("author", "/my/listings/new/"),
    "editing": ("author", "/my/listings/{live.pk}/edit/"),
    "preview": ("author", "/my/listings/{draft.pk}/preview/"),
    "confirming": ("author", "/my/listings/{live.pk}/confirm/"),
    "inbox": ("author", "/my/responses/"),
    "inbox, one response": ("author", "/my/responses/?open={response.pk}"),
    "inbox, none": ("stranger", "/my/responses/"),
    "responses one by one": ("author", "/my/responses/triage/"),
    "ready answers": ("author", "/my/responses/answers/"),
    "who helps": ("author", "/my/responses/helpers/{live.pk}/"),
    "helping": ("stranger", "/my/responses/helping/{live.pk}/"),
    "notes and history": ("author", "/my/responses/{response.pk}/history/"),
    "sent responses": ("player", "/my/responses/sent/"),
    "one sent response": ("player", "/my/responses/sent/{response.pk}/"),
    "changing a response": ("player", "/my/responses/sent/{response.pk}/edit/"),
    "messages": ("player", "/my/messages/"),
    "messages, none": ("stranger", "/my/messages/"),
    "conversation": ("player", "/my/messages/{response.pk}/"),
    "notifications": ("author", "/my/notifications/"),
    "settings": ("player", "/my/settings/"),
    "e-mail": ("player", "/accounts/email/"),
    "password": ("player", "/accounts/password/change/"),
    "second factor": ("player", "/accounts/2fa/"),
    "sessions": ("player", "/accounts/sessions/"),
    "own data": ("player", "/my/settings/data/"),
    "log-out": ("player", "/accounts/logout/"),
    "forbidden": ("player", "/cms/"),
}
# Pages whose status is an error by nature.
ERRORS = {"not found": "404", "forbidden": "403"}
# Pages that bring the editor along.
WITH_EDITOR = ("writing", "editing")


def address_of(name: str, furnished: Furnished) -> str:
    """Fill in the furnished addresses."""
    things = {
        "live": furnished.live,
        "closed": furnished.closed,
        "draft": furnished.draft,
        "response": furnished.response,
        "issue": furnished.issue,
        "subscription": furnished.subscription,
    }
    template = PAGES[name][1].replace("{author.path}", furnished.author.get_absolute_url())
    return template.format(**things)
