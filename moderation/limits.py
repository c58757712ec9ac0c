"""How much and how often."""

FLAG_TEXT_MAX = 1000
COMMENT_MAX = 1000
APPEAL_MAX = 2000
PINNED_MAX = 20_000
CASES_PER_PAGE = 25
# Accounts that one step sweeps away: as many as somebody looks at, and as a request is done with in time.
MOST_SWEPT = 200
ALARM_HOURS = 72
PLAYERS_PER_PAGE = 100
WATCHED_LINES = 50
# A dry run shows so many, and gives up after so many seconds.
SHOWN_CAUGHT = 50
DRY_RUN_SECONDS = 10
