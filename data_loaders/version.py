"""Versions: one writer at a time; a finished file gets its name, then the pointer, each on the disk before the next."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import duckdb

from data_loaders.build import Progress
from data_loaders.intake import sha256_of

KEPT = 3  # versions; readers of an older one keep it until they let it go
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
PATIENCE = 600  # seconds that a second publisher waits


class Refused(RuntimeError):
    """Nothing was published; the sentence says why, the report what was seen."""

    def __init__(self, sentence: str, report: Report | None = None):
        super().__init__(sentence)
        self.report = report or Report()


@dataclass
class Report:
    """What a publish did: the version, each file, and everything that does not add up."""

    version: str | None = None
    loads: list[dict] = field(default_factory=list)
    findings: list[dict] = field(default_factory=list)
    sentence: str = ""

    def as_dict(self) -> dict:
        """For JSON."""
        return asdict(self)


@contextmanager
def alone(home: Path, progress: Progress, patience: float = PATIENCE):
    """One writer at a time: the kernel lets the lock go however the writer ends."""
    with (home / "LOCK").open("a+") as lock:
        ends = time.monotonic() + patience
        while not _locked(lock):
            lock.seek(0)
            if time.monotonic() > ends:
                who = lock.read().strip() or "unknown"
                raise Refused(f"Another publish (process {who}) is still running in {home}; try again later.")
            progress("Waiting for another publish to end", 0, 0)
            time.sleep(0.2)
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


@contextmanager
def room(home: Path):
    """A disk that is full is said in a sentence; what stands half written goes with the next publish."""
    try:
        yield
    except (OSError, duckdb.Error) as error:
        full = getattr(error, "errno", None) in FULL or "No space left" in str(error) or "File too large" in str(error)
        if not full:
            raise
        clean(home, but=home)
        raise Refused(f"The disk is full: nothing was published, the store in {home} is as it was.") from None


@contextmanager
def sums(names: list[str]):
    """A sum that the ledger cannot hold is said in a sentence that names the files."""
    try:
        yield
    except (duckdb.ConversionException, duckdb.OutOfRangeException):
        few = ", ".join(names[:5]) + (" ..." if len(names) > 5 else "")
        raise Refused(
            f"Nothing was published. A sum of {few} has more than 18 digits: look for a column with numbers "
            "of documents or telephones where money should stand."
        ) from None


def _locked(lock) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def clean(home: Path, but: Path) -> None:
    """What an interrupted publish left behind goes."""
    unnamed = [path for path in home.glob("v*.duckdb.sha256") if not path.with_suffix("").exists()]
    half = (*home.glob("build-*"), *home.glob("scratch-*"), *home.glob("CURRENT.new"), *home.glob("*/.*"), *unnamed)
    for leftover in half:
        if leftover != but:
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()


def pointed_at(home: Path) -> Path | None:
    """The version that CURRENT names; None where nothing was published yet."""
    pointer = home / "CURRENT"
    return home / pointer.read_text(encoding="utf-8").strip() if pointer.exists() else None


def sound(version: Path) -> None:
    """A damaged version is not built upon."""
    checksum = version.with_name(f"{version.name}.sha256")
    if not version.exists():
        raise Refused(f"CURRENT names {version.name}, which is not there: restore it, or publish into a new folder.")
    if checksum.exists() and checksum.read_text(encoding="ascii").strip() != sha256_of(version):
        raise Refused(
            f"{version.name} is not as it was published, its checksum differs: "
            "restore it from a copy, or publish all files into a new folder."
        )


def next_name(home: Path) -> str:
    """A name that sorts after every version there is, whatever the clock says."""
    newest = max((int(path.stem[1:]) for path in home.glob("v*.duckdb") if path.stem[1:].isdigit()), default=0)
    return f"v{max(time.time_ns(), newest + 1)}.duckdb"


def install(home: Path, path: Path, name: str) -> None:
    """The finished file gets its name, then the pointer; each is on the disk before the next step."""
    if path.with_name(path.name + ".wal").exists():
        raise Refused("The new version was not written completely; nothing was published.")
    _sync(path)
    checksum = home / f"{name}.sha256"
    checksum.write_text(sha256_of(path) + "\n", encoding="utf-8")
    path.replace(home / name)
    pointer = home / "CURRENT.new"
    pointer.write_text(name + "\n", encoding="utf-8")
    _sync(pointer)
    pointer.replace(home / "CURRENT")
    _sync(home)
    versions = sorted(home.glob("v*.duckdb"), key=lambda path: path.name)
    for old in versions[:-KEPT]:
        old.unlink()
        old.with_name(old.name + ".sha256").unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
