"""The web processes of production: `gunicorn` alone reads this file."""

import os

wsgi_app = "config.wsgi:application"
pythonpath = "site"
bind = os.environ.get("BIND", "0.0.0.0:8000")
# Each process answers several requests at once, as most of them wait for the database.
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 30
graceful_timeout = 30
# Above the reverse proxy's own idle time, so that it never sends into a connection that is being closed.
keepalive = 75
# Memory that a rare request grew comes back; the jitter keeps processes from restarting together.
max_requests = 10_000
max_requests_jitter = 1_000
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 (a heartbeat file)
# The site is loaded once and shared by the processes, addresses and views included: no visitor waits for it.
preload_app = True
# Nobody steers the server but by signals, and the container's disk is read-only.
control_socket_disable = True
