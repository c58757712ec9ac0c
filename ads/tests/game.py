"""Slugs of the choices that the fixture `choices` makes, and what tests write with them."""

from ads.tests.factories import AdFactory
from common.week import Week

NORTH, SOUTH, LEVEL, EVENINGS, NIGHTS = "severnyy-trakt", "yuzhnyy-trakt", "60-70", "budni-vecherom", "nochyu"
EVENING = Week.of([18, 19, 20])


def told(**facts):
    return AdFactory(live=True, **facts)


def form_with(**more):
    return {"title": "Куплю руду", "category": "traders", "body": "<p>Любую.</p>", **more}
