"""Serve: open Khazana on this machine; without a store, make the invented province first."""

from __future__ import annotations

import atexit
import contextlib
import http.client
import importlib
import os
import pkgutil
import runpy
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from data_loaders.store import NoStore, home_of

ROOT = Path(__file__).resolve().parent
ADDRESS = "127.0.0.1"  # this machine only: there is no sign-in yet
FIRST_PORT = 8501
PATIENCE = 90  # seconds until the first screen; a slow disk reads the packages for a while
PROBES = ("/_stcore/health", "/_stcore/script-health-check")  # the server is up; app.py runs to its end

REFRESH = (sys.executable, "-m", "analytics", "refresh")
AGAIN = "The forecasts were not computed. To see why: .venv/bin/python -m analytics refresh"


def main() -> int:
    """Make figures if there are none, start the server, say its address, and stay until Ctrl-C."""
    home, port = home_of().resolve(), port_of(os.environ.get("PORT"))
    os.chdir(ROOT)
    os.environ.update(surroundings(home))
    new = not (home / "CURRENT").exists()
    if new:
        print(f"There is no store in {home} yet: making the invented province ...", flush=True)
        if subprocess.call([sys.executable, "-m", "data_loaders", "demo"]):
            return 1
    threading.Thread(target=announce, args=(port, new, home), daemon=True).start()
    sys.argv = ["streamlit", "run", str(ROOT / "app.py"), *options(port)]
    runpy.run_module("streamlit", run_name="__main__")  # in this very process, so that whoever ends it ends the server
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


def surroundings(home: Path) -> dict[str, str]:
    """Which store, and a home folder that can be written to."""
    known = {"KHAZANA_HOME": str(home)}
    if not os.access(Path.home(), os.W_OK):
        known["HOME"] = str(ROOT / ".home")
        (ROOT / ".home").mkdir(mode=0o700, exist_ok=True)
    return known


def options(port: int) -> list[str]:
    """What the server is told, whatever its settings say."""
    said = {"server.port": port, "server.address": ADDRESS, "server.headless": "true", "logger.level": "warning"}
    said |= {"server.scriptHealthCheckEnabled": "true", "logger.hideWelcomeMessage": "true"}
    return [word for name, value in said.items() for word in (f"--{name}", str(value))]


def announce(port: int, new: bool, home: Path) -> None:
    """Say the address once the first screen is ready, then do what takes a while; end all if no screen comes."""
    if ready(port):
        print(f"\n  Khazana is open at http://{ADDRESS}:{port}\n  Stop it with Ctrl-C.\n", flush=True)
        threading.Thread(target=beforehand, args=(home,), daemon=True).start()
        if new:
            forecast()
    else:
        print(f"Khazana did not start within {PATIENCE} seconds: see the lines above.", file=sys.stderr, flush=True)
        os._exit(1)


def beforehand(home: Path) -> None:
    """Load and value what the first visitor of a later page would wait for, while the first page is looked at."""
    for module in pkgutil.iter_modules([str(ROOT / "analytics")]):
        if not module.name.startswith("_"):
            importlib.import_module(f"analytics.{module.name}")
    from analytics import budget_baseline
    from pages.ui import ask

    with contextlib.suppress(NoStore):
        budget_baseline.base(ask.opened(str(home)))


def forecast(words: Sequence[str] = REFRESH) -> None:
    """Compute the forecasts of the store beside the server, at low priority; the pages show them as they come."""
    print("  Its forecasts are being computed; the pages of forecasts show them in a minute or two.", flush=True)
    polite = ("nice", "-n", "10") if shutil.which("nice") else ()
    work = subprocess.Popen([*polite, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    atexit.register(work.terminate)
    failed = work.wait()
    atexit.unregister(work.terminate)
    print(f"  {AGAIN if failed else 'The forecasts are there.'}", flush=True)


def ready(port: int, server: subprocess.Popen | None = None) -> bool:
    """Wait until both probes answer well; False if it takes too long, or the server's process ends."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and (server is None or server.poll() is None):
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
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def start(home: Path, port: int) -> subprocess.Popen:
    """The same as a process of its own, for whoever wants to look at it and end it."""
    return subprocess.Popen(
        [sys.executable, str(ROOT / "serve.py")], env=os.environ | {"KHAZANA_HOME": str(home), "PORT": str(port)}
    )


if __name__ == "__main__":
    sys.exit(main())
