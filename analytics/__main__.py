"""The command line of what is computed for a whole version: python -m analytics refresh."""

from __future__ import annotations

import argparse
import json
import sys
import time

from analytics import wording
from analytics.refresh import GRADES, Refused, refresh
from data_loaders.store import NoStore


def parser() -> argparse.ArgumentParser:
    """The words that the command line knows."""
    words = argparse.ArgumentParser(prog="python -m analytics", description="Answer: questions asked of the store.")
    commands = words.add_subparsers(dest="command", required=True)
    what = "forecast receipts and the year-end of spending, look for what is wrong in payments"
    one = commands.add_parser("refresh", help=what)
    one.add_argument("--home", metavar="DIR", help="folder of the store (else KHAZANA_HOME, else var/)")
    one.add_argument("--grade", choices=GRADES, default="quick", help="quick in seconds, full in minutes (quick)")
    one.add_argument("--seed", type=int, default=0, metavar="N", help="the same seed gives the same figures (0)")
    one.add_argument("--json", action="store_true", help="one JSON object on standard output")
    return words


def main(arguments: list[str] | None = None) -> int:
    """0 done, 1 refused or stopped, 2 wrong words."""
    said = parser().parse_args(arguments)
    try:
        facts = refresh(said.home, said.grade, said.seed, Bar())
    except (Refused, NoStore) as error:
        return _failed(said, str(error))
    except KeyboardInterrupt:
        return _failed(said, "Stopped. The store is as it was.")
    _print(said, facts, _story(facts))
    return 0


class Bar:
    """Progress on standard error with the time that is left: on a screen one line, else a line a second."""

    def __init__(self):
        self.started = self.told = self.last = self.first = time.monotonic()
        self.what = ""

    def __call__(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if what != self.what:
            self.what, self.first = what, self.last  # it began when what was before it ended
        elif now - self.told < (0.1 if sys.stderr.isatty() else 1.0):
            self.last = now
            return
        self.last = now
        self.told = now
        end = "\r" if sys.stderr.isatty() else "\n"
        line = f"{now - self.started:6.1f} s  {what}{left(now - self.first, done, total)}"
        print(line.ljust(79), end=end, file=sys.stderr, flush=True)


def left(spent: float, done: int, total: int) -> str:
    """How far it is, and how long it will still take at this rate.

    >>> left(10, 2, 8), left(3, 0, 8), left(3, 0, 0)
    (': 2 of 8, 30 s left', ': 0 of 8', '')
    """
    if not total:
        return ""
    return f": {done:,} of {total:,}" + (f", {spent / done * (total - done):,.0f} s left" if done else "")


def _story(facts: dict) -> str:
    if "series" not in facts:
        return facts["sentence"]
    held = " and ".join(f"{share} % of limits of {level} %" for level, share in facts["coverage"].items())
    lines = [
        f"{facts['months']} months booked to {facts['cut_off']:%B %Y}; {facts['series']:,} series, "
        f"grade {facts['grade']}, tried out as of {facts['origins']} earlier months"
        + (f": figures lay within {held}." if held else "."),
        f"Nothing is booked for a year, taken as ended: {wording.listed(facts['ended'])}." if facts["ended"] else "",
        facts["sentence"],
    ]
    return "\n".join(filter(None, lines))


def _failed(said, sentence: str) -> int:
    _print(said, {"sentence": sentence}, sentence)
    return 1


def _print(said, facts: dict, text: str) -> None:
    print(json.dumps(facts, default=str, ensure_ascii=False) if said.json else text)


if __name__ == "__main__":
    sys.exit(main())
