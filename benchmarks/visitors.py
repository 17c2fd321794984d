"""Visitors: people on the front page, some of them without a browser, and one real browser with a stop watch."""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections.abc import Callable, Iterator

from playwright.sync_api import Page, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

import install
from benchmarks.figures import NotMeasured
from benchmarks.machine import p95
from pages.ui import catalogue
from pages.ui.catalogue import PAGES

THINK = 2.0  # seconds between two looks of a visitor
PAUSE = 300  # milliseconds between two clicks
WARM_UP = 2  # clicks that do not count
FRONT = PAGES[0]
OTHER = PAGES[-1]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]

TO_DRAWN = """const drawn = () => begun()
        && document.querySelector('[data-testid="stApp"]').dataset.testScriptState === 'notRunning'
        && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"], [data-testid="stAppSkeleton"]')
        && [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')].every(c => c.querySelector('svg, canvas'));
    const look = () => drawn() ? done((performance.now() - start) / 1000) : requestAnimationFrame(look);
    requestAnimationFrame(look);"""
CLICK_TO_DRAWN = f"""([label, heading]) => new Promise(done => {{
    const link = [...document.querySelectorAll('[data-testid="stPageLink-NavLink"]')]
        .find(link => link.textContent.trim() === label);
    const begun = () => document.querySelector('h1')?.textContent.trim() === heading;
    const start = performance.now();
    link.click();
    {TO_DRAWN}
}})"""
LEVER_TO_DRAWN = f"""before => new Promise(done => {{
    const begun = () => document.querySelector('.tiles')?.textContent !== before;
    const start = window.begun;
    {TO_DRAWN}
}})"""


def run(line: ClientConnection, address: str = "", query: str = "") -> None:
    """Ask for a page, the front page where none is named, and wait until all of it has come."""
    again = BackMsg()
    again.rerun_script.page_name, again.rerun_script.query_string = address, query
    line.send(again.SerializeToString())
    while ForwardMsg.FromString(line.recv(timeout=60)).WhichOneof("type") != "script_finished":
        pass


def come(port: int, stop: threading.Event, address: str, query: Callable[[int], str]) -> None:
    """One visitor who comes anew to a page each time, with another query, thinks, and comes again."""
    for time in itertools.count():
        if stop.is_set():
            return
        with connect(f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"], max_size=None) as line:
            run(line, address, query(time))
        stop.wait(THINK)


def look(port: int, stop: threading.Event) -> None:
    """One visitor: run the front page, think, run it again, until told to stop."""
    with connect(f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"], max_size=None) as line:
        while not stop.is_set():
            run(line)
            stop.wait(THINK)


@contextlib.contextmanager
def visitors(port: int, how_many: int, *others: Callable[[int, threading.Event], None]) -> Iterator[None]:
    """So many visitors for as long as the block lasts, the others first, the rest on the front page.

    One that fails, fails the benchmark.
    """
    stop, failed = threading.Event(), []

    def visit(number: int) -> None:
        try:
            stop.wait(THINK * number / how_many)
            (others[number] if number < len(others) else look)(port, stop)
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(how_many)]
    for thread in threads:
        thread.start()
    try:
        stop.wait(2 * THINK)  # everybody has come in
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    if failed:
        raise failed[0]


@contextlib.contextmanager
def browser() -> Iterator[Page]:
    """A real browser window of a usual size."""
    program = install.browser()
    if not program:
        raise NotMeasured(install.no_browser())
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield chromium.new_page(viewport={"width": 1440, "height": 900})
        chromium.close()


def enter(page: Page, port: int) -> None:
    """Open the app and wait for its menu."""
    page.goto(f"http://127.0.0.1:{port}/")
    page.wait_for_selector("[data-testid=stPageLink-NavLink]")


def click_to_drawn(port: int, clicks: int, screen: catalogue.Page = FRONT) -> float:
    """Seconds from the click on a page's menu entry until all of it is drawn, p95, in a warm browser."""
    seconds = []
    with browser() as page:
        enter(page, port)
        for _ in range(clicks + WARM_UP):
            page.evaluate(CLICK_TO_DRAWN, [OTHER.title, OTHER.question])
            page.wait_for_timeout(PAUSE)
            seconds.append(page.evaluate(CLICK_TO_DRAWN, [screen.title, screen.question]))
            page.wait_for_timeout(PAUSE)
    return p95(seconds[WARM_UP:])


def lever_to_drawn(port: int, address: str, lever: str, moves: int, behind: str = "") -> float:
    """Seconds from a key on a lever until the whole page is drawn anew, p95; `behind`: what is opened to reach it."""
    seconds = []
    with browser() as page:
        page.goto(f"http://127.0.0.1:{port}/{address}")
        if behind:
            page.get_by_text(behind, exact=True).first.click(timeout=120_000)
        slider = page.get_by_role("slider", name=lever)
        slider.wait_for(timeout=120_000)
        page.locator(".tiles").first.wait_for(timeout=120_000)
        page.wait_for_timeout(3000)
        page.evaluate("() => addEventListener('keydown', () => { window.begun = performance.now() }, true)")
        for move in range(moves + WARM_UP):
            before = page.evaluate("document.querySelector('.tiles').textContent")
            slider.press("ArrowRight" if move % 20 < 10 else "ArrowLeft")
            seconds.append(page.evaluate(LEVER_TO_DRAWN, before))
            page.wait_for_timeout(PAUSE)
    return p95(seconds[WARM_UP:])


def every_page(port: int) -> None:
    """Look at each page of the catalogue."""
    with browser() as page:
        enter(page, port)
        for screen in PAGES:
            page.evaluate(CLICK_TO_DRAWN, [screen.title, screen.question])
            page.wait_for_timeout(PAUSE)
