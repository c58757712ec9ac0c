"""Limits of what a player may send, and how long a deleted response can be brought back."""

from datetime import timedelta

TEXT_MAX = 2000
SEND_RATE = "30/h"
DELETED_KEPT = timedelta(days=30)
# A lively talk is honest; a message every two seconds for minutes isn't.
MESSAGE_RATE = "30/m"
# Proposals and codes tried; four digits aren't guessed at this pace.
DEAL_RATE = "20/h"
# The same two players have a deal that counts this often at most.
DEAL_COUNTS_EVERY = timedelta(days=30)
