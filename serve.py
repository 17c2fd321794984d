"""Serve: open Khazana on this machine; without a store, make the invented province first."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from data_loaders.store import home_of

ROOT = Path(__file__).resolve().parent
ADDRESS = "127.0.0.1"  # this machine only: there is no sign-in yet
FIRST_PORT = 8501
PATIENCE = 90  # seconds until the first screen; a slow disk reads the packages for a while
PROBES = ("/_stcore/health", "/_stcore/script-health-check")  # the server is up; app.py runs to its end


def main() -> int:
    """Make figures if there are none, start the server, say its address, and stay until Ctrl-C."""
    home = home_of().resolve()
    if not (home / "CURRENT").exists():
        print(f"There is no store in {home} yet: making the invented province ...", flush=True)
        demo = [sys.executable, "-m", "data_loaders", "demo", "--home", str(home)]
        if subprocess.call(demo, cwd=ROOT, env=surroundings(home)):
            return 1
    port = port_of(os.environ.get("PORT"))
    server = start(home, port)
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        if not ready(server, port):
            server.terminate()
            print(f"Khazana did not start within {PATIENCE} seconds: see the lines above.", file=sys.stderr)
            return 1
        print(f"\n  Khazana is open at http://{ADDRESS}:{port}\n  Stop it with Ctrl-C.\n", flush=True)
        return max(server.wait(), 0)
    except KeyboardInterrupt:
        server.wait(10)
        return 0


def port_of(wanted: str | None) -> int:
    """The port asked for, or the first free one from 8501."""
    if wanted and not (wanted.isdigit() and int(wanted) < 65536 and free(int(wanted))):
        sys.exit(f"Port {wanted} is not free on this machine. Choose another one, for example: make run PORT=8601")
    return int(wanted) if wanted else next(port for port in range(FIRST_PORT, 65536) if free(port))


def free(port: int) -> bool:
    """True if nobody listens on a port of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return False
    return True


def start(home: Path, port: int) -> subprocess.Popen:
    """A server over the store of a folder, as a process of its own."""
    options = {"server.port": port, "server.address": ADDRESS, "server.headless": "true"}
    options |= {
        "server.scriptHealthCheckEnabled": "true",
        "logger.hideWelcomeMessage": "true",
        "logger.level": "warning",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), *words]
    return subprocess.Popen(command, cwd=ROOT, env=surroundings(home))


def surroundings(home: Path) -> dict[str, str]:
    """The environment of what is started: which store, and a home folder that can be written to."""
    known = {**os.environ, "KHAZANA_HOME": str(home)}
    if not os.access(Path.home(), os.W_OK):
        known["HOME"] = str(ROOT / ".home")
        (ROOT / ".home").mkdir(mode=0o700, exist_ok=True)
    return known


def ready(server: subprocess.Popen, port: int) -> bool:
    """Wait until both probes answer well; False if the server ends or takes too long."""
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        if all(answers(port, probe) for probe in PROBES):
            return True
        time.sleep(0.1)
    return False


def answers(port: int, path: str) -> bool:
    """True if a page of the server answers with 200."""
    line = http.client.HTTPConnection(ADDRESS, port, timeout=PATIENCE)
    try:
        line.request("GET", path)
        return line.getresponse().status == 200
    except OSError:
        return False
    finally:
        line.close()


if __name__ == "__main__":
    sys.exit(main())
