"""Writing pages for tests: what their script sends, and what their form does."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

from accounts.models import User
from ads.models import AdPage, draft_uid_of

TEXT = {"title": ["Ищем хила в рейд"], "category": ["healers"], "body": ["<p>Среда и пятница.</p>"]}


class Tab:
    """One opened writing page: a new ad's, or that of an edit."""

    def __init__(
        self, author: User, *, ad: AdPage | None = None, uid: UUID | None = None, after: int = 0
    ) -> None:
        self.author = author
        self.client = Client(headers={"accept-language": "en"})
        self.client.force_login(author)
        self.uid = uid or (draft_uid_of(ad.pk) if ad else uuid4())
        self.listing = ad.pk if ad else None
        self.base = AdPage.objects.get(pk=ad.pk).latest_revision_id if ad else None
        self.writer = uuid4().hex[:20]
        self.sequence = self.after = after

    @property
    def address(self) -> str:
        return reverse("listings:draft", args=[self.uid])

    def state(self, **changes: Any) -> dict[str, Any]:
        """Return the next state of the page; values in `values`, anything else by its name."""
        self.sequence += 1
        return {
            "author": self.author.pk,
            "listing": self.listing,
            "base": self.base,
            "writer": self.writer,
            "sequence": self.sequence,
            "after": self.after,
            "values": TEXT,
        } | changes

    def type(self, words: str = "", **changes: Any) -> Any:
        """Send a state, with these words as the text."""
        values = TEXT | {"body": [f"<p>{words}</p>"]} if words else TEXT
        answer = self.put(self.state(**({"values": values} | changes)))
        if answer.status_code == 200:
            self.after = answer.json()["sequence"]
        return answer

    def put(self, state: Any) -> Any:
        return self.client.put(self.address, json.dumps(state), content_type="application/json")

    def send(self, words: str = "Среда и пятница.", *, action: str = "save", scripted: bool = True) -> Any:
        """Press a button of the form."""
        address = reverse("listings:edit", args=[self.listing]) if self.listing else reverse("listings:new")
        form = {"title": TEXT["title"][0], "category": "healers", "body": f"<p>{words}</p>"}
        marks = {"draft": str(self.uid), "base": self.base or "", "writer": self.writer if scripted else ""}
        return self.client.post(address, form | marks | {"action": action})
