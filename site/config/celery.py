"""The worker. With the queue of files its folders have to exist before the first message."""

import os
from pathlib import Path
from typing import Any

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
app = Celery("tutay")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_configure.connect
def make_queue_folders(sender: Celery, **kwargs: Any) -> None:
    """The filesystem transport makes none of its own."""
    for option in ("data_folder_in", "control_folder"):
        if folder := (sender.conf.broker_transport_options or {}).get(option):
            Path(folder).mkdir(parents=True, exist_ok=True)
