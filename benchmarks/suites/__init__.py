"""One module per benchmark: `run(*, small: bool)` yields its figures."""
