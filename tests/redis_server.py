"""A throw-away Redis for a test: in a temporary folder, on a socket, nothing on the disk, gone afterwards."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

PATIENCE = 10  # seconds until a server that does not listen counts as broken


def program() -> str:
    """Where the server lies; empty where it is not installed."""
    return shutil.which("redis-server") or ""


@contextmanager
def server() -> Iterator[str]:
    """CACHE_URL of a running server. Raises RuntimeError when it does not start."""
    with TemporaryDirectory(prefix="tutay-redis-") as folder:
        socket = Path(folder) / "socket"
        options = ("--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", folder)
        running = subprocess.Popen((program(), *options), stdout=subprocess.DEVNULL)
        try:
            until = time.monotonic() + PATIENCE
            while not socket.exists():
                if time.monotonic() > until:
                    raise RuntimeError("Redis did not start")
                time.sleep(0.02)
            yield f"unix://{socket}?db=0"
        finally:
            running.terminate()
            running.wait(PATIENCE)
