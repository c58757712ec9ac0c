"""What nobody does to some pages in the CMS, whatever the groups allow: a page's own class chooses."""

from __future__ import annotations

from wagtail.models import PagePermissionTester


class KeptInPlace(PagePermissionTester):
    """Edited where it stands: neither copied, moved, deleted, locked nor hidden behind a password."""

    def can_copy(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_lock(self) -> bool:
        return False

    def can_unlock(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return False


class Reviewed(KeptInPlace):
    """It goes live by its own verbs and its review; the CMS neither publishes it nor sends it to a review."""

    def can_publish(self) -> bool:
        return False

    def can_submit_for_moderation(self) -> bool:
        return False


class Planted(KeptInPlace):
    """A page that a migration planted and the site's addresses stand on: it isn't unpublished either."""

    def can_unpublish(self) -> bool:
        return False


class Closed(Planted):
    """Nothing of it is the CMS's business."""

    def can_edit(self) -> bool:
        return False

    def can_publish(self) -> bool:
        return False
