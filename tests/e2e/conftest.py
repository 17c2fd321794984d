"""A server over the small invented store, and a real Chromium that looks at it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

import install

ROOT = Path(__file__).parents[2]
SILENT = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
DRAWN = """() => !document.querySelector('[data-stale="true"],[data-testid="stSkeleton"],[data-testid="stAppSkeleton"]')
  && [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')].every(e => e.querySelector('svg,canvas'))"""


@pytest.fixture(scope="session")
def browser():
    """The Chromium or Chrome of this machine."""
    found = os.environ.get("KHAZANA_CHROMIUM") or install.browser()
    if found is None:
        pytest.fail(install.no_browser())
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield launched
        launched.close()


@pytest.fixture
def page(browser):
    """A fresh visitor with a screen of 1440 by 900."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def serve():
    """serve(home) starts the app over a store and returns its address."""
    running = []

    def start(home: Path) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        words = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
        running.append(subprocess.Popen(words, cwd=ROOT, env=os.environ | {"KHAZANA_HOME": str(home)}, **SILENT))
        return ready(f"http://127.0.0.1:{port}")

    yield start
    for server in running:
        server.terminate()
        server.wait(timeout=20)


def ready(address: str) -> str:
    """The address, once the server has run the app once."""
    for _ in range(150):
        with suppress(OSError), urllib.request.urlopen(f"{address}/_stcore/script-health-check", timeout=30):
            return address
        time.sleep(0.2)
    raise TimeoutError(f"{address} did not answer within 30 seconds.")


@pytest.fixture(scope="session")
def address(serve, homes):
    """The app over the small invented store."""
    return serve(homes["invented"])


@pytest.fixture
def settled(page):
    """settled() returns the page once nothing moves any more."""

    def wait():
        page.wait_for_timeout(150)
        page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=30_000)
        page.wait_for_function(DRAWN, timeout=30_000)
        page.wait_for_timeout(150)
        return page

    return wait
