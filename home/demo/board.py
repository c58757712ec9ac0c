"""How an ad of the demo came to its state, as events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from accounts.models import User
from ads import services
from ads.limits import ARCHIVE_AFTER
from ads.models import AdPage, AdStatus, BoardRules
from home.demo.answers import answer_events
from home.demo.texts import DemoAd
from home.demo.timeline import Event
from home.demo.world import World

WRITING = timedelta(minutes=12)
REVIEW = timedelta(minutes=17)
REMEMBERED = timedelta(days=2)
LEAVING = timedelta(hours=1)
PENDING_EDIT = timedelta(minutes=95)
PUBLISHED_ONCE = {AdStatus.LIVE, AdStatus.CLOSED, AdStatus.EXPIRED, AdStatus.ARCHIVED, AdStatus.HIDDEN}


def ad_events(ad: DemoAd, world: World) -> Iterator[Event]:
    """Yield what happened to an ad and to the responses to it, in any order."""
    at = world.now - ad.age
    trusted = world.people[ad.author].trust == User.Trust.TRUSTED
    sent = at if trusted or ad.status == AdStatus.IN_MODERATION else at - REVIEW
    yield Event(sent - WRITING, partial(_write, ad, world))
    if ad.status == AdStatus.DRAFT:
        return
    if ad.status in PUBLISHED_ONCE and ad.age > REMEMBERED:
        yield Event(at, partial(_publish, ad, world))
    else:
        yield from _review_events(ad, world, sent)
    if ad.status in PUBLISHED_ONCE:
        answers = list(answer_events(ad, world))
        yield from answers
        yield from _events_after(ad, world, last=max([at, *(event.at for event in answers)]))


def _review_events(ad: DemoAd, world: World, sent: datetime) -> Iterator[Event]:
    """Yield what the moderators had to do with an ad; a trusted author's one goes live when it is sent."""
    at = world.now - ad.age
    yield Event(sent, partial(_submit, ad, world))
    if ad.status == AdStatus.CHANGES_REQUESTED:
        yield Event(at, partial(_decide, ad, world, "reject", ad.comment))
    elif ad.status == AdStatus.REJECTED:
        yield Event(at, partial(_refuse, ad, world))
    elif ad.status in PUBLISHED_ONCE and sent < at:
        yield Event(at, partial(_decide, ad, world, "approve"))


def _events_after(ad: DemoAd, world: World, last: datetime) -> Iterator[Event]:
    """Yield how a published ad left the board, if it did, once the last answer was given."""
    leaves = last + LEAVING
    if ad.pending:
        yield Event(world.now - PENDING_EDIT, partial(_edit, ad, world))
    if ad.status in {AdStatus.CLOSED, AdStatus.ARCHIVED}:
        yield Event(leaves, partial(_close, ad, world))
    if ad.status == AdStatus.ARCHIVED:
        yield _sweep(services.archive_old_ads, leaves + ARCHIVE_AFTER)
    if ad.status == AdStatus.EXPIRED:
        yield _sweep(services.expire_ads, world.now - ad.age + BoardRules.current().lifetime)
    if ad.status == AdStatus.HIDDEN:
        yield Event(leaves, partial(_hide, ad, world))


def _sweep(verb: Callable[..., int], due: datetime) -> Event:
    """Return the nightly sweep that found the ad due."""
    at = due + LEAVING
    return Event(at, partial(verb, now=at))


def _write(ad: DemoAd, world: World) -> None:
    author = world.people[ad.author]
    body = world.with_pictures(ad.body, author)
    text = services.AdText(
        title=ad.title,
        category=ad.category,
        body=body,
        kind=ad.kind,
        slots=[{"role": role, "wanted": wanted} for role, wanted in ad.places],
        server=world.choices.get(ad.facts.server, ""),
        level=world.choices.get(ad.facts.level, ""),
        hours=[world.choices[name] for name in ad.facts.hours],
        week=ad.facts.week,
    )
    world.ad_ids[ad.key] = services.create_ad(text=text, by=author).pk


def _submit(ad: DemoAd, world: World) -> None:
    services.submit_ad(ad_id=world.ad_ids[ad.key], by=world.people[ad.author])


def _publish(ad: DemoAd, world: World) -> None:
    """Publish an old ad without a review's rows, of which there are enough: it takes half the time."""
    revision = AdPage.objects.get(pk=world.ad_ids[ad.key]).get_latest_revision()
    revision.publish(user=world.staff["moderator"], skip_permission_checks=True)


def _decide(ad: DemoAd, world: World, action: str, comment: str = "") -> None:
    """Decide as a moderator does in the CMS: Wagtail's "reject" asks for changes."""
    state = AdPage.objects.get(pk=world.ad_ids[ad.key]).current_workflow_task_state
    state.task.specific.on_action(state, world.staff["moderator"], action, comment=comment)


def _edit(ad: DemoAd, world: World) -> None:
    author = world.people[ad.author]
    text = services.AdText(body=world.with_pictures(ad.pending, author))
    services.edit_ad(ad_id=world.ad_ids[ad.key], text=text, by=author)
    _submit(ad, world)


def _close(ad: DemoAd, world: World) -> None:
    services.close_ad(ad_id=world.ad_ids[ad.key], by=world.people[ad.author])


def _hide(ad: DemoAd, world: World) -> None:
    services.hide_ad(ad_id=world.ad_ids[ad.key], by=world.staff["moderator"], comment=ad.comment)


def _refuse(ad: DemoAd, world: World) -> None:
    services.reject_ad(ad_id=world.ad_ids[ad.key], by=world.staff["moderator"], comment=ad.comment)
