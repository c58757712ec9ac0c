"""Fault suites: real services, killed at random moments, and a count of what was lost."""
