"""One module per way of running: dev (the one-command run), test, production; base holds what they share."""
