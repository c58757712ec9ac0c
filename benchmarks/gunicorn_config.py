"""gunicorn for measuring: one process, four threads, no access log."""

workers = 1
threads = 4
worker_class = "gthread"
loglevel = "error"
keepalive = 30
