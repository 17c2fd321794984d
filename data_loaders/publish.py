"""Publishing: files become the next version of the store, whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from data_loaders.build import Build, Progress, silent
from data_loaders.computed import publish_computed
from data_loaders.detection import detect
from data_loaders.intake import File, found, keep, lists_of
from data_loaders.profile import Profile
from data_loaders.pseudonym import key
from data_loaders.readers.sheet import Unreadable
from data_loaders.shelf import keep_profiles, profiles
from data_loaders.store import Government, Store, home_of
from data_loaders.version import Refused, Report, alone, clean, install, next_name, pointed_at, room, sound, sums

IN_MEMORY = 256 << 20  # bytes of text up to which raw and staging rows need no scratch file
LOADS = """
    select file_name as file, source as profile, lines_read, kept, refused, ignored, stated_total, computed_total,
        load_id, live, replaces_load_id
    from load where list_contains($new, load_id) and list_contains($given, load_id)
    order by list_position($given, load_id)
"""
FINDINGS = """
    select rule, load_id, file_name as file, what, amount
    from finding left join load using (load_id) order by rule, load_id, what
"""


def publish(
    paths: Iterable[str | Path],
    home: str | Path | None = None,
    *,
    profile: str | None = None,
    strict: bool = False,
    government: Government | None = None,
    afresh: bool = False,
    more_profiles: Path | None = None,
    progress: Progress = silent,
    names: dict[str, str] | None = None,
) -> Report:
    """Take files into the store and make the result its current version; Refused if nothing can be.

    `profile` names the one that reads them (otherwise each file's is detected), `names` gives original names of
    paths, `strict` refuses a version with a finding, `afresh` leaves behind what an invented store held,
    `more_profiles` is a folder with profiles of one's own; those that are used are kept with the store.
    """
    place = home_of(home)
    if place.exists() and not place.is_dir():
        raise Refused(f"{place} is a file; --home names the folder of the store.")
    place.mkdir(parents=True, exist_ok=True)
    with alone(place, progress), room(place), tempfile.TemporaryDirectory(dir=place, prefix="scratch-") as folder:
        clean(place, but=Path(folder))
        publication = _Publication(place, Path(folder), government, afresh, progress, names or {})
        publication.profiles = profiles(place, more_profiles)
        report = publication.run(list(paths), profile, strict)
        if more_profiles:
            keep_profiles(place, more_profiles, {load["profile"] for load in report.loads if load["profile"]})
        return report


@dataclass
class _Publication:
    """One publish under the lock."""

    home: Path
    scratch: Path
    asked: Government | None
    afresh: bool
    progress: Progress
    names: dict[str, str]
    refused: list[tuple[str, str, int, str]] = field(default_factory=list)  # name, sha256, lines, sentence

    def __post_init__(self):
        self.profiles: dict[str, Profile] = {}
        self.given: list[str] = []  # files that were named, by load; lists that come with Khazana are not among them
        self.named: Profile | None = None
        self.old = pointed_at(self.home)

    def run(self, paths: list, profile: str | None, strict: bool) -> Report:
        """The whole way from names of files to a new version."""
        if profile is not None and profile not in self.profiles:
            raise Refused(f"There is no profile {profile!r}; there are {', '.join(sorted(self.profiles))}.")
        self.named = self.profiles.get(profile) if profile else None
        files, missing = found(paths, self.scratch)
        self.given = [file.load_id for file in files]
        files = [File(file.path, self.names.get(str(file.path), file.name), file.sha256) for file in files]
        self.refused += [(name, "", 0, sentence) for name, sentence in missing]
        whose, known = self._there({file.sha256 for file in files})
        skipped: list[File] = []
        chosen: dict[str, list[File]] = {}
        for file in files:
            if file.sha256 in known:
                skipped.append(file)
                continue
            known.add(file.sha256)
            whose = self._choose(file, chosen, whose)
        if not chosen:
            return self._nothing(skipped)
        whose = whose or Government()
        for profile, file in lists_of(whose.chart):
            if file.sha256 not in known:
                chosen.setdefault(profile, []).append(file)
        report = self._build(chosen, whose, strict)
        report.loads += map(self._again, skipped)
        return report

    def _there(self, given: set[str]) -> tuple[Government | None, set[str]]:
        """Whose the store is and which files it holds; real figures never join invented ones."""
        if self.old is None:
            return self.asked, set()
        sound(self.old)
        store = Store.open(self.home)
        there, live = store.government, set(store.ask("select sha256 from load where live").sha256)
        store.close()
        again = self.asked is not None and self.asked.invented and (not self.afresh or live == given)
        if there.invented and not again:
            self.old = None
            return self.asked, set()
        if self.asked and _known_as(self.asked) != _known_as(there):
            raise Refused(
                f"The store in {self.home} belongs to {there.name} ({_counted(there)}); "
                f"publish {self.asked.name} ({_counted(self.asked)}) into a folder of its own with --home."
            )
        return there, live

    def _choose(self, file: File, chosen: dict[str, list[File]], whose: Government | None) -> Government | None:
        """Put a file beside the others of its profile, or on record as refused."""
        try:
            profile = self.named or detect(file.path, file.name, self.profiles.values())
            own = Government(**profile.government.model_dump()) if profile.government else None
            if own and whose and _known_as(own) != _known_as(whose):
                raise Unreadable(
                    f"The file belongs to {own.name} ({_counted(own)}), the store to {whose.name} ({_counted(whose)}): "
                    "publish it into a folder of its own with --home."
                )
        except (Unreadable, OSError, UnicodeError) as error:
            self.refused.append((file.name, file.sha256, _lines(file.path), str(error)))
            return whose
        chosen.setdefault(profile.name, []).append(file)
        return whose or own

    def _nothing(self, skipped: list[File]) -> Report:
        report = Report(loads=[*map(self._again, skipped), *(_refused(*row) for row in self.refused)])
        if self.refused or not skipped:
            sentences = "; ".join(f"{name}: {sentence}" for name, _, _, sentence in self.refused) or "no file was named"
            raise Refused(f"Nothing was published. {sentences}", report)
        report.version = (self.home / "CURRENT").read_text(encoding="utf-8").strip().removesuffix(".duckdb")
        report.sentence = "All files are in the store already; the version stays as it is."
        return report

    def _again(self, file: File) -> dict:
        """A file whose bytes came before: they are in the store, or were refused."""
        for name, sha256, lines, sentence in self.refused:
            if sha256 == file.sha256:
                return _refused(file.name, sha256, lines, f"The same bytes as {name}. {sentence}")
        return _load(file.name, file.sha256, sentence="Skipped: the same bytes are in the store already.")

    def _build(self, chosen: dict[str, list[File]], whose: Government, strict: bool) -> Report:
        path = self.home / f"build-{(name := next_name(self.home))}"
        if self.old:
            shutil.copyfile(self.old, path)
        try:
            small = sum(file.size() for files in chosen.values() for file in files) <= IN_MEMORY
            build = Build(path, None if small else self.scratch, whose, key(), self.progress)
            try:
                report = self._fill(build, chosen, strict)
            finally:
                build.close()
            install(self.home, path, name)
        finally:
            for leftover in self.home.glob(f"build-{name}*"):
                leftover.unlink()
        report.version = name.removesuffix(".duckdb")
        return report

    def _fill(self, build: Build, chosen: dict[str, list[File]], strict: bool) -> Report:
        for name in sorted(chosen, key=lambda name: (self.profiles[name].fills is None, name)):
            with sums([file.name for file in chosen[name]]):
                refused = build.take_in(self.profiles[name], chosen[name])
            for file, sentence in refused:
                self.refused.append((file.name, file.sha256, _lines(file.path), sentence))
        if not set(self.given) & set(build.new):
            raise Refused(
                "Nothing was published. " + "; ".join(f"{n}: {s}" for n, _, _, s in self.refused), self._seen(build)
            )
        for name, sha256, lines, sentence in self.refused:
            if sha256:
                build.refused_whole(name, sha256, lines, sentence)
        build.finish()
        report = self._seen(build)
        if strict and report.findings:
            raise Refused(
                f"Refused (--strict): {len(report.findings)} findings, the first: {report.findings[0]['what']}", report
            )
        try:
            for file in [file for files in chosen.values() for file in files]:
                if file.load_id in build.new:
                    keep(file, self.home)
        except Unreadable as error:
            raise Refused(f"Nothing was published. {error}", report) from None
        return report

    def _seen(self, build: Build) -> Report:
        ask = build.connection.sql
        loads = ask(LOADS, params={"new": build.new, "given": self.given}).to_arrow_table().to_pylist()
        report = Report(loads=loads + [_refused(*row) for row in self.refused])
        report.findings = ask(FINDINGS).to_arrow_table().to_pylist()
        return report


def _known_as(government: Government) -> tuple:
    """What makes a government the same one, in the same money and years."""
    return government.name, government.currency, government.first_month, government.chart


def _counted(government: Government) -> str:
    """Its money and its years in words."""
    return f"{government.currency}, years from month {government.first_month}, chart {government.chart}"


def _lines(path: Path) -> int:
    """Physical lines of a text of which nothing could be read; of another file there are none to count."""
    with path.open("rb") as file:
        start = file.read(4096)
        if b"\0" in start or start.startswith((b"PK", b"PAR1", b"%PDF")):
            return 0
        file.seek(0)
        end, last = b"\n" if b"\n" in start or b"\r" not in start else b"\r", b""
        ends = sum((last := part).count(end) for part in iter(lambda: file.read(1 << 20), b""))
        return ends + (last[-1:] not in (b"", end))


def _refused(name: str, sha256: str, lines: int, sentence: str) -> dict:
    return _load(name, sha256, lines_read=lines, refused=lines, sentence=sentence)


def _load(name: str, sha256: str, lines_read: int = 0, refused: int = 0, sentence: str = "") -> dict:
    return {
        "file": name, "profile": None, "lines_read": lines_read, "kept": 0, "refused": refused, "ignored": 0,
        "stated_total": None, "computed_total": None, "load_id": sha256[:16], "sentence": sentence,
    }  # fmt: skip


__all__ = ["Refused", "Report", "publish", "publish_computed"]
