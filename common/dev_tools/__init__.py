"""What `make` runs for those who work on the site; the site itself imports none of it."""
