"""The doors of /my/notifications/."""
