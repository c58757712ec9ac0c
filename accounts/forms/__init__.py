"""Forms of accounts: entrance (sign-up, log-in), settings, the CMS."""
