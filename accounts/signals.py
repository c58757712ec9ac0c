"""What happens to players, for the apps above to react to."""

from django.dispatch import Signal

# A new player ticked the newsletter; arguments: user.
newsletter_wanted = Signal()
# A player was deactivated by staff; arguments: user, by.
player_deactivated = Signal()
