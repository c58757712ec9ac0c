"""Pages of accounts that are not allauth's own."""
