"""How a response of the demo came to its state, as events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from home.demo.texts import DemoAd, DemoMessage, DemoResponse
from home.demo.timeline import Event
from home.demo.world import World
from responses import services
from responses.models import ResponseStatus

SOON = timedelta(hours=3)
MOVES = {
    ResponseStatus.SHORTLISTED: services.shortlist_response,
    ResponseStatus.ACCEPTED: services.accept_response,
    ResponseStatus.DECLINED: services.decline_response,
}


def answer_events(ad: DemoAd, world: World) -> Iterator[Event]:
    """Yield what happened to the responses to an ad: sent, read, decided or taken back."""
    for response in ad.responses:
        answer = Answer(ad, response, world)
        sent = world.now - response.age
        wait = min(response.age / 2, SOON)
        yield Event(sent, answer.send)
        if response.status != ResponseStatus.NEW:
            yield Event(sent + wait, answer.move)
        elif response.seen:
            yield Event(sent + wait, answer.read)
        for message in response.messages:
            yield Event(world.now - message.age, partial(answer.say, message))


@dataclass(slots=True)
class Answer:
    """One response on its way; it has an id once it is sent."""

    ad: DemoAd
    response: DemoResponse
    world: World
    id: int = 0

    def send(self) -> None:
        by = self.world.people[self.response.player]
        ad_id = self.world.ad_ids[self.ad.key]
        self.id = services.send_response(ad_id=ad_id, text=self.response.text, by=by).pk

    def read(self) -> None:
        services.mark_seen(response_id=self.id, by=self.world.people[self.ad.author])

    def say(self, message: DemoMessage) -> None:
        """Read what the other has written, and answer."""
        by = self.world.people[message.player]
        services.mark_thread_read(response_id=self.id, by=by)
        services.write_message(response_id=self.id, text=message.text, by=by)

    def move(self) -> None:
        if self.response.status == ResponseStatus.WITHDRAWN:
            services.withdraw_response(response_id=self.id, by=self.world.people[self.response.player])
        else:
            move = MOVES[ResponseStatus(self.response.status)]
            move(response_id=self.id, by=self.world.people[self.ad.author])
