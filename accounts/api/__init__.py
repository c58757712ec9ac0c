"""Who am I, for apps."""
