"""gunicorn, as `make run` and the service units start it. WEB_WORKERS and LISTEN choose its size and address."""

import os
import sys
from typing import Any

bind = os.environ.get("LISTEN", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
wsgi_app = "config.wsgi:application"
preload_app = True  # one copy of the code in memory; the workers share it
timeout = 30  # seconds
graceful_timeout = 20  # seconds: what was being saved is saved
max_requests = 20_000
max_requests_jitter = 2_000
accesslog = None
loglevel = "warning"
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Say where the site is, once it really answers (`make run` passes the sentence)."""
    if sentence := os.environ.get("ANNOUNCE"):
        sys.stdout.write(f"{sentence}\n")
        sys.stdout.flush()
