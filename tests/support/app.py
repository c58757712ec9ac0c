"""An app or a bot that knows nothing but the public contract: HTTP, JSON, a session token."""

from __future__ import annotations

import json
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from typing import Any
from urllib.parse import quote, urlencode, urlsplit
from uuid import uuid4

from accounts.models import User
from tests.support.letters import newest_letter_to
from tests.support.people import session_of

ACCOUNTS = "/_allauth/app/v1"
PASSWORD = "кочерга-и-бочка-42"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def is_problem(self) -> bool:
        """Whether it is an RFC 9457 document that agrees with the answer's own status."""
        if self.headers.get_content_type() != "application/problem+json":
            return False
        document = self.json
        return document["status"] == self.status and all(document[key] for key in ("type", "title", "detail"))


class App:
    """Keeps the token it was given; `App(url)` is a stranger."""

    def __init__(self, url: str) -> None:
        self.address = urlsplit(url)
        self.token = ""
        self.email = ""

    def call(self, method: str, path: str, data: Any = None, *, body: bytes = b"", **headers: str) -> Answer:
        """Send JSON `data` or a raw `body`; header names are written with underscores."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent.setdefault("Accept-Language", "en")
        if self.token:
            sent["X-Session-Token"] = self.token
        if data is not None:
            body = json.dumps(data).encode()
            sent["Content-Type"] = "application/json"
        connection = HTTPConnection(self.address.netloc, timeout=30)
        try:
            connection.request(method, quote(path, safe="/?&=%"), body=body or None, headers=sent)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read().decode())
        finally:
            connection.close()

    def get(self, path: str) -> Answer:
        return self.call("GET", path)

    def post(self, path: str, data: Any = None, **headers: str) -> Answer:
        return self.call("POST", path, data, **headers)

    def upload(self, data: bytes, name: str = "picture.png", kind: str = "image/png") -> Answer:
        edge = uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="upload"; filename="{name}"\r\n'
        body = f"{head}Content-Type: {kind}\r\n\r\n".encode() + data + f"\r\n--{edge}--\r\n".encode()
        content_type = f"multipart/form-data; boundary={edge}"
        return self.call("POST", "/api/v1/images/", body=body, Content_Type=content_type)

    def register(self, name: str) -> App:
        """Sign up, read the letter, confirm: the way every account begins."""
        self.email = f"{uuid4().hex[:10]}@example.com"
        fields = {"email": self.email, "password": PASSWORD, "display_name": name}
        pending = self.post(f"{ACCOUNTS}/auth/signup", fields)
        assert pending.status == 401, pending.text
        self.token = pending.json["meta"]["session_token"]
        confirmed = self.post(f"{ACCOUNTS}/auth/email/verify", {"key": newest_letter_to(self.email).code})
        assert confirmed.status == 200, confirmed.text
        self.token = confirmed.json["meta"].get("session_token", self.token)
        return self


class CmsHand:
    """A moderator who posts Wagtail's own workflow forms."""

    def __init__(self, url: str, moderator: User) -> None:
        self.app = App(url)
        self.secret = "s" * 32
        self.cookie = f"sessionid={session_of(moderator)}; csrftoken={self.secret}"

    def decide(self, address: str, **fields: str) -> Answer:
        body = urlencode({"csrfmiddlewaretoken": self.secret, **fields}).encode()
        form = "application/x-www-form-urlencoded"
        return self.app.call("POST", address, body=body, Cookie=self.cookie, Content_Type=form)

    def get(self, address: str) -> Answer:
        return self.app.call("GET", address, Cookie=self.cookie)
