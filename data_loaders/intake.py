"""Intake: the files that were named, found, unpacked within bounds, and known by their checksum."""

from __future__ import annotations

import glob
import hashlib
import itertools
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from data_loaders.readers.sheet import Unreadable

REFERENCE = Path(__file__).parent / "reference"
CHARTS = {
    "NAM": {"chart_of_accounts.csv": "chart_of_accounts", "functions.csv": "functions"},
    "LMMH": {"lmmh_major_heads.csv": "functions"},
}
MEMBERS = 10_000  # files of an archive
UNPACKED = 4 << 30  # bytes of an archive when unpacked
RATIO = 200
DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError)


@dataclass(frozen=True)
class File:
    """A file as it came."""

    path: Path
    name: str
    sha256: str

    @property
    def load_id(self) -> str:
        """What its lines are known by in every version."""
        return self.sha256[:16]

    def size(self) -> int:
        """Bytes as text; a packed file counts eightfold."""
        with self.path.open("rb") as file:
            packed = file.read(4) in (b"PAR1", b"PK\x03\x04")
        return self.path.stat().st_size * (8 if packed else 1)


def lists_of(chart: str) -> list[tuple[str, File]]:
    """The lists that come with a chart of accounts, each with the profile that reads it."""
    lists = [(profile, REFERENCE / name) for name, profile in CHARTS.get(chart, {}).items()]
    return [(profile, File(path, path.name, sha256_of(path))) for profile, path in lists]


def sha256_of(path: Path) -> str:
    """Checksum of a file, read in parts."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def found(paths: Iterable[str | Path], scratch: Path) -> tuple[list[File], list[tuple[str, str]]]:
    """The files behind names, folders, patterns and archives, and what could not be found with the reason."""
    files, missing = [], []
    for given in paths:
        places = [Path(given)] if Path(given).exists() else sorted(map(Path, glob.glob(str(given), recursive=True)))
        if not places:
            missing.append((str(given), "There is no such file, folder or pattern; check the spelling."))
        for path in itertools.chain.from_iterable(map(_inside, places)):
            try:
                files += [File(p, p.name, sha256_of(p)) for p in _unpacked(path, scratch)]
            except (Unreadable, OSError) as error:
                missing.append((path.name, str(error)))
            except DAMAGED:
                missing.append((path.name, "The archive is damaged or packed in an unusual way; unpack it first."))
    return files, missing


def _inside(place: Path) -> list[Path]:
    """The files of a folder and all its folders, or the file itself."""
    return sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else [place]


def _unpacked(path: Path, scratch: Path) -> list[Path]:
    """The file itself, or the files of an archive that is no workbook."""
    if not zipfile.is_zipfile(path):
        return [path]
    with zipfile.ZipFile(path) as archive:
        items = [item for item in archive.infolist() if not item.is_dir()]
        if any(item.filename == "[Content_Types].xml" for item in items):
            return [path]
        unpacked, packed = sum(item.file_size for item in items), sum(item.compress_size for item in items)
        if len(items) > MEMBERS or unpacked > UNPACKED or unpacked > RATIO * max(packed, 1 << 20):
            raise Unreadable(
                f"The archive holds {len(items):,} files of {unpacked:,} bytes in {packed:,}; "
                "it is refused as a possible archive bomb. Unpack it and publish the folder."
            )
        folder = Path(tempfile.mkdtemp(dir=scratch))
        return [_extracted(archive, item, folder) for item in items]


def _extracted(archive: zipfile.ZipFile, item: zipfile.ZipInfo, folder: Path) -> Path:
    """One member, under its own name alone: no path of an archive leads anywhere."""
    if item.flag_bits & 1:
        raise Unreadable(f"The archive's member {Path(item.filename).name} needs a password; unpack it first.")
    target = folder / f"{item.header_offset}" / Path(item.filename).name
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(item) as source, target.open("wb") as copy:
        left = item.file_size + 1
        while part := source.read(min(1 << 20, left)):
            left -= len(part)
            copy.write(part)
    return target


def keep(file: File, home: Path) -> None:
    """The original is kept under its checksum, readable by its owner alone."""
    folder = home / "files"
    folder.mkdir(mode=0o700, exist_ok=True)
    kept = folder / file.sha256
    if not kept.exists():
        building = folder / f".{file.sha256}.{os.getpid()}"
        shutil.copyfile(file.path, building)
        if sha256_of(building) != file.sha256:
            building.unlink()
            raise Unreadable(f"{file.name} changed while it was read; publish it again once it is complete.")
        building.chmod(0o600)
        building.replace(kept)
