"""Publishing: a file that somebody hands over is looked at, and published, by a process of its own."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
ADDRESS_SPACE = 4 * 2**30  # bytes; about half of it is ever touched
SECONDS = 15 * 60  # of processor time
ENDINGS = ("csv", "tsv", "txt", "xls", "xlsx", "parquet", "json", "zip")
TOO_MUCH = "Reading the file took more memory or time than is allowed, so it was stopped. Nothing was stored."


@dataclass(frozen=True)
class Reading:
    """By which profile a file is read: the one that fits, the one named, or one that its owner describes."""

    profile: str = ""
    own: str = ""  # YAML, of the profile named

    def words(self, folder: Path) -> list[str]:
        """What the data loaders must be told; a profile of the owner's is put into a folder beside the file."""
        if not self.own:
            return ["--profile", self.profile] if self.profile else []
        profiles = folder / "profiles"
        profiles.mkdir(mode=0o700)
        (profiles / f"{self.profile}.yaml").write_text(self.own, encoding="utf-8")
        return ["--profile", self.profile, "--profiles", str(profiles)]


AS_FITS = Reading()


@contextmanager
def kept(name: str, content: bytes) -> Iterator[Path]:
    """A handed-over file in a private folder, under a name of our own making, for as long as it is needed."""
    ending = Path(name).suffix.lower().removeprefix(".")
    folder = Path(tempfile.mkdtemp(prefix="khazana-"))
    path = folder / f"{secrets.token_hex(8)}.{ending if ending in ENDINGS else 'bin'}"
    try:
        path.touch(mode=0o600)
        path.write_bytes(content)
        yield path
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def told(words: list[str], progress: Callable[[str], None]) -> dict:
    """What the data loaders answer to these words, as a report; a sentence under "error" where they could not."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as answer:
        child = subprocess.Popen(
            [sys.executable, "-m", "data_loaders", *words],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=answer,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        try:
            _limit(child.pid)
            last = _followed(child, progress)
            code = child.wait()
        finally:
            _end(child)
        answer.seek(0)
        return report_of(answer.read(), code, last)


def report_of(text: str, code: int, last: str) -> dict:
    """The report in what was printed; where there is none, why, in a sentence.

    >>> report_of('{"version": "v2"}', 0, ""), report_of("", -9, "")["error"] == TOO_MUCH
    ({'version': 'v2'}, True)
    >>> report_of("Traceback", 1, "The disk is full.")
    {'error': 'The disk is full.'}
    """
    try:
        report = json.loads(text)
    except json.JSONDecodeError:
        report = {}
    if not isinstance(report, dict):
        report = {}
    if code:
        report["error"] = TOO_MUCH if code < 0 else report.get("sentence") or last or "The file could not be read."
    return report


def _followed(child: subprocess.Popen, progress: Callable[[str], None]) -> str:
    """Pass on what the process says of its progress; returns the last of it."""
    last = ""
    for said in child.stderr or ():
        if said.strip():
            last = said.strip()
            progress(last)
    return last


def _limit(process: int) -> None:
    """What the process may use at most, where the system knows such limits."""
    with suppress(ImportError, AttributeError, ProcessLookupError):
        import resource

        resource.prlimit(process, resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
        resource.prlimit(process, resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _end(child: subprocess.Popen) -> None:
    """End the process and whatever it started, also when the reader pressed stop."""
    if child.poll() is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    if child.stderr:
        child.stderr.close()
