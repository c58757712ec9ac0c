"""Search in the REST API: the list of listings with `q`."""
