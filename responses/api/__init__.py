"""The REST API of responses."""
